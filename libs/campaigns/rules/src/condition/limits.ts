/** Deepest nesting of brackets; looked at before the parser, which recurses. */
export const MAX_NESTING = 24;
/** Most nodes of a parsed condition. */
export const MAX_NODES = 400;
/** Deepest chain of operators; evaluation recurses as deep. */
export const MAX_DEPTH = 100;
/** Most elements of a list behind `in`. */
export const MAX_LIST = 100;
/** Longest pattern of `matches`, characters. */
export const MAX_PATTERN = 64;
/** Most uses of `matches` in a condition. */
export const MAX_PATTERNS = 2;
/** Longest text that `matches` looks at; a longer one does not match. */
export const MAX_MATCHED_TEXT = 256;
/** Most windows of a condition. */
export const MAX_WINDOWS = 16;
/** Shortest and longest window, milliseconds. */
export const WINDOW_MS = { shortest: 100, longest: 3_600_000 };
