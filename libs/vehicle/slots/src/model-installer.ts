import { type Assignment, type ModelStatus, modelStatusSchema, type SignedAssignment, signedAssignmentSchema } from '@headway/contracts';
import { z } from 'zod';
import { type Disk, realDisk, replaceFile } from './disk.js';
import type { ActiveModel, ModelSlots, SelfTest } from './model-slots.js';
import type { SlotContent } from './slot-state.js';

/** What the installer needs of a verifier; failures carry a stable `code` and `retryable`. */
export interface AssignmentVerifier {
  verify(payload: unknown, signal?: AbortSignal): Promise<Assignment>;
  download(assignment: Assignment, options?: { signal?: AbortSignal }): Promise<string>;
  discardDownloads(): Promise<void>;
}

export interface ModelInstallerOptions {
  /** For the journal; may be the folder of the slots. */
  folder: string;
  slots: ModelSlots;
  verifier: AssignmentVerifier;
  selfTest: SelfTest;
  /** Puts a model into the live runtime; a failure undoes the switch. */
  activate: (model: ActiveModel) => Promise<void>;
  /** Milliseconds since the epoch. */
  now: () => number;
  /** Time without a crash after which a new model counts as healthy, default 5 s. */
  soakMs?: number;
  /** False while a switch would disturb the driver; then the assignment is postponed until `resume`. */
  maySwitch?: () => boolean;
  /** Delay before the given attempt (from 1) to reach the repository again. */
  retryDelayMs?: (attempt: number) => number;
  disk?: Disk;
}

const journalSchema = z.object({ payload: signedAssignmentSchema, outcome: modelStatusSchema.nullable() });
type Journal = z.infer<typeof journalSchema>;

const JOURNAL_FILE = 'assignment.json';
const DETAIL_LIMIT = 500;
const defaultRetryDelayMs = (attempt: number) => Math.min(1_000 * 2 ** (attempt - 1), 60_000);

/**
 * Carries an assignment out: verify, download, install, switch, prove. At most one at a time; a newer one takes the place of an
 * unfinished older one. What is being done is on disk, so that it goes on after a restart; what is done is not done twice.
 */
export class ModelInstaller {
  private journal: Journal | undefined;
  private readonly listeners = new Set<(status: ModelStatus) => void>();
  private running: { abort: AbortController; done: Promise<void> } | undefined;
  private soak: NodeJS.Timeout | undefined;
  private queue: Promise<unknown> = Promise.resolve();
  private readonly disk: Disk;

  constructor(private readonly options: ModelInstallerOptions) {
    this.disk = options.disk ?? realDisk;
  }

  /** Goes on after a start of the agent: the active model must already be in the runtime. */
  async start(): Promise<void> {
    this.journal = await this.load();
    if (!this.journal) return;
    const { payload, outcome } = this.journal;
    const wasUndone = this.options.slots.reversion?.content.assignment === payload.signed.assignment && outcome?.state !== 'reverted';
    if (outcome && !wasUndone) this.tellAgain(outcome);
    else this.run(payload);
  }

