import { type RegionChoice, type RegionClient, type Reading, sameReading } from '@headway/assistant/arbitration';
import type { SemanticFrame, TurnRequest } from '@headway/contracts';

/** A second opinion is for learning only, so it has time. */
const LIMIT_MS = 3000;

interface SecondOpinionPorts {
  client: RegionClient;
  choice: RegionChoice;
  nowMs: () => number;
  random: () => number;
  /** Share of the turns the car was sure of that a region reads too. */
  share: number;
}

/** Asks a region, now and then and in nobody's way, how it reads what the car was sure of. */
export async function secondOpinion(
  ports: SecondOpinionPorts,
  request: TurnRequest,
  own: readonly SemanticFrame[],
): Promise<Reading | undefined> {
  if (ports.random() >= ports.share) return undefined;
  const [region] = ports.choice.ranked(ports.nowMs());
  if (!region) return undefined;
  try {
    const response = await ports.client.ask(region, { ...request, deadlineMs: LIMIT_MS }, AbortSignal.timeout(LIMIT_MS));
    if (response.answeredBy.startsWith('model:') || sameReading(response.frames, own)) return undefined;
    return { answeredBy: response.answeredBy, modelVersion: response.modelVersion, frames: response.frames };
  } catch {
    return undefined;
  }
}
