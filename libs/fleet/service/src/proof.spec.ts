import {
  deadLetterDetailSchema,
  deadLetterSchema,
  decodeFrame,
  encodeFrame,
  pageSchema,
  receiptSchema,
  redriveResultSchema,
  redriveSummarySchema,
  registrationSchema,
} from '@headway/contracts';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  BOOT,
  bootStarted,
  event,
  FleetFixture,
  FORMER,
  frameOf,
  OTHER,
  presence,
  record,
  speed,
  START,
  telemetry,
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

const receipts = (query: string, vin = VIN) => fixture.get(`/v1/vehicles/${vin}/receipts${query}`, pageSchema(receiptSchema));

describe('receipts', () => {
  it('name the very record that the log has', async () => {
    for (const from of [1, 11, 21]) {
      const batch = Array.from({ length: 10 }, (_, index) => [
        telemetry(from + index, index),
        telemetry(from + index, 1, {}, OTHER),
      ]).flat();
      await fixture.append(...batch, event(from, bootStarted()));
    }
    await fixture.stored(63);
    const records = await fixture.log.read('telemetry.frames', 60);
    for (const seq of [1, 7, 15, 30]) {
      const { items, total } = await receipts(`?boot=${BOOT}&stream=0&seq=${seq}`);
      expect([items.length, total, items[0]?.topic]).toEqual([1, 1, 'telemetry.frames']);
      const at = records.filter(({ offset, key }) => Number(offset) === items[0]?.firstOffset && key === VIN);
      expect(at.map(({ value }) => [decodeFrame(value).boot, decodeFrame(value).seq])).toEqual([[BOOT, seq]]);
      expect(items[0]?.lastOffset).toBe(items[0]?.firstOffset);
    }
    const all = await receipts('?limit=1');
    expect(all.items).toMatchObject([{ stream: 0, firstSeq: 1, lastSeq: 30, frames: 30 }]);
    expect((await receipts(`?limit=1&cursor=${all.next ?? ''}`)).items).toMatchObject([{ stream: 1, topic: 'vehicle.events', frames: 3 }]);
    expect((await receipts(`?boot=${BOOT}&stream=0&seq=31`)).items).toEqual([]);
    expect((await fixture.fetch(`/v1/vehicles/${VIN}/receipts?seq=0`)).status).toBe(400);
  });

  it('are given once for a frame that comes twice', async () => {
    await fixture.append(...[telemetry(1, 1), telemetry(1, 1), telemetry(2, 2)]);
    await fixture.stored(2);
    const { items } = await receipts('');
    expect(items).toMatchObject([{ frames: 2, firstSeq: 1, lastSeq: 2, firstOffset: 0, lastOffset: 2 }]);
  });
});

describe('the fleet view', () => {
  it('lists what is missing and since when, and why frames are lost', async () => {
    const lost = (seq: number, range: [number, number], reason: 'spool-full' | 'expired') =>
      event(seq, { type: 'frames.lost', at: START, boot: BOOT, stream: 0, ranges: [range], reason });
    await fixture.append(
      ...[presence(true, START), telemetry(10, 1), telemetry(4, 1, {}, OTHER), lost(1, [1, 3], 'spool-full'), lost(2, [4, 4], 'expired')],
    );
    await fixture.stored(4);
    const view = await until(fixture.fleet, ({ askedSince }) => askedSince !== null);
    expect(view).toMatchObject({ incomplete: 2, lostBy: { 'spool-full': 3, expired: 1 }, total: 2, next: null });
    expect(view.items.map(({ vin, missing, online }) => [vin, missing, online]).sort()).toEqual([
      [VIN, 5, true],
      [OTHER, 3, false],
    ]);
    expect(view.gapSinceOnline).toBeGreaterThanOrEqual(view.gapSince ?? Infinity);
    const { lostBy, gapSince, askedSince, streams } = await fixture.ledger();
    expect([lostBy, gapSince !== null, askedSince !== null]).toEqual([{ 'spool-full': 3, expired: 1 }, true, true]);
    expect(streams.find(({ stream }) => stream === 0)).toMatchObject({ requests: expect.any(Number), missingRanges: [[5, 9]] });
    await fixture.append(...[5, 6, 7, 8, 9].map((seq) => telemetry(seq, 1)));
    const after = await until(fixture.fleet, ({ incomplete }) => incomplete === 1);
    expect(after.items.map(({ vin }) => vin)).toEqual([OTHER]);
    expect((await fixture.ledger()).gapSince).toBeNull();
  });

  it('does not believe numbers that no vehicle reaches', async () => {
    const absurd = Number.MAX_SAFE_INTEGER;
    await fixture.append(
      ...[
        telemetry(1, 1),
        telemetry(absurd, 1, { startTimeMs: START }),
        event(1, { type: 'stream.heads', at: START, heads: [{ boot: BOOT, stream: 0, lastSeq: absurd }] }),
        event(2, bootStarted([{ boot: FORMER, stream: 0, lastSeq: absurd }])),
        telemetry(2, 2),
      ],
    );
    const { totals } = await fixture.stored(4);
    expect(totals).toMatchObject({ assigned: 4, missing: 0, duplicatesVisible: 0 });
  });
});

