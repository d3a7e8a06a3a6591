import { type Column, deadLetterSchema, encodeFrame, pageSchema } from '@headway/contracts';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  BOOT,
  bootStarted,
  event,
  FleetFixture,
  FORMER,
  frameOf,
  OTHER_IDS,
  presence,
  record,
  speed,
  START,
  telemetry,
  turnFinished,
  until,
  VIN,
} from './spec-support.js';

let fixture: FleetFixture;
beforeAll(async () => {
  fixture = await FleetFixture.open();
}, 60_000);
afterAll(() => fixture?.close());
beforeEach(() => fixture.begin());
afterEach(() => fixture.end());

describe('frames', () => {
  it('become a twin with units, times and sequences', async () => {
    const place: Column[] = [
      { signal: 2, offsetsMs: [0, 500], values: [31.1, 31.2] },
      { signal: 3, offsetsMs: [0, 500], values: [121.1, 121.2] },
    ];
    await fixture.append(...[record('telemetry.frames', encodeFrame(frameOf(1, [...speed(50), ...place])))]);
    await fixture.stored(1);
    expect(await fixture.twin()).toMatchObject({
      vin: VIN,
      frames: 1,
      missing: 0,
      speedKmh: 50,
      position: { latitude: 31.2, longitude: 121.2 },
      signals: { 'Vehicle.Speed': { value: 50, unit: 'km/h', at: START + 1_000, boot: BOOT, seq: 1 } },
    });
  });

  it('of a vehicle on another catalogue become the same twin', async () => {
    const columns: Column[] = [
      { signal: 1, offsetsMs: [0], values: [7] },
      { signal: 2, offsetsMs: [0], values: [10] },
    ];
    await fixture.append(record('telemetry.frames', encodeFrame(frameOf(1, columns, { catalogue: OTHER_IDS.shortHash }))));
    await fixture.stored(1);
    expect((await fixture.twin()).signals).toEqual({ 'Vehicle.Speed': { value: 36, unit: 'km/h', at: START + 1_000, boot: BOOT, seq: 1 } });
  });

  it('that come again, or late, change nothing and are counted', async () => {
    await fixture.append(...[telemetry(1, 10), telemetry(3, 30)]);
    await fixture.stored(2);
    await fixture.append(...[telemetry(3, 30), telemetry(2, 20), telemetry(2, 20), telemetry(1, 10)]);
    const { totals } = await fixture.stored(3);
    expect(totals).toMatchObject({ assigned: 3, missing: 0, duplicatesVisible: 0, duplicatesDropped: 3 });
    expect((await fixture.twin()).speedKmh).toBe(30);
  });

  it('are not applied again after a restart', async () => {
    await fixture.append(...[telemetry(1, 10)]);
    await fixture.stored(1);
    await fixture.restart();
    await fixture.append(...[telemetry(2, 20)]);
    expect((await fixture.stored(2)).totals).toMatchObject({ duplicatesVisible: 0, duplicatesDropped: 0 });
  });

  it('with values that the catalogue does not allow leave the twin alone', async () => {
    const odd: Column[] = [
      { signal: 1, offsetsMs: [0], values: [Number.NaN] },
      { signal: 2, offsetsMs: [0], values: ['north'] },
      { signal: 99, offsetsMs: [0], values: [1] },
    ];
    await fixture.append(...[telemetry(1, 10), record('telemetry.frames', encodeFrame(frameOf(2, odd)))]);
    await fixture.stored(2);
    expect(Object.keys((await fixture.twin()).signals)).toEqual(['Vehicle.Speed']);
  });

  it('that cannot be read count as stored and hold nothing up', async () => {
    const broken = encodeFrame(frameOf(1, speed(1)));
    broken[broken.length - 3] = 0xff;
    await fixture.append(...[record('telemetry.frames', broken), record('telemetry.frames', Buffer.from('nonsense')), telemetry(2, 20)]);
    const { totals } = await fixture.stored(2);
    expect(totals).toMatchObject({ assigned: 2, duplicatesVisible: 0 });
  });

  it('end in the same state in whatever order they are stored', async () => {
    const records = [
      ...[1, 2, 3, 4].map((seq) => telemetry(seq, seq * 10)),
      telemetry(9, 99, { boot: FORMER, startTimeMs: START - 5_000 }),
      event(1, bootStarted([{ boot: FORMER, stream: 0, lastSeq: 9 }])),
      event(2, { type: 'frames.lost', at: START, boot: FORMER, stream: 0, ranges: [[1, 5]], reason: 'expired' }),
      event(3, turnFinished('t1', 'vehicle')),
      presence(true, START),
    ];
    const states: unknown[] = [];
    for (const order of [records, [...records].reverse(), [...records, ...records]]) {
      await fixture.end();
      await fixture.begin();
      for (const one of order) await fixture.append(one);
      await fixture.stored(8);
      await until(fixture.twin, ({ online }) => online);
      const { streams: shown, totals } = await fixture.ledger();
      // When a gap was noticed and asked for is the one thing that depends on the order.
      const streams = shown.map(({ gapSince: _since, askedSince: _asked, requests: _requests, ...stream }) => stream);
      const { lastSeenAt: _, ...vehicle } = await fixture.twin();
      states.push({ streams, totals: { ...totals, duplicatesDropped: 0 }, vehicle });
    }
    expect(states[1]).toEqual(states[0]);
    expect(states[2]).toEqual(states[0]);
    expect(states[0]).toMatchObject({ totals: { assigned: 16, stored: 8, declaredLost: 5, missing: 3, duplicatesVisible: 0 } });
  });
});

