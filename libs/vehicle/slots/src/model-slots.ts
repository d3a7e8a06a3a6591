import { createHash } from 'node:crypto';
import { type Disk, realDisk, replaceFile } from './disk.js';
import {
  FRESH_STATE,
  idleSlot,
  type Reversion,
  revertedState,
  type SlotContent,
  type SlotPlace,
  type SlotState,
  slotStateSchema,
} from './slot-state.js';

export interface SlotsOptions {
  folder: string;
  /** The model the car was made with: never overwritten, always there to fall back to. `digest` is computed when absent. */
  factoryModel: { path: string; version: string; digest?: string };
  /** Crashes after a switch that undo it, default 3. */
  maxCrashes?: number;
  /** Starts of the agent without a proof of health that undo a switch, default 5. */
  maxUnconfirmedStarts?: number;
  disk?: Disk;
}

/** The model that runs. */
export interface ActiveModel extends SlotContent {
  place: SlotPlace;
  path: string;
  /** False from a switch until `confirmHealthy`. */
  confirmed: boolean;
}

/** Result of trying a model before it is used. */
export interface SelfTestResult {
  ok: boolean;
  detail: string;
}

/** Loads a model file in the real runtime and runs its golden utterances. */
export type SelfTest = (modelPath: string) => Promise<SelfTestResult>;

export type InstallResult = { ok: true } | { ok: false; reason: 'hash-mismatch' | 'golden-failed'; detail: string };

const STATE_FILE = 'slots.json';
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** Opens the slots of a folder. After any interruption the active model is one that is whole. */
export async function openSlots(options: SlotsOptions): Promise<ModelSlots> {
  const disk = options.disk ?? realDisk;
  const { path, version, digest } = options.factoryModel;
  const known = digest ?? sha256((await disk.read(path)) ?? new Uint8Array());
  const factory: SlotContent = { digest: known, version, releaseCounter: 0, assignment: null, rollout: null };
  const slots = new ModelSlots({ ...options, disk, factory });
  await slots.open();
  return slots;
}

/** Two slots and a pointer. Changes of the pointer are made one after the other; only one `install` may run at a time. */
export class ModelSlots {
  private state: SlotState = FRESH_STATE;
  private readonly disk: Disk;
  private queue: Promise<unknown> = Promise.resolve();

  constructor(private readonly options: SlotsOptions & { disk: Disk; factory: SlotContent }) {
    this.disk = options.disk;
  }

  /** The model to run. */
  get active(): ActiveModel {
    const { active, confirmed } = this.state;
    return { ...this.contentAt(active)!, place: active, path: this.pathOf(active), confirmed };
  }

  /** The last switch that was undone, until another one succeeds. */
  get reversion(): Reversion | null {
    return this.state.reversion;
  }

  /** Bytes of the active model. */
  async bytes(): Promise<Buffer> {
    return (await this.disk.read(this.pathOf(this.state.active)))!;
  }

  async open(): Promise<void> {
    await this.disk.makeFolder(this.options.folder);
    this.state = await this.load();
    await this.change((state) => this.checked(state));
  }

  private async checked(before: SlotState): Promise<SlotState> {
    let state = before;
    if (!(await this.isWhole(state, state.active))) state = await this.fallBack(state, 'corrupt', 'the active model file is damaged');
    if (!state.confirmed) {
      state = { ...state, starts: state.starts + 1 };
      const limit = this.options.maxUnconfirmedStarts ?? 5;
      if (state.starts > limit) state = await this.fallBack(state, 'restart-loop', `${limit} starts without a proof of health`);
    }
    return state;
  }

  /** Whether a model is at hand without a download. */
  async holds(digest: string): Promise<boolean> {
    const place = this.placeOf(digest);
    return place !== undefined && (await this.isWhole(this.state, place));
  }

