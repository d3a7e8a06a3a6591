import type { Command, CommandOutcome, CommandState, SignalValue } from '@headway/contracts';

/** How the vehicle says that a command has ended. */
export interface VehicleOutcome {
  state: CommandOutcome;
  at: number;
  reason: string | null;
  value: SignalValue | null;
}

/**
 * What is known of a command's way, as facts that only ever add up: in whatever order and however often they are learnt, the same
 * is known in the end. Times are milliseconds, null while a fact is not known.
 */
export interface CommandFacts {
  queuedAt: number;
  /** First handed to the broker. */
  sentAt: number | null;
  /** The vehicle has said that it has it. */
  receivedAt: number | null;
  /** Called back before it was known to have arrived. */
  cancelledAt: number | null;
  /** Its time was over before it was known to have arrived. */
  expiredAt: number | null;
  /** It was received, and then nothing more was heard for too long. */
  silentAt: number | null;
  /** The vehicle's last word. */
  outcome: VehicleOutcome | null;
}

/** Nothing has happened yet. */
export const queued = (queuedAt: number): CommandFacts => ({
  queuedAt,
  sentAt: null,
  receivedAt: null,
  cancelledAt: null,
  expiredAt: null,
  silentAt: null,
  outcome: null,
});

/** Reason of a command that was received and never answered. */
export const NO_ANSWER = 'no-answer';

/**
 * Where a command stands. The vehicle's word comes before everything that the platform only presumes: a command that was
 * cancelled on its way and carried out all the same was carried out.
 */
export function stateOf({ outcome, silentAt, receivedAt, cancelledAt, expiredAt, sentAt }: CommandFacts): CommandState {
  if (outcome) return outcome.state;
  if (receivedAt !== null) return silentAt !== null ? 'failed' : 'received';
  if (cancelledAt !== null) return 'cancelled';
  if (expiredAt !== null) return 'expired';
  return sentAt !== null ? 'sent' : 'queued';
}

/** Why a command stands where it stands. */
export const reasonOf = (facts: CommandFacts): string | null =>
  facts.outcome ? facts.outcome.reason : stateOf(facts) === 'failed' ? NO_ANSWER : null;

const earlier = (known: number | null, at: number) => (known === null ? at : Math.min(known, at));

/** Orders outcomes totally, so that of two that contradict each other the same one always stays: the earlier. */
function comesBefore(one: VehicleOutcome, other: VehicleOutcome): boolean {
  if (one.at !== other.at) return one.at < other.at;
  return JSON.stringify([one.state, one.reason, one.value]) < JSON.stringify([other.state, other.reason, other.value]);
}

/** The vehicle has said something of the command; `at` is held to the platform's clock. */
export function learn(facts: CommandFacts, said: { state: 'received'; at: number } | VehicleOutcome): CommandFacts {
  if (said.state === 'received') return { ...facts, receivedAt: earlier(facts.receivedAt, said.at) };
  return { ...facts, outcome: facts.outcome && !comesBefore(said, facts.outcome) ? facts.outcome : said };
}

/** Whether the platform has to send it again. */
export const isUnanswered = (facts: CommandFacts) => ['queued', 'sent'].includes(stateOf(facts));

/** When each state was reached, in the order of time; a state that was skipped is left out. */
export function stepsOf(facts: CommandFacts): Command['steps'] {
  const steps: [CommandState, number | null, string | null][] = [
    ['queued', facts.queuedAt, null],
    ['sent', facts.sentAt, null],
    ['received', facts.receivedAt, null],
    ['cancelled', facts.cancelledAt, null],
    ['expired', facts.expiredAt, null],
    ['failed', facts.silentAt, NO_ANSWER],
    ...(facts.outcome ? [[facts.outcome.state, facts.outcome.at, facts.outcome.reason] as [CommandState, number, string | null]] : []),
  ];
  return steps.flatMap(([state, at, reason]) => (at === null ? [] : [{ state, at, reason }])).sort((a, b) => a.at - b.at);
}
