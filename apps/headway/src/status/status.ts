import type { SimulatedFleet } from '@headway/composition';
import type { LearningStatus, Rollout } from '@headway/contracts';
import type { Platform } from '../platform/platform.js';

interface StatusOptions {
  platform: Platform;
  fleet: SimulatedFleet | undefined;
  logFile: string;
}

const TERMINAL_EVERY_MS = 1000;
const PIPE_EVERY_MS = 10_000;
const REQUEST_TIMEOUT_MS = 2000;

/** What one line of live status is made of. */
export interface Snapshot {
  seconds: number;
  online: number;
  vehicles: number;
  framesPerSecond: number;
  turns: { vehicle: number; region: number; late: number };
  learning: Pick<LearningStatus, 'stage' | 'candidates'> | undefined;
  rollout: Pick<Rollout, 'state' | 'version' | 'currentStage' | 'stages'> | undefined;
}

/** One line of live status. */
export function statusLine({ seconds, online, vehicles, framesPerSecond, turns, learning, rollout }: Snapshot): string {
  const clock = `${String(Math.floor(seconds / 60)).padStart(2, '0')}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`;
  const candidates = learning?.candidates ?? 0;
  const loop = rollout && rollout.state !== 'complete' ? rolloutStage(rollout) : (learning?.stage ?? 'starting');
  return [
    clock,
    `vehicles ${online}/${vehicles} online`,
    `${Math.round(framesPerSecond)} frames/s`,
    `turns: car ${turns.vehicle}, region ${turns.region}, late ${turns.late}`,
    `loop: ${loop} (${candidates} ${candidates === 1 ? 'candidate' : 'candidates'})`,
  ].join(' · ');
}

function rolloutStage({ version, state, currentStage, stages }: NonNullable<Snapshot['rollout']>): string {
  const stage = currentStage === null ? undefined : stages[currentStage];
  return `rollout of ${version} ${state}${stage ? `, ${stage.name} ${stage.healthy}/${stage.vehicles} healthy` : ''}`;
}

async function get<T>(url: string): Promise<T | undefined> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS) });
    return response.ok ? ((await response.json()) as T) : undefined;
  } catch {
    return undefined;
  }
}

/** Says where everything is, then how it goes: one line that renews itself in a terminal, plain lines in a pipe. */
export function startStatus({ platform, fleet, logFile }: StatusOptions): () => void {
  const { url, mqttUrl, regions } = platform;
  const out = process.stdout;
  const say = (line: string) => out.write(`${line}\n`);
  say('Headway runs.');
  say(`  console  ${url}/`);
  say(`  API      ${url}/api/docs`);
  say(`  broker   ${mqttUrl}`);
  say(`  regions  ${regions.map(({ id, url: at }) => `${id} ${at}`).join(', ')}`);
  if (fleet) say(`  cockpits ${fleet.cockpit.url}/vehicles`);
  say(`  log      ${logFile}`);
  say('Ctrl-C stops it; the next start goes on from where it was.');

  const started = performance.now();
  let last = { atMs: started, messages: platform.ingest.committedMessages };
  let busy = false;
  const show = async () => {
    if (busy) return;
    busy = true;
    const [learning, rollouts] = await Promise.all([
      get<LearningStatus>(`${url}/v1/learning/status`),
      get<{ items: Rollout[] }>(`${url}/v1/rollouts?limit=1`),
    ]);
    const now = { atMs: performance.now(), messages: platform.ingest.committedMessages };
    const status = fleet?.simulation.status;
    const line = statusLine({
      seconds: (now.atMs - started) / 1000,
      online: status?.online ?? 0,
      vehicles: status?.vehicles ?? 0,
      framesPerSecond: ((now.messages - last.messages) * 1000) / Math.max(1, now.atMs - last.atMs),
      turns: status?.turns ?? { vehicle: 0, region: 0, late: 0 },
      learning,
      rollout: rollouts?.items[0],
    });
    last = now;
    busy = false;
    if (out.isTTY) out.write(`\r\x1b[2K${line.slice(0, (out.columns || 120) - 1)}`);
    else say(line);
  };
  const timer = setInterval(() => void show(), out.isTTY ? TERMINAL_EVERY_MS : PIPE_EVERY_MS);
  void show();
  return () => {
    clearInterval(timer);
    if (out.isTTY) out.write('\n');
  };
}
