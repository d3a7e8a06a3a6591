import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { type ConsoleLanguage, createFormat, type Format, pickLanguage } from './format.js';
import { type MessageKey, type MessageValues, translate, translateName } from './messages.js';

/** Texts and formats of the language in use. */
export interface Text extends Format {
  language: ConsoleLanguage;
  t: (key: MessageKey, values?: MessageValues) => string;
  /** The text of a state or kind named by a service, e.g. `name('runs.state', run.state)`. */
  name: (area: string, name: string, values?: MessageValues) => string;
}

const STORED = 'headway.language';

export function textOf(language: ConsoleLanguage): Text {
  return {
    ...createFormat(language),
    language,
    t: (key, values) => translate(language, key, values),
    name: (area, name, values) => translateName(language, area, name, values),
  };
}

/** The engineer's own choice, else the browser's language. */
export function initialLanguage(): ConsoleLanguage {
  const stored = localStorage.getItem(STORED);
  return pickLanguage(stored ? [stored] : navigator.languages);
}

export const rememberLanguage = (language: ConsoleLanguage) => localStorage.setItem(STORED, language);

export const TextContext = createContext<Text>(textOf('en'));
export const useText = () => useContext(TextContext);
