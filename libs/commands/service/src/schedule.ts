import { isUnanswered, stateOf } from '@headway/commands/lifecycle';
import type { CommandRow } from '@headway/commands/store';
import type { ResendPolicy } from './commands-options.js';

/** A vehicle that has carried a command out in time may say so a little later. */
export const EXPIRY_GRACE_MS = 10_000;
/** The vehicle has the command and says nothing more: it is asked again for this long. It may be in a garage under ground. */
export const SILENCE_LIMIT_MS = 86_400_000;

/** What has to be done about a command that is due. */
export interface Due {
  /** The row as it is to be written. */
  row: CommandRow;
  /** Whether it is to be handed to the broker. */
  send: boolean;
}

/** Decides about a command that is due at `nowMs`. Call it with the row locked. */
export function decide(row: CommandRow, nowMs: number, policy: ResendPolicy): Due {
  const { facts, expiresAt, attempts } = row;
  const state = stateOf(facts);
  if (isUnanswered(facts)) {
    if (nowMs >= expiresAt + EXPIRY_GRACE_MS)
      return { row: { ...row, facts: { ...facts, expiredAt: nowMs }, nextSendAt: null }, send: false };
    if (nowMs >= expiresAt) return { row: { ...row, nextSendAt: expiresAt + EXPIRY_GRACE_MS }, send: false };
  } else if (state !== 'received') return { row: { ...row, nextSendAt: null }, send: false };
  else if (nowMs >= expiresAt + SILENCE_LIMIT_MS)
    return { row: { ...row, facts: { ...facts, silentAt: nowMs }, nextSendAt: null }, send: false };
  const next = nowMs + pauseMs(attempts, policy);
  return {
    row: {
      ...row,
      attempts: attempts + 1,
      nextSendAt: isUnanswered(facts) && nowMs < expiresAt ? Math.min(next, expiresAt + EXPIRY_GRACE_MS) : next,
    },
    send: true,
  };
}

/** Pause after the given number of attempts before it. */
export const pauseMs = (attempts: number, { firstPauseMs, longestPauseMs }: ResendPolicy) =>
  Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(attempts, 20));