describe('gaps', () => {
  it('are asked for until the frames come', async () => {
    await fixture.append(...[presence(true, START), telemetry(1, 10), telemetry(4, 40)]);
    await until(
      async () => fixture.requests,
      (found) => found.length > 0,
    );
    expect(fixture.requests[0]).toEqual({ boot: BOOT, stream: 0, ranges: [[2, 3]] });
    expect((await fixture.ledger()).streams[0]?.missingRanges).toEqual([[2, 3]]);
    await fixture.append(...[telemetry(2, 20), telemetry(3, 30)]);
    expect((await fixture.stored(4)).totals.missing).toBe(0);
  });

  it('close when the vehicle declares the frames lost', async () => {
    await fixture.append(...[presence(true, START), telemetry(3, 10)]);
    await until(
      async () => fixture.requests,
      (found) => found.length > 0,
    );
    await fixture.append(...[event(1, { type: 'frames.lost', at: START, boot: BOOT, stream: 0, ranges: [[1, 2]], reason: 'spool-full' })]);
    const { totals } = await until(fixture.fleet, (found) => found.totals.missing === 0);
    expect(totals).toMatchObject({ assigned: 4, stored: 2, declaredLost: 2 });
  });

  it('at the end of a former boot are known from the next one', async () => {
    await fixture.append(
      ...[presence(true, START), telemetry(1, 10, { boot: FORMER }), event(1, bootStarted([{ boot: FORMER, stream: 0, lastSeq: 3 }]))],
    );
    await until(
      async () => fixture.requests,
      (found) => found.length > 0,
    );
    expect(fixture.requests[0]).toEqual({ boot: FORMER, stream: 0, ranges: [[2, 3]] });
    const former = (await fixture.ledger()).streams.find(({ boot }) => boot === FORMER);
    expect(former).toMatchObject({ head: 3, closed: true, missing: 2 });
  });

  it('of frames that lie in the dead-letter topic are closed', async () => {
    const headers = {
      ce_reason: 'wrong-stream',
      ce_detail: 'd',
      ce_mqtttopic: 't',
      ce_originalbytes: '9',
      ce_time: 'x',
      ce_boot: BOOT,
      ce_stream: '0',
      ce_seq: '1',
    };
    await fixture.append(...[telemetry(2, 20), { ...record('telemetry.dead-letter', Buffer.from('original')), headers }]);
    const { totals } = await until(fixture.fleet, (found) => found.totals.declaredLost === 1);
    expect(totals).toMatchObject({ assigned: 2, stored: 1, missing: 0 });
    const letters = await fixture.get('/v1/dead-letters?reason=wrong-stream', pageSchema(deadLetterSchema));
    expect(letters.items).toMatchObject([{ vin: VIN, reason: 'wrong-stream', bytes: 9, topic: 't' }]);
  });
});