  /** Tells of every step, in order; the returned function ends it. Subscribe before `start`. */
  onStatus(listener: (status: ModelStatus) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** An assignment as it came from the network. Resolves when it has been noted, not when it has been carried out. */
  assign(message: unknown): Promise<void> {
    return this.inTurn(async () => {
      const parsed = signedAssignmentSchema.safeParse(message);
      if (!parsed.success) return;
      const isKnown = this.journal?.payload.signed.assignment === parsed.data.signed.assignment;
      if (isKnown && this.journal?.payload.signature.value === parsed.data.signature.value) {
        if (this.journal.outcome) this.tellAgain(this.journal.outcome);
        else if (!this.running) this.run(parsed.data);
        return;
      }
      await this.interrupt();
      await this.note({ payload: parsed.data, outcome: null });
      this.run(parsed.data);
    });
  }

  /** Tries a postponed assignment again. */
  resume(): Promise<void> {
    return this.inTurn(async () => {
      if (this.journal?.outcome === null && !this.running) this.run(this.journal.payload);
    });
  }

  /** The model with this digest has failed at its work; repeated failures undo its switch. */
  reportFailure(digest: string, error: unknown): Promise<void> {
    return this.inTurn(async () => {
      if (digest !== this.options.slots.active.digest) return;
      if (await this.options.slots.reportCrash(String(error))) await this.reverted();
    });
  }

  /** Resolves when nothing is being carried out. */
  async idle(): Promise<void> {
    await this.queue;
    await this.running?.done;
  }

  /** Stops where it is; `start` of a new instance goes on. */
  async stop(): Promise<void> {
    clearTimeout(this.soak);
    await this.interrupt();
  }

  private run(payload: SignedAssignment): void {
    const abort = new AbortController();
    const done = this.carryOut(payload, abort.signal)
      .catch((error: unknown) => {
        if (!abort.signal.aborted) return this.finish(payload.signed, { state: 'rejected', reason: 'internal', detail: String(error) });
        return undefined;
      })
      .finally(() => {
        if (this.running?.done === done) this.running = undefined;
      });
    this.running = { abort, done };
  }

  private async carryOut(payload: SignedAssignment, signal: AbortSignal): Promise<void> {
    const { slots } = this.options;
    const { signed } = payload;
    if (slots.reversion?.content.assignment === signed.assignment) return this.reverted();
    // Switched before a restart: it was verified then, and a car without a connection must be able to prove its model.
    if (slots.active.assignment === signed.assignment) return this.switchTo(signed, contentOf(signed));
    const assignment = await this.attempt(signed, signal, () => this.options.verifier.verify(payload, signal));
    if (!assignment) return;
    const content = contentOf(assignment);
    if (slots.active.digest !== assignment.digest) {
      const isReady = await this.install(assignment, content, signal);
      if (!isReady || signal.aborted) return;
      if (this.options.maySwitch?.() === false) return this.tell(assignment, { state: 'postponed', reason: 'vehicle-in-use' });
    }
    await this.switchTo(assignment, content);
  }

  private async install(assignment: Assignment, content: SlotContent, signal: AbortSignal): Promise<boolean> {
    const { slots, verifier } = this.options;
    let file: string | undefined;
    if (!(await slots.holds(assignment.digest))) {
      this.tell(assignment, { state: 'downloading' });
      file = await this.attempt(assignment, signal, () => verifier.download(assignment, { signal }));
      if (file === undefined) return false;
    }
    this.tell(assignment, { state: 'verified' });
    const result = await slots.install(file, content, this.options.selfTest);
    if (signal.aborted) return false;
    if (!result.ok) await this.finish(assignment, { state: 'rejected', reason: result.reason, detail: result.detail });
    else this.tell(assignment, { state: 'installed' });
    await verifier.discardDownloads();
    return result.ok;
  }

  private async switchTo(assignment: Assignment, content: SlotContent): Promise<void> {
    const { slots } = this.options;
    const isSwitch = slots.active.digest !== assignment.digest;
    const model = await slots.activate(content);
    if (isSwitch) {
      try {
        await this.options.activate(model);
      } catch (error) {
        await slots.revert('activation-failed', String(error));
        return this.reverted();
      }
    }
    this.tell(assignment, { state: 'active' });
    if (model.confirmed) return this.finish(assignment, { state: 'healthy' });
    this.startSoak(assignment);
  }

  private startSoak(assignment: Assignment): void {
    clearTimeout(this.soak);
    this.soak = setTimeout(() => {
      void this.inTurn(async () => {
        if (this.options.slots.active.assignment !== assignment.assignment) return;
        await this.options.slots.confirmHealthy();
        await this.finish(assignment, { state: 'healthy' });
      });
    }, this.options.soakMs ?? 5_000);
    this.soak.unref();
  }

  /** The slots have gone back to the former model: runs it and says so. */
  private async reverted(): Promise<void> {
    clearTimeout(this.soak);
    const { slots } = this.options;
    const { content, reason, detail } = slots.reversion!;
    await this.options.activate(slots.active);
    const named = { version: content.version, digest: content.digest, assignment: content.assignment, rollout: content.rollout };
    await this.finish(named, { state: 'reverted', reason, detail });
  }

  /** Repeats what fails for want of a connection; a refusal ends the assignment. Undefined when refused or interrupted. */
  private async attempt<T>(assignment: Named, signal: AbortSignal, work: () => Promise<T>): Promise<T | undefined> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await work();
      } catch (error) {
        if (signal.aborted) return undefined;
        const { code, retryable, message } = error as { code?: unknown; retryable?: unknown; message?: string };
        if (typeof code !== 'string') throw error;
        if (retryable !== true) {
          await this.finish(assignment, { state: 'rejected', reason: code, detail: message });
          return undefined;
        }
        await pause((this.options.retryDelayMs ?? defaultRetryDelayMs)(attempt), signal);
        if (signal.aborted) return undefined;
      }
    }
  }

  /** The last word about an assignment. It is noted before it is told, and told again at the next start, so it is told at least once. */
  private async finish(assignment: Named, said: Said): Promise<void> {
    const status = this.status(assignment, said);
    if (this.journal?.payload.signed.assignment === assignment.assignment) await this.note({ ...this.journal, outcome: status });
    this.publish(status);
  }

  private tell(assignment: Named, said: Said): void {
    this.publish(this.status(assignment, said));
  }

  private tellAgain(outcome: ModelStatus): void {
    this.publish({ ...outcome, at: this.options.now() });
  }

  private publish(status: ModelStatus): void {
    for (const listener of this.listeners) listener(status);
  }

  private status({ version, digest, assignment, rollout }: Named, { state, reason, detail }: Said): ModelStatus {
    return {
      type: 'model.status',
      at: this.options.now(),
      version,
      digest,
      state,
      ...(assignment ? { assignment } : {}),
      ...(rollout ? { rollout } : {}),
      ...(reason ? { reason } : {}),
      ...(detail ? { detail: detail.slice(0, DETAIL_LIMIT) } : {}),
    };
  }

  private async interrupt(): Promise<void> {
    this.running?.abort.abort();
    await this.running?.done;
  }

  private async load(): Promise<Journal | undefined> {
    const bytes = await this.disk.read(`${this.options.folder}/${JOURNAL_FILE}`);
    try {
      return bytes ? journalSchema.parse(JSON.parse(bytes.toString('utf8'))) : undefined;
    } catch {
      return undefined;
    }
  }

  private async note(journal: Journal): Promise<void> {
    await this.disk.makeFolder(this.options.folder);
    await replaceFile(this.disk, this.options.folder, { name: JOURNAL_FILE, bytes: Buffer.from(JSON.stringify(journal)) });
    this.journal = journal;
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.queue.then(work);
    this.queue = done.catch(() => undefined);
    return done;
  }
}

type Named = { version: string; digest: string; assignment: string | null; rollout: string | null };
type Said = Pick<ModelStatus, 'state' | 'reason' | 'detail'>;

const contentOf = ({ digest, version, releaseCounter, assignment, rollout }: Assignment): SlotContent => ({
  digest,
  version,
  releaseCounter,
  assignment,
  rollout,
});

/** Waits; ends early when interrupted. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end);
  });
}
