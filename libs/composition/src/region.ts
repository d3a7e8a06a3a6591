import { readFile } from 'node:fs/promises';
import type { DynamicModule, INestApplication } from '@nestjs/common';
import { exactActions } from '@headway/assistant/ontology';
import { chatCompletions, RegionModule, RegionService } from '@headway/assistant/region';
import { createUnderstandingPool, type GoldenUtterance } from '@headway/assistant/understanding';
import { LOG_TOPIC_SPECS, LOG_TOPICS, modelVersionSchema, pageSchema } from '@headway/contracts';
import { goldenUtterances, shippedModelPath } from '@headway/learning/corpus';
import { describeError } from '@headway/platform/errors';
import type { Logger } from '@headway/platform/logging';
import type { Context } from './context.js';

/** A configured OpenAI-compatible model for what is out of scope. */
export interface LanguageModelSettings {
  url: string;
  model: string;
  apiKey?: string;
}

interface RegionPartOptions {
  id: string;
  languageModel?: LanguageModelSettings;
  /** Told of every utterance before it is understood. */
  onUtterance?: () => void;
}

const MAX_QUEUE = 64;

/** The utterances that every model must do the right thing for. */
export const golden = (): GoldenUtterance[] =>
  goldenUtterances().map((example) => ({ ...example, isRight: (frames) => exactActions(example, frames) }));

/** One region's assistant with a worker of its own; closing the application closes the worker. */
export async function regionModule(
  context: Pick<Context, 'eventLog' | 'clock' | 'newId' | 'logger' | 'metrics'>,
  { id, languageModel, onUtterance }: RegionPartOptions,
): Promise<{ module: DynamicModule; close: () => Promise<void> }> {
  const understanding = await createUnderstandingPool({
    model: await readFile(shippedModelPath('region')),
    golden: golden(),
    workers: 1,
    maxQueue: MAX_QUEUE,
    onUtterance,
  });
  const { eventLog, clock, newId, logger, metrics } = context;
  await eventLog.ensureTopics([{ topic: LOG_TOPICS.turns, ...LOG_TOPIC_SPECS[LOG_TOPICS.turns] }]);
  const module = RegionModule.register({
    regionId: id,
    understanding,
    eventLog,
    clock,
    newId,
    logger,
    metrics,
    ...(languageModel ? { languageModel: chatCompletions(languageModel) } : {}),
  });
  return { module, close: () => understanding.close() };
}

const REGISTRY_POLL_MS = 10_000;
const REGISTRY_TIMEOUT_MS = 5_000;

interface FollowOptions {
  /** Base URL of the model registry; asked anew each time, since it may be known only after listening. */
  registryUrl: () => string;
  logger: Logger;
}

/** Serves the newest released region model from now on; a registry that is away changes nothing. The returned function ends it. */
export function followRegistry(app: INestApplication, { registryUrl, logger }: FollowOptions): () => void {
  const service = app.get(RegionService, { strict: false });
  const stop = new AbortController();
  let serving = service.health().modelDigest;
  const look = async () => {
    const signal = AbortSignal.any([stop.signal, AbortSignal.timeout(REGISTRY_TIMEOUT_MS)]);
    const response = await fetch(`${registryUrl()}/v1/models?family=region&state=released&limit=1`, { signal });
    const [newest] = pageSchema(modelVersionSchema).parse(await response.json()).items;
    if (!newest || newest.digest === serving) return;
    const artifact = await fetch(`${registryUrl()}/v1/models/${newest.id}/artifact`, { signal });
    await service.swapModel(new Uint8Array(await artifact.arrayBuffer()));
    serving = newest.digest;
  };
  const timer = setInterval(() => {
    look().catch((error: unknown) => logger.debug('region.registry-away', { reason: describeError(error) }));
  }, REGISTRY_POLL_MS);
  return () => {
    clearInterval(timer);
    stop.abort();
  };
}
