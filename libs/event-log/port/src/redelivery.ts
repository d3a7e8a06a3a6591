const FIRST_DELAY_MS = 50;
const LONGEST_DELAY_MS = 5_000;

/** Delay before the given redelivery attempt (from 1): doubles from 50 ms to 5 s. */
export const redeliveryDelayMs = (attempt: number) => Math.min(FIRST_DELAY_MS * 2 ** (attempt - 1), LONGEST_DELAY_MS);
