import { createHash } from 'node:crypto';

/** Numbers that depend on a purpose and a text alone: the same in every process. Each call gives one below `bound`. */
export function numbersOf(purpose: string, text: string): (bound: number) => number {
  const digest = createHash('sha256').update(`headway.${purpose}/1 ${text}`).digest();
  let at = 0;
  return (bound) => {
    const value = digest.readUInt32BE(at % 28) % bound;
    at += 4;
    return value;
  };
}
