import {
  Arbiter,
  type Arbitration,
  type Clock,
  DEFAULT_THRESHOLDS,
  notUnderstood,
  Prober,
  RegionChoice,
  type RegionClient,
  type Reading,
  safePlan,
} from '@headway/assistant/arbitration';
import { detectLanguage } from '@headway/assistant/language';
import type { Language, Plan, Region, TurnFinished, TurnRequest, TurnResponse } from '@headway/contracts';
import type { VehicleBus } from '../ports.js';
import { Actuation } from './actuation.js';
import { Conversation, isCorrection, type RememberedTurn } from './conversation.js';
import { decisionState } from './decision-state.js';
import { mindOfTurn, type Understanding } from './mind.js';
import { outcomeOf, recheck } from './outcome.js';
import { createRegionClient } from './region-client.js';
import { secondOpinion } from './second-opinion.js';

export interface CockpitOptions {
  vin: string;
  /** Regions the car knows; none leaves it to itself. */
  regions: readonly Region[];
  /** Zone in which the driver's words must stay. */
  residency?: string;
  position?: { latitude: number; longitude: number };
  /** Share of turns the car was sure of that a region reads too, for learning. */
  secondOpinionShare?: number;
  /** Whether the driver lets the fleet learn from what is said. */
  consent: () => boolean;
}

interface CockpitPorts {
  bus: VehicleBus;
  /** Epoch milliseconds, for events. */
  clock: () => number;
  monotonic: Clock;
  random: () => number;
  newId: () => string;
  fetch: typeof globalThis.fetch;
  understanding: () => Understanding;
  onFinished: (event: TurnFinished) => void;
  onModelFailure: (digest: string, error: unknown) => void;
}

export interface AskOptions {
  deadlineMs?: number;
  language?: Language;
  session?: string;
  /** Leaves the regions out, as in a dead zone. */
  offline?: boolean;
}

const DEFAULT_DEADLINE_MS = 300;
const DEFAULT_SESSION = 'cockpit';
const DEFAULT_SECOND_OPINION_SHARE = 0.05;
/** A plan is carried out this long after its deadline at most. */
const EXECUTION_TTL_MS = 2000;
/** How long an event waits for the other side's reading. */
const DISAGREEMENT_LIMIT_MS = 3500;

/** What is known of a turn once it has been answered. */
interface AnsweredTurn {
  request: TurnRequest;
  session: string;
  turn: string;
  atMs: number;
  arbitration: Arbitration;
  plan: Plan;
  before: RememberedTurn | undefined;
  /** Version of the car's own model, whoever answered. */
  vehicleModelVersion: string;
}

