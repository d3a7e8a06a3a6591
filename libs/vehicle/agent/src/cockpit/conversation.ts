import type { Plan, TurnFinished } from '@headway/contracts';
import type { Language } from '@headway/contracts';

/** A turn as the next ones remember it. */
export interface RememberedTurn {
  turn: string;
  utterance: string;
  language: Language;
  plan: Plan;
  outcome: TurnFinished['outcome'];
  atMs: number;
}

/** "Yes" and "no, the other one" refer to the turn before for this long. */
const MEMORY_MS = 30_000;
const MOST_SESSIONS = 16;
/** How drivers begin when they mend what was understood; the model has an intent for it, this catches what it misses. */
const CORRECTION = /^(不对|不是|错了|搞错了|我说的是|我是说|no[,\s]|not that|wrong|i (said|meant)\b)/i;

/** The last turn of each session. */
export class Conversation {
  readonly #sessions = new Map<string, RememberedTurn>();

  previous(session: string, nowMs: number): RememberedTurn | undefined {
    const turn = this.#sessions.get(session);
    return turn && nowMs - turn.atMs <= MEMORY_MS ? turn : undefined;
  }

  /** The latest turn of any session. */
  latest(): RememberedTurn | undefined {
    return [...this.#sessions.values()].at(-1);
  }

  remember(session: string, turn: RememberedTurn): void {
    this.#sessions.delete(session);
    this.#sessions.set(session, turn);
    const [oldest] = this.#sessions.keys();
    if (this.#sessions.size > MOST_SESSIONS && oldest !== undefined) this.#sessions.delete(oldest);
  }
}

/** Whether an utterance mends the turn before it. */
export const isCorrection = (utterance: string, plan: Plan): boolean =>
  plan.frames.some(({ intent }) => intent === 'dialogue.correct') || CORRECTION.test(utterance.trim());
