import type { LocalMind } from '@headway/assistant/arbitration';
import { resolvePlan } from '@headway/assistant/ontology';
import type { UnderstandingPool } from '@headway/assistant/understanding';
import { detectLanguage } from '@headway/assistant/language';
import type { Language, Plan, SemanticFrame, TurnRequest, TurnResponse, VehicleState } from '@headway/contracts';

/** The car's own understanding as the cockpit needs it. */
export type Understanding = Pick<UnderstandingPool, 'understand' | 'card' | 'digest'>;

interface MindOptions {
  understanding: Understanding;
  state: VehicleState;
  /** Plan of the turn before, when it may be referred to. */
  previous: Plan | undefined;
  /** Told when the model itself failed, not when it was merely busy. */
  onModelFailure: (digest: string, error: unknown) => void;
}

const BUSY: ReadonlySet<string> = new Set(['overloaded', 'deadline-exceeded', 'cancelled']);

/** Reads one turn with the car's model, and makes regions' readings plans of this car. */
export function mindOfTurn({ understanding, state, previous, onModelFailure }: MindOptions): LocalMind {
  const resolve = (frames: readonly SemanticFrame[], text: string, language: Language): Plan =>
    resolvePlan(frames, { text, language, state, ...(previous ? { previous } : {}) });

  const plan = async ({ utterance, language, deadlineMs }: TurnRequest, signal: AbortSignal): Promise<Plan> => {
    try {
      const read = await understanding.understand(utterance, { ...(language ? { language } : {}), budgetMs: deadlineMs, signal });
      return resolve(read.frames, utterance, read.language);
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : '';
      if (!BUSY.has(code)) onModelFailure(understanding.digest, error);
      throw error;
    }
  };

  const adopt = (response: TurnResponse, { utterance, language }: TurnRequest): Plan => {
    if (response.answeredBy.startsWith('model:')) {
      const { turn: _turn, answeredBy: _by, modelVersion: _version, latencyMs: _latency, ...answered } = response;
      return answered;
    }
    return resolve(response.frames, utterance, language ?? response.language ?? detectLanguage(utterance));
  };

  return { modelVersion: understanding.card.version, plan, adopt };
}
