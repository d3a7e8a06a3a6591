import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Module } from '@nestjs/common';
import { COMMANDS_MIGRATIONS } from '@headway/commands/store';
import { AsyncStack, commandsModule, fleetModule, localContext, openDownlink, startIngest, type StoreContext } from '@headway/composition';
import { type Command, commandSchema, type ModelCard, pageSchema, type SignalValue, vehicleTwinSchema } from '@headway/contracts';
import { FLEET_ENTITIES, FLEET_MIGRATIONS } from '@headway/fleet/store';
import { openDatabase, startTemporaryPostgres } from '@headway/platform/database';
import { startHttpServer } from '@headway/platform/http';
import { createLogger } from '@headway/platform/logging';
import { startEmbeddedBroker } from '@headway/platform/mqtt';
import { loadBuiltInSignals } from '@headway/signals/loader';
import { Spool } from '@headway/telemetry/spool';
import { openTemporaryEventLog } from '@headway/testing';
import { brokerTransport, CommandLog, StateBus, VehicleAgent } from '@headway/vehicle/agent';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

const WINDOW = 'Vehicle.Cabin.Door.Row1.DriverSide.Window.Position';
const LOCK = 'Vehicle.Cabin.Door.Row1.DriverSide.IsLocked';
const [ONE, OTHER, NEVER] = ['LHEADWAY000000001', 'LHEADWAY000000002', 'LHEADWAY000000099'];
const logger = createLogger({ level: 'silent', app: 'test' });
const stack = new AsyncStack();
let api = '';
let mqttUrl = '';
let folder = '';

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'commands-'));
  stack.add(() => rmSync(folder, { recursive: true }));
  const broker = await startEmbeddedBroker({ host: '127.0.0.1', port: 0 });
  stack.add(() => broker.close());
  mqttUrl = broker.url;
  const log = await openTemporaryEventLog();
  stack.add(() => log[Symbol.asyncDispose]());
  const postgres = await startTemporaryPostgres();
  stack.add(() => postgres.close());
  const migrations = [...FLEET_MIGRATIONS, ...COMMANDS_MIGRATIONS];
  const dataSource = await openDatabase({ url: postgres.url, entities: FLEET_ENTITIES, migrations });
  stack.add(() => dataSource.destroy());
  const downlink = await openDownlink({ url: mqttUrl, name: 'headway-fleet', logger });
  stack.add(() => downlink.close());
  const context: StoreContext = {
    ...localContext(logger, { dataFolder: folder, signals: loadBuiltInSignals() }),
    eventLog: log.eventLog,
    downlink,
    dataSource,
  };

  @Module({ imports: [fleetModule(context, { regions: [], vehicles: 'open' }), commandsModule(context)] })
  class Fleet {}
  const server = await startHttpServer({ module: Fleet, logger, host: '127.0.0.1', port: 0, title: 'fleet' });
  stack.add(() => server.close());
  api = server.url;
  const ingest = await startIngest(context, { mqttUrl, instance: 'test', protocolVersion: 4, vehicles: 'open' });
  stack.add(() => ingest.close());
}, 60_000);
afterAll(() => stack.close());

/** A real agent on a bus of its own; `await using` stops it and releases its disk. */
function startCar(vin: string, bus = new StateBus({ 'Vehicle.Speed': 0, [WINDOW]: 0, [LOCK]: true })) {
  const spool = new Spool({ folder: join(folder, vin), maxBytes: 1e6, maxAgeMs: 1e9, fsyncIntervalMs: 1_000, clock: Date.now });
  const commandLog = new CommandLog(join(folder, vin, 'commands.jsonl'));
  const agent = new VehicleAgent(
    {
      vin,
      agentVersion: '0',
      regions: [],
      consent: () => false,
      link: { retryDelayMs: { first: 20, longest: 100 } },
      uplink: { reconnectJitterMs: 0 },
    },
    {
      bus,
      ids: loadBuiltInSignals().ids,
      spool,
      commandLog,
      understanding: {
        card: { version: '0' } as ModelCard,
        digest: 'a'.repeat(64),
        understand: () => Promise.reject(new Error('nobody speaks')),
      },
      connect: brokerTransport(mqttUrl),
      fetch: () => Promise.reject(new Error('no network')),
      clock: Date.now,
      random: Math.random,
      newId: () => crypto.randomUUID(),
    },
  );
  agent.start();
  let stopped: Promise<void> | undefined;
  const halt = async () => {
    await agent.stop();
    commandLog.close();
    await spool.close();
  };
  const stop = () => (stopped ??= halt());
  return { bus, agent, stop, [Symbol.asyncDispose]: stop };
}