/** The driver's assistant in the car: answers in time, carries out what the guardrails allow, and reports how it went. */
export class Cockpit {
  readonly #options: CockpitOptions;
  readonly #ports: CockpitPorts;
  readonly #conversation = new Conversation();
  readonly #actuation: Actuation;
  readonly #client: RegionClient;
  readonly #choice: RegionChoice;
  readonly #arbiter: Arbiter;
  readonly #prober: Prober;
  readonly #open = new Set<Promise<void>>();
  #stop: () => void = () => undefined;
  readonly #stopped = new Promise<undefined>((resolve) => {
    this.#stop = () => resolve(undefined);
  });

  constructor(options: CockpitOptions, ports: CockpitPorts) {
    this.#options = options;
    this.#ports = ports;
    this.#actuation = new Actuation(ports.bus, ports.clock);
    this.#client = createRegionClient(ports.fetch);
    const { regions, residency, position } = options;
    const { random, monotonic: clock } = ports;
    this.#choice = new RegionChoice({ regions, random, ...(residency ? { residency } : {}), ...(position ? { position } : {}) });
    this.#arbiter = new Arbiter({ clock, client: this.#client, choice: this.#choice });
    this.#prober = new Prober({ clock, random, client: this.#client, choice: this.#choice });
  }

  start(): void {
    this.#prober.start();
  }

  /** Resolves when every turn so far has been carried out and reported. */
  async settled(): Promise<void> {
    while (this.#open.size > 0) await Promise.all(this.#open);
  }

  /** Reports the turns that are still being carried out as far as they have come. */
  async stop(): Promise<void> {
    this.#prober.stop();
    this.#stop();
    await Promise.all(this.#open);
  }

  /** The latest turn, for what the driver's hand does after it. */
  latest(): RememberedTurn | undefined {
    return this.#conversation.latest();
  }

  /** Answers within the deadline; actuators may still be on their way when it resolves. */
  async ask(utterance: string, options: AskOptions = {}): Promise<TurnResponse> {
    const { deadlineMs = DEFAULT_DEADLINE_MS, language, session = DEFAULT_SESSION, offline = false } = options;
    const { bus, clock, newId } = this.#ports;
    const atMs = clock();
    const state = bus.state();
    const request: TurnRequest = {
      utterance,
      deadlineMs,
      session,
      ...(language ? { language } : {}),
      vehicle: { vin: this.#options.vin, state: decisionState(state) },
    };
    const before = this.#conversation.previous(session, atMs);
    const mind = mindOfTurn({
      understanding: this.#ports.understanding(),
      state,
      previous: before?.plan,
      onModelFailure: this.#ports.onModelFailure,
    });
    const arbitration = offline ? await this.#answerAlone(request, mind) : await this.#arbiter.answer(request, mind);
    const plan = recheck(arbitration.plan, bus.state(), before?.plan);
    const answered: AnsweredTurn = {
      request,
      session,
      turn: newId(),
      atMs,
      arbitration,
      plan,
      before,
      vehicleModelVersion: mind.modelVersion,
    };
    this.#carryOut(answered);
    const { answeredBy, modelVersion, latencyMs } = arbitration;
    return { ...plan, turn: answered.turn, answeredBy, modelVersion, latencyMs };
  }

  async #answerAlone(request: TurnRequest, mind: ReturnType<typeof mindOfTurn>): Promise<Arbitration> {
    const { monotonic } = this.#ports;
    const startedMs = monotonic.nowMs();
    const rest = {
      answeredBy: 'vehicle',
      modelVersion: mind.modelVersion,
      reason: 'no-region',
      disagreement: Promise.resolve(undefined),
    } as const;
    let plan: Plan;
    try {
      plan = safePlan(await mind.plan(request, AbortSignal.timeout(request.deadlineMs)), request.utterance, DEFAULT_THRESHOLDS);
    } catch {
      plan = notUnderstood(request.language ?? detectLanguage(request.utterance));
    }
    return { plan, latencyMs: monotonic.nowMs() - startedMs, ...rest };
  }

  #carryOut(answered: AnsweredTurn): void {
    const { turn, plan, request, atMs, session } = answered;
    const { utterance } = request;
    // The next turn may come before this one's windows have arrived.
    this.#conversation.remember(session, { turn, utterance, language: plan.language, plan, outcome: outcomeOf(plan), atMs });
    const done = this.#finish(answered).catch(() => undefined);
    this.#open.add(done);
    void done.finally(() => this.#open.delete(done));
  }

  async #finish(answered: AnsweredTurn): Promise<void> {
    const { turn, plan, request, atMs, session } = answered;
    const expiresAtMs = atMs + request.deadlineMs + EXECUTION_TTL_MS;
    const [actions, disagreement] = await Promise.all([
      Promise.race([this.#actuation.execute(turn, plan.actions, expiresAtMs), this.#stopped]),
      this.#disagreement(answered),
    ]);
    const settled = { ...plan, actions: actions ?? plan.actions };
    const outcome = outcomeOf(settled);
    const latest = this.#conversation.previous(session, this.#ports.clock());
    if (latest?.turn === turn) this.#conversation.remember(session, { ...latest, plan: settled, outcome });
    this.#ports.onFinished(this.#event(answered, settled, disagreement));
  }

  #disagreement({ arbitration, request, plan }: AnsweredTurn): Promise<Reading | undefined> {
    const { client, choice } = { client: this.#client, choice: this.#choice };
    const { random, monotonic } = this.#ports;
    const share = this.#options.secondOpinionShare ?? DEFAULT_SECOND_OPINION_SHARE;
    const other =
      arbitration.reason === 'confident'
        ? secondOpinion({ client, choice, nowMs: () => monotonic.nowMs(), random, share }, request, plan.frames)
        : arbitration.disagreement;
    let cancel = (): void => undefined;
    const limit = new Promise<undefined>((resolve) => {
      cancel = monotonic.after(DISAGREEMENT_LIMIT_MS, () => resolve(undefined));
    });
    return Promise.race([other, limit, this.#stopped]).finally(cancel);
  }

  #event(answered: AnsweredTurn, plan: Plan, disagreement: Reading | undefined): TurnFinished {
    const { request, session, turn, atMs, arbitration, before, vehicleModelVersion } = answered;
    const consent = this.#options.consent();
    const { answeredBy, modelVersion, latencyMs } = arbitration;
    return {
      type: 'turn.finished',
      at: atMs,
      turn,
      session,
      language: plan.language,
      answeredBy,
      modelVersion,
      vehicleModelVersion,
      latencyMs,
      deadlineMs: request.deadlineMs,
      late: latencyMs > request.deadlineMs,
      confidence: plan.confidence,
      outcome: outcomeOf(plan),
      actions: plan.actions,
      consent,
      ...(consent ? { utterance: request.utterance, frames: plan.frames } : {}),
      ...(consent && disagreement ? { disagreement } : {}),
      ...(before && isCorrection(request.utterance, plan) ? { corrects: before.turn } : {}),
    };
  }
}
