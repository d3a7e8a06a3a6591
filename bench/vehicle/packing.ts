import { encodeFrame } from '@headway/contracts';
import { loadBuiltInSignals } from '@headway/signals/loader';
import { BATCH_CODECS, packBatch } from '@headway/telemetry/batch';
import type { VehicleAgent } from '@headway/vehicle/agent';
import { loadMapping, OBD_MAPPING_PATH, replayDrive } from '@headway/vehicle/replay';

const BOOT = '018f0000-0000-7000-8000-000000000001';
const SIZES = [10, 60, 256];

/** What batches save on a recorded drive: payload bytes and milliseconds of packing for each size and codec. */
export async function packRecordedDrive(file: string) {
  const signals = loadBuiltInSignals();
  const frames: Uint8Array[] = [];
  const record: VehicleAgent['record'] = (atMs, values) => {
    const columns = Object.entries(values).flatMap(([path, value]) => {
      const signal = signals.ids.idOf(path);
      return signal === undefined ? [] : [{ signal, offsetsMs: [0], values: [value] }];
    });
    const head = {
      boot: BOOT,
      stream: 0 as const,
      seq: frames.length + 1,
      startTimeMs: Math.round(atMs),
      catalogue: signals.ids.shortHash,
    };
    return frames.push(encodeFrame({ ...head, columns })) > 0;
  };
  const agent = { record, status: { pending: 0 } as VehicleAgent['status'] };
  const mapping = await loadMapping(OBD_MAPPING_PATH, signals);
  await replayDrive({ file, mapping, agent, bus: { write: () => undefined }, speed: Infinity, clock: Date.now });
  const alone = frames.reduce((sum, { length }) => sum + length, 0);
  const batches = SIZES.flatMap((size) =>
    BATCH_CODECS.map((codec) => {
      const started = process.cpuUsage();
      let bytes = 0;
      for (let at = 0; at < frames.length; at += size) bytes += packBatch(frames.slice(at, at + size), codec).length;
      const { user, system } = process.cpuUsage(started);
      const cpuMs = (user + system) / 1000;
      return {
        frames: size,
        codec,
        bytes,
        saved: Number((1 - bytes / alone).toFixed(3)),
        cpuUsPerFrame: Math.round((cpuMs * 1000) / frames.length),
      };
    }),
  );
  return { file: file.split('/').at(-1), frames: frames.length, bytesAlone: alone, batches };
}