const give = (vin: string, body: object, headers: Record<string, string> = {}) =>
  fetch(`${api}/v1/vehicles/${vin}/commands`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
async function given(vin: string, path: string, value: SignalValue, more = {}): Promise<Command> {
  const response = await give(vin, { path, value, ...more });
  if (response.status !== 202) throw new Error(await response.text());
  return commandSchema.parse(await response.json());
}
const look = async ({ vin, id }: { vin: string; id: string }): Promise<Command> =>
  commandSchema.parse(await (await fetch(`${api}/v1/vehicles/${vin}/commands/${id}`)).json());

async function until<T>(ask: () => Promise<T>, passes: (value: T) => boolean): Promise<T> {
  for (const end = Date.now() + 20_000; ; await pause(20)) {
    const value = await ask();
    if (passes(value)) return value;
    if (Date.now() > end) throw new Error(`still ${JSON.stringify(value)}`);
  }
}
const ended = (command: Command) =>
  until(
    () => look(command),
    ({ state }) => !['queued', 'sent', 'received'].includes(state),
  );
const known = (vin: string) =>
  until(
    () => fetch(`${api}/v1/vehicles/${vin}`),
    ({ ok }) => ok,
  ).then(async (response) => vehicleTwinSchema.parse(await response.json()));

describe('a command', () => {
  it('reaches a car, is carried out, and every step of it is told', async () => {
    await using car = startCar(ONE);
    await known(ONE);
    const command = await given(ONE, WINDOW, 40);
    const done = await ended(command);
    expect(done).toMatchObject({ state: 'executed', readBack: 40, reason: null });
    expect(done.steps.map(({ state }) => state)).toEqual(['queued', 'sent', 'received', 'executed']);
    expect(car.bus.read(WINDOW)).toBe(40);
  });

  it('waits for a car that is away, and a repeated request is the same command', async () => {
    await known(ONE);
    const command = await given(ONE, WINDOW, 70, { idempotencyKey: 'again', expiresInMs: 60_000 });
    expect((await given(ONE, WINDOW, 70, { idempotencyKey: 'again' })).id).toBe(command.id);
    const byHeader = await give(ONE, { path: WINDOW, value: 70 }, { 'Idempotency-Key': 'again' });
    expect(commandSchema.parse(await byHeader.json()).id).toBe(command.id);
    expect((await give(ONE, { path: WINDOW, value: 71, idempotencyKey: 'again' })).status).toBe(409);
    await using car = startCar(ONE);
    expect(await ended(command)).toMatchObject({ state: 'executed', readBack: 70 });
    expect(car.bus.read(WINDOW)).toBe(70);
  });

  it('that came twice is carried out once, also when the car was restarted in between', async () => {
    const bus = new StateBus({ 'Vehicle.Speed': 0, [WINDOW]: 0 });
    const car = startCar(ONE, bus);
    const command = await given(ONE, WINDOW, 20);
    await ended(command);
    await car.stop();
    bus.write({ [WINDOW]: 5 });
    await using _again = startCar(ONE, bus);
    const repeat = await openDownlink({ url: mqttUrl, name: 'headway-repeat', logger });
    await until(() => Promise.resolve(_again.agent.status.online), Boolean);
    const { id, issuedAt, expiresAt, path, value } = command;
    await repeat.publish(`headway/v1/${ONE}/down/command`, JSON.stringify({ id, issuedAt, expiresAt, path, value }), { qos: 1 });
    const marker = await given(ONE, LOCK, true);
    await ended(marker);
    await repeat.close();
    expect(bus.read(WINDOW)).toBe(5);
    expect((await look(command)).state).toBe('executed');
  });

  it('is refused by the car that moves, and has to be confirmed where the driver would be asked', async () => {
    await using _car = startCar(ONE, new StateBus({ 'Vehicle.Speed': 90, [LOCK]: true }));
    await known(ONE);
    expect((await give(ONE, { path: LOCK, value: false })).status).toBe(403);
    const command = await given(ONE, LOCK, false, { confirmed: true });
    expect(await ended(command)).toMatchObject({ state: 'refused', reason: 'standing-only.unlock' });
  });

  it('expires when the car does not come in time, and the car does not carry it out afterwards', async () => {
    await using _car = startCar(OTHER);
    await known(OTHER);
    await _car.stop();
    const command = await given(OTHER, WINDOW, 30, { expiresInMs: 1_000 });
    expect(await ended(command)).toMatchObject({ state: 'expired', readBack: null });
    const bus = new StateBus({ 'Vehicle.Speed': 0, [WINDOW]: 0 });
    await using _again = startCar(OTHER, bus);
    const { id, issuedAt, expiresAt, path, value } = command;
    const late = await openDownlink({ url: mqttUrl, name: 'headway-late', logger });
    await until(() => Promise.resolve(_again.agent.status.online), Boolean);
    await late.publish(`headway/v1/${OTHER}/down/command`, JSON.stringify({ id, issuedAt, expiresAt, path, value }), { qos: 1 });
    await ended(await given(OTHER, LOCK, true));
    await late.close();
    expect(bus.read(WINDOW)).toBe(0);
    expect((await look(command)).state).toBe('expired');
  }, 40_000);

  it('can be called back until it has arrived', async () => {
    const command = await given(OTHER, WINDOW, 10);
    const back = await fetch(`${api}/v1/vehicles/${OTHER}/commands/${command.id}`, { method: 'DELETE' });
    expect(commandSchema.parse(await back.json()).state).toBe('cancelled');
    const bus = new StateBus({ 'Vehicle.Speed': 0, [WINDOW]: 0 });
    await using _car = startCar(OTHER, bus);
    const next = await given(OTHER, LOCK, true);
    await ended(next);
    expect(bus.read(WINDOW)).toBe(0);
    const late = await fetch(`${api}/v1/vehicles/${OTHER}/commands/${next.id}`, { method: 'DELETE' });
    expect(late.status).toBe(409);
  });

  it('cannot be answered by another vehicle', async () => {
    await using mine = startCar(ONE);
    await using other = startCar(OTHER);
    await known(OTHER);
    await mine.stop();
    const command = await given(ONE, WINDOW, 55);
    other.agent.emit({ type: 'command.status', id: command.id, state: 'executed', at: Date.now(), value: 55 });
    await ended(await given(OTHER, LOCK, true));
    expect((await look(command)).state).not.toBe('executed');
    await fetch(`${api}/v1/vehicles/${ONE}/commands/${command.id}`, { method: 'DELETE' });
    expect((await fetch(`${api}/v1/vehicles/${OTHER}/commands/${command.id}`)).status).toBe(404);
  });

  it.each([
    ['a vehicle nobody knows', NEVER, { path: WINDOW, value: 1 }, 404],
    ['an unknown path', ONE, { path: 'Vehicle.Nonsense', value: 1 }, 422],
    ['a sensor', ONE, { path: 'Vehicle.Speed', value: 1 }, 400],
    ['a wrong type', ONE, { path: WINDOW, value: 'open' }, 400],
    ['a value out of range', ONE, { path: WINDOW, value: 101 }, 400],
    ['an actuator that is not on the allow-list', ONE, { path: 'Vehicle.Chassis.ParkingBrake.IsEngaged', value: true }, 403],
    ['no value', ONE, { path: WINDOW }, 400],
    ['a life that is too long', ONE, { path: WINDOW, value: 1, expiresInMs: 1e12 }, 400],
  ])('is not taken for %s', async (_name, vin, body, status) => {
    expect((await give(vin, body)).status).toBe(status);
  });

  it('is listed, newest first, in pages', async () => {
    const read = async (query: string) => {
      const response = await fetch(`${api}/v1/vehicles/${ONE}/commands?${query}`);
      return pageSchema(commandSchema).parse(await response.json());
    };
    const all = await read('limit=100');
    expect(all.items.length).toBe(all.total);
    expect(all.items.map(({ issuedAt }) => issuedAt)).toEqual(all.items.map(({ issuedAt }) => issuedAt).sort((a, b) => b - a));
    const first = await read('limit=2');
    const second = await read(`limit=100&cursor=${first.next}`);
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(all.items.map(({ id }) => id));
    const executed = await read('state=executed');
    expect(executed.items.every(({ state }) => state === 'executed')).toBe(true);
  });
});
