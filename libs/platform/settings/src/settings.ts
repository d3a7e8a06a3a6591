import { AppError } from '@headway/platform/errors';
import { z } from 'zod';

/** Settings of an app: environment variable name → schema, each with a `.describe()` for `.env.example`. */
export type SettingsShape = Record<string, z.ZodType>;

/**
 * Parses an app's settings once, in its `main.ts`.
 * @throws AppError `invalid-settings` with one readable line that names every bad variable
 */
export function parseSettings<T extends SettingsShape>(shape: T, environment: Record<string, string | undefined>): z.infer<z.ZodObject<T>> {
  const given = Object.fromEntries(Object.keys(shape).map((name) => [name, environment[name] === '' ? undefined : environment[name]]));
  const result = z.object(shape).safeParse(given);
  if (result.success) return result.data as z.infer<z.ZodObject<T>>;
  const problems = result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new AppError('invalid-settings', `bad setting: ${problems.join('; ')}`);
}

/** Text of `.env.example`: each variable with its description and default. */
export function envTemplate(shape: SettingsShape): string {
  const defaults = z.object(shape).safeParse({});
  const lines = Object.entries(shape).map(([name, schema]) => {
    const fallback = schema.safeParse(undefined);
    const value = fallback.success ? (fallback.data ?? '') : '';
    const text = typeof value === 'object' ? '' : String(value);
    return `# ${schema.description ?? name}${fallback.success || defaults.success ? '' : ' (required)'}\n${name}=${text}`;
  });
  return `${lines.join('\n\n')}\n`;
}
