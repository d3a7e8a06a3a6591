import type { ConsoleLanguage } from './format.js';
import { CAMPAIGNS } from './messages/campaigns.js';
import { FLEET } from './messages/fleet.js';
import { LEARNING } from './messages/learning.js';
import { ROLLOUTS } from './messages/rollouts.js';
import { SHELL } from './messages/shell.js';
import { TELEMETRY } from './messages/telemetry.js';
import { TURNS } from './messages/turns.js';

/** Every text of the console, in every language. */
export const MESSAGES = { ...SHELL, ...FLEET, ...TELEMETRY, ...CAMPAIGNS, ...TURNS, ...LEARNING, ...ROLLOUTS };
export type MessageKey = keyof typeof MESSAGES;
export type MessageValues = Record<string, string | number>;

const PLACEHOLDER = /\{(\w+)(?:\|([^|}]*)\|([^}]*))?\}/g;

/** The text of a key. A number may choose between two words: `{n|vehicle|vehicles}` looks at `n`. */
export function translate(language: ConsoleLanguage, key: MessageKey, values: MessageValues = {}): string {
  const text = MESSAGES[key][language === 'en' ? 0 : 1];
  return text.replace(PLACEHOLDER, (whole, name: string, one?: string, many?: string) => {
    const value = values[name];
    if (value === undefined) return whole;
    if (one === undefined || many === undefined) return String(value);
    return String(value) === '1' ? one : many;
  });
}

/** The text of a state or kind that a service named; the name itself when this console is older than the service. */
export function translateName(language: ConsoleLanguage, area: string, name: string, values?: MessageValues): string {
  const key = `${area}.${name}`;
  return key in MESSAGES ? translate(language, key as MessageKey, values) : name;
}
