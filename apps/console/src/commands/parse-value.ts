/** A typed value as the catalogue means it: truth values and numbers by their look, everything else as text. */
export function parseValue(text: string): boolean | number | string {
  const trimmed = text.trim();
  if (/^(true|false)$/i.test(trimmed)) return trimmed.toLowerCase() === 'true';
  if (/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(trimmed)) return Number(trimmed);
  return trimmed;
}