const letter = (seq: number, payload: Uint8Array, { reason = 'unknown-vehicle', header = false, topic = 'telemetry' } = {}) => ({
  ...record('telemetry.dead-letter', payload),
  headers: {
    ce_reason: reason,
    ce_detail: 'why',
    ce_mqtttopic: `headway/v1/${VIN}/up/${topic}`,
    ce_originalbytes: String(payload.length),
    ce_time: 'x',
    ...(header ? { ce_boot: BOOT, ce_stream: '0', ce_seq: String(seq) } : {}),
  },
});
const letters = (query = '') => fixture.get(`/v1/dead-letters${query}`, pageSchema(deadLetterSchema));
const listed = (count: number) => until(letters, ({ total }) => total === count);
const redrive = (id: string) => fixture.post(`/v1/dead-letters/${id}/redrive`, {}, redriveResultSchema);
const register = () => fixture.post('/v1/vehicles', { vin: VIN }, registrationSchema);

describe('dead letters', () => {
  it('show their bytes and what can be read of them', async () => {
    const payload = encodeFrame(frameOf(1, speed(50)));
    await fixture.append(
      ...[
        letter(1, payload, { reason: 'clock-off', header: true }),
        letter(2, Buffer.from('{"a":1'), { topic: 'telemetry/json', reason: 'bad-json' }),
      ],
    );
    const { items } = await listed(2);
    const [frame, json] = ['clock-off', 'bad-json'].map((reason) => items.find((item) => item.reason === reason)?.id ?? '');
    const detail = await fixture.get(`/v1/dead-letters/${frame}`, deadLetterDetailSchema);
    expect(detail).toMatchObject({
      frame: { boot: BOOT, stream: 0, seq: 1 },
      bytesKept: true,
      state: 'open',
      decoded: { frame: { seq: 1 }, columns: 1 },
    });
    const bytes = await fixture.fetch(`/v1/dead-letters/${frame}/bytes`);
    expect(bytes.headers.get('content-type')).toContain('application/octet-stream');
    expect(Buffer.from(await bytes.arrayBuffer())).toEqual(Buffer.from(payload));
    expect((await fixture.get(`/v1/dead-letters/${json}`, deadLetterDetailSchema)).decoded).toEqual({ text: '{"a":1' });
    expect((await letters('?reason=clock-off&vin=' + VIN)).total).toBe(1);
    expect((await letters(`?to=${START}`)).total).toBe(0);
    for (const [path, status] of [
      ['/v1/dead-letters/0-99', 404],
      ['/v1/dead-letters/0-99/bytes', 404],
      ['/v1/dead-letters/x', 400],
    ] as const) {
      expect([path, (await fixture.fetch(path)).status]).toEqual([path, status]);
    }
  });

  it('that have become readable reach the log once, and the ledger says stored instead of lost', async () => {
    await fixture.append(...[telemetry(2, 20), letter(1, encodeFrame(frameOf(1, speed(10))), { header: true, reason: 'schema-drifted' })]);
    await until(fixture.fleet, ({ lostBy }) => lostBy['schema-drifted'] === 1);
    const id = (await listed(1)).items[0]?.id ?? '';
    expect(await redrive(id)).toMatchObject({ outcome: 'failed', reason: 'unknown-vehicle' });
    expect((await letters()).items).toMatchObject([
      { state: 'open', reason: 'unknown-vehicle', firstReason: 'schema-drifted', attempts: 1 },
    ]);
    await register();
    const outcomes = await Promise.all([redrive(id), redrive(id), redrive(id)]);
    expect(outcomes.filter(({ outcome }) => outcome === 'failed')).toEqual([]);
    expect(await redrive(id)).toMatchObject({ outcome: 'redriven' });
    const { totals, lostBy } = await fixture.stored(2);
    expect(totals).toMatchObject({ assigned: 2, declaredLost: 0, missing: 0, duplicatesVisible: 0, duplicatesDropped: 0 });
    expect(lostBy).toEqual({});
    expect(await fixture.log.read('telemetry.frames', 2)).toHaveLength(2);
    expect((await letters('?state=open')).total).toBe(0);
  });

  it('are driven again in bulk, by filter, and say how each has ended', async () => {
    await register();
    const good = [1, 2, 3].map((seq) => letter(seq, encodeFrame(frameOf(seq, speed(seq)))));
    await fixture.append(
      ...[telemetry(3, 3), ...good, letter(9, Buffer.from('nonsense')), letter(4, Buffer.from('x'), { reason: 'bad-json' })],
    );
    await listed(5);
    await fixture.stored(1);
    const bulk = () => fixture.post('/v1/dead-letters/redrive', { reason: 'unknown-vehicle' }, redriveSummarySchema);
    expect(await bulk()).toEqual({ matched: 4, tried: 4, redriven: 2, alreadyStored: 1, bytesGone: 0, busy: 0, failed: { truncated: 1 } });
    expect(await bulk()).toMatchObject({ matched: 0, tried: 0 });
    expect((await fixture.stored(3)).totals).toMatchObject({ missing: 0, duplicatesVisible: 0 });
  });

  it('above the rate are lost for that reason', async () => {
    const content = { messages: 2, bytes: 9, reasons: { 'clock-off': 2 }, lost: [{ boot: BOOT, stream: 0, ranges: [[2, 3]] }] };
    await fixture.append(
      ...[telemetry(1, 1), telemetry(4, 4), letter(0, Buffer.from(JSON.stringify(content)), { reason: 'rate-limited' })],
    );
    await fixture.stored(2);
    expect(await until(fixture.fleet, ({ lostBy }) => lostBy['rate-limited'] === 2)).toMatchObject({ totals: { missing: 0, stored: 2 } });
  });
});

describe('the register of vehicles', () => {
  it('is kept here and told to the log', async () => {
    expect(await register()).toMatchObject({ vin: VIN });
    const { registeredAt } = await register();
    expect((await fixture.get('/v1/registrations', pageSchema(registrationSchema))).items).toEqual([{ vin: VIN, registeredAt }]);
    const remove = () => fixture.fetch(`/v1/vehicles/${VIN}`, { method: 'DELETE' });
    expect([(await remove()).status, (await remove()).status]).toEqual([204, 404]);
    expect((await fixture.fetch(`/v1/registrations/${VIN}`)).status).toBe(404);
    await register();
    const records = await fixture.log.read('fleet.registry', 3);
    expect(records.map(({ value }) => JSON.parse(Buffer.from(value).toString()) as unknown)).toMatchObject([
      { vin: VIN, registered: true },
      { vin: VIN, registered: false },
      { vin: VIN, registered: true },
    ]);
    expect(await fixture.query('SELECT 1 FROM fleet_registration WHERE NOT published')).toEqual([]);
  });
});
