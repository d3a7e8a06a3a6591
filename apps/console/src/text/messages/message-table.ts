/** Texts by key: English, then Chinese. `{name}` stands for a value, `{n|vehicle|vehicles}` for one of two words by number. */
export type MessageTable = Record<string, readonly [en: string, zh: string]>;
