import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  checkGolden,
  createUnderstandingPool,
  type GoldenUtterance,
  type ModelHost,
  type UnderstandingPool,
} from '@headway/assistant/understanding';
import { describeError } from '@headway/platform/errors';
import { lockFolder } from '@headway/platform/folder-lock';
import { openVerifier } from '@headway/rollouts/trust';
import { Spool, type SpoolOptions } from '@headway/telemetry/spool';
import { ModelInstaller, type ModelInstallerOptions, type ModelSlots, openSlots, type SlotsOptions } from '@headway/vehicle/slots';
import type { CampaignOptions } from './campaigns/campaign-runner.js';
import { CommandLog } from './commands/command-log.js';
import { monotonicClock } from './monotonic.js';
import { type AgentPorts, VehicleAgent, type VehicleAgentOptions } from './vehicle-agent.js';

export interface OpenVehicleOptions {
  agent: VehicleAgentOptions;
  /** The vehicle's own folder: its spool, its models, and what it trusts. */
  folder: string;
  spool?: Partial<Pick<SpoolOptions, 'maxBytes' | 'maxAgeMs' | 'fsyncIntervalMs'>>;
  /** The model the car was made with. */
  factoryModel: SlotsOptions['factoryModel'];
  /** Utterances a new model must read rightly in this car before it is used. */
  golden: readonly GoldenUtterance[];
  /** Runs the models; may be shared by all vehicles of a process. */
  host: ModelHost;
  /** Root metadata the car was made with; without it no model can be assigned. */
  trustedRoot?: Uint8Array;
  installer?: Pick<ModelInstallerOptions, 'soakMs' | 'maySwitch' | 'retryDelayMs'>;
  /** What campaigns are checked against; without it the car runs none. */
  campaigns?: Omit<CampaignOptions, 'folder'>;
  ports: Omit<AgentPorts, 'spool' | 'understanding' | 'installer' | 'commandLog' | 'campaigns'>;
}

/** A whole vehicle: its agent and everything the agent owns. */
export interface Vehicle {
  agent: VehicleAgent;
  /** Stops the agent, when it was started, and releases disk and model. */
  close(): Promise<void>;
}

const SPOOL_DEFAULTS = { maxBytes: 64 * 1024 * 1024, maxAgeMs: 7 * 86_400_000, fsyncIntervalMs: 1000 };

/**
 * Opens a vehicle from its folder: the spool with what is still to be sent, the slots with the model that runs. The agent is not
 * started yet.
 * @throws AppError `storage-unwritable`, `conflict` when another process has the folder, or `invalid-model` when not even the factory model can be loaded
 */
export async function openVehicle(options: OpenVehicleOptions): Promise<Vehicle> {
  const { folder, factoryModel, host, ports, campaigns } = options;
  const unlock = lockFolder(folder);
  try {
    const slots = await openSlots({ folder: join(folder, 'models'), factoryModel });
    const pool = await openPool(slots, host);
    const installer = await installerFor(options, slots, pool);
    const { clock, monotonic = monotonicClock } = ports;
    const times = { clock, monotonic: () => monotonic.nowMs() };
    const spool = new Spool({ ...SPOOL_DEFAULTS, ...options.spool, folder: join(folder, 'spool'), ...times });
    const commandLog = new CommandLog(join(folder, 'commands.jsonl'));
    const agent = new VehicleAgent(options.agent, {
      ...ports,
      spool,
      commandLog,
      understanding: pool,
      ...(installer ? { installer } : {}),
      ...(campaigns ? { campaigns: { ...campaigns, folder: join(folder, 'campaigns') } } : {}),
    });
    const close = async () => {
      await agent.stop();
      commandLog.close();
      await spool.close();
      await pool.close();
      unlock();
    };
    return { agent, close };
  } catch (error) {
    unlock();
    throw error;
  }
}

/** Loads the active model; one that the runtime refuses is left for the one before it. */
async function openPool(slots: ModelSlots, host: ModelHost): Promise<UnderstandingPool> {
  for (;;) {
    const { digest } = slots.active;
    try {
      return await createUnderstandingPool({ host, model: await slots.bytes() });
    } catch (error) {
      await slots.revert('activation-failed', describeError(error));
      if (slots.active.digest === digest) throw error;
    }
  }
}

async function installerFor(
  { agent, folder, trustedRoot, host, golden, ports, installer }: OpenVehicleOptions,
  slots: ModelSlots,
  pool: UnderstandingPool,
): Promise<ModelInstaller | undefined> {
  if (!trustedRoot) return undefined;
  const { clock: now, fetch } = ports;
  const verifier = await openVerifier({ folder: join(folder, 'trust'), trustedRoot, vin: agent.vin, now, fetch });
  const selfTest = (path: string) => trial(host, path, golden);
  const activate = async ({ path }: { path: string }) => pool.swap(await readFile(path));
  return new ModelInstaller({ ...installer, folder: join(folder, 'models'), slots, verifier, selfTest, activate, now });
}

/** Loads a model beside the one that runs and lets it read the golden utterances. */
async function trial(host: ModelHost, path: string, golden: readonly GoldenUtterance[]): Promise<{ ok: boolean; detail: string }> {
  try {
    const model = await host.acquire(await readFile(path));
    try {
      await checkGolden(golden, async (text, language) => (await model.understand(text, { language })).frames);
    } finally {
      await model.release();
    }
    return { ok: true, detail: `${golden.length} golden utterances are read rightly` };
  } catch (error) {
    return { ok: false, detail: describeError(error) };
  }
}
