import type { ComponentChildren } from 'preact';

export type Tone = 'neutral' | 'good' | 'warn' | 'bad' | 'busy';

/** A state in one word; the tone never carries the meaning alone. */
export function Badge({ tone = 'neutral', children }: { tone?: Tone; children: ComponentChildren }) {
  return <span class={`badge ${tone}`}>{children}</span>;
}

/** The tone of every state the services name. */
const TONES: Record<string, Tone> = {
  open: 'busy',
  accepted: 'good',
  rejected: 'bad',
  queued: 'neutral',
  training: 'busy',
  evaluating: 'busy',
  passed: 'good',
  registered: 'good',
  failed: 'bad',
  cancelled: 'neutral',
  candidate: 'busy',
  released: 'good',
  withdrawn: 'neutral',
  draft: 'warn',
  approved: 'busy',
  running: 'busy',
  halted: 'bad',
  'rolling-back': 'warn',
  'rolled-back': 'neutral',
  complete: 'good',
  pending: 'neutral',
  ready: 'good',
  starting: 'busy',
  overloaded: 'bad',
  draining: 'warn',
  executed: 'good',
  answered: 'good',
  asked: 'warn',
  partial: 'warn',
  refused: 'warn',
  'not-understood': 'bad',
  reviewable: 'warn',
  promote: 'good',
  halt: 'bad',
  rollback: 'bad',
  resume: 'warn',
  start: 'busy',
  paused: 'warn',
  stopped: 'neutral',
  sent: 'busy',
  received: 'busy',
  expired: 'warn',
};

export const toneOf = (state: string): Tone => TONES[state] ?? 'neutral';