  /**
   * Puts a verified file into the idle slot, unless its model is already at hand, and tries it there. The active model is untouched.
   * @param file ignored when `holds(content.digest)`
   */
  async install(file: string | undefined, content: SlotContent, selfTest: SelfTest): Promise<InstallResult> {
    const held = await this.holds(content.digest);
    if (!held) {
      const bytes = file === undefined ? undefined : await this.disk.read(file);
      if (!bytes || sha256(bytes) !== content.digest)
        return { ok: false, reason: 'hash-mismatch', detail: 'the file is not the assigned model' };
      const slot = idleSlot(this.state);
      await this.change((state) => ({ ...state, [slot]: null, previous: state.previous === slot ? null : state.previous }));
      await replaceFile(this.disk, this.options.folder, { name: `${slot}.onnx`, bytes });
      await this.change((state) => ({ ...state, [slot]: content }));
    }
    const place = this.placeOf(content.digest)!;
    const tried = (await this.isWhole(this.state, place))
      ? await selfTest(this.pathOf(place)).catch((error: unknown) => ({ ok: false, detail: String(error) }))
      : { ok: false, detail: 'the slot does not hold what was written' };
    return tried.ok ? { ok: true } : { ok: false, reason: 'golden-failed', detail: tried.detail };
  }

  /** Makes an installed model the active one, by one rename; the former one stays as the way back. */
  async activate(content: SlotContent): Promise<ActiveModel> {
    const place = this.placeOf(content.digest);
    if (!place) throw new Error(`no slot holds ${content.digest}`);
    const named = place === 'factory' ? {} : { [place]: content };
    await this.change((state) => {
      const isSame = place === state.active;
      const previous = isSame ? state.previous : state.active;
      const confirmed = isSame ? state.confirmed : place === 'factory';
      return { ...state, ...named, active: place, previous, confirmed, crashes: 0, starts: 0, reversion: null };
    });
    return this.active;
  }

  /** The active model has proved itself. */
  async confirmHealthy(): Promise<void> {
    await this.change((state) => (state.confirmed && state.crashes === 0 ? state : { ...state, confirmed: true, crashes: 0, starts: 0 }));
  }

  /** Counts a crash of the active model; at the limit the switch is undone, without asking anyone. Returns whether it was. */
  async reportCrash(detail: string): Promise<boolean> {
    const limit = this.options.maxCrashes ?? 3;
    const before = this.state.active;
    await this.change((state) => {
      const crashes = state.crashes + 1;
      return crashes < limit ? { ...state, crashes } : this.fallBack(state, 'crash-loop', detail);
    });
    return this.state.active !== before;
  }

  /** Undoes the last switch now. False when the factory model runs: there is nothing to go back to. */
  async revert(reason: string, detail: string): Promise<boolean> {
    const before = this.state.active;
    await this.change((state) => this.fallBack(state, reason, detail));
    return this.state.active !== before;
  }

  private async fallBack(state: SlotState, reason: string, detail: string): Promise<SlotState> {
    const back = revertedState(state, this.options.factory, { reason, detail });
    return (await this.isWhole(back, back.active)) ? back : { ...back, active: 'factory' };
  }

  private placeOf(digest: string): SlotPlace | undefined {
    if (digest === this.options.factory.digest) return 'factory';
    return (['a', 'b'] as const).find((slot) => this.state[slot]?.digest === digest);
  }

  private contentAt(place: SlotPlace): SlotContent | null {
    return place === 'factory' ? this.options.factory : this.state[place];
  }

  private async isWhole(state: SlotState, place: SlotPlace): Promise<boolean> {
    if (place === 'factory') return true;
    const bytes = await this.disk.read(this.pathOf(place));
    return bytes !== undefined && sha256(bytes) === state[place]?.digest;
  }

  private pathOf(place: SlotPlace): string {
    return place === 'factory' ? this.options.factoryModel.path : `${this.options.folder}/${place}.onnx`;
  }

  private async load(): Promise<SlotState> {
    const bytes = await this.disk.read(`${this.options.folder}/${STATE_FILE}`);
    try {
      return bytes ? slotStateSchema.parse(JSON.parse(bytes.toString('utf8'))) : FRESH_STATE;
    } catch {
      return FRESH_STATE;
    }
  }

  /** Makes the next state from the present one and puts it on disk; unchanged states cost nothing. */
  private change(make: (state: SlotState) => SlotState | Promise<SlotState>): Promise<void> {
    const done = this.queue.then(async () => {
      const state = await make(this.state);
      if (state === this.state) return;
      await replaceFile(this.disk, this.options.folder, { name: STATE_FILE, bytes: Buffer.from(JSON.stringify(state)) });
      this.state = state;
    });
    this.queue = done.catch(() => undefined);
    return done;
  }
}
