import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { describeDatabase } from '@headway/platform/database-suite';
import pg from 'pg';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.js';
import { startTemporaryPostgres } from './temporary-postgres.js';

describeDatabase('the embedded PostgreSQL', async () => {
  const server = await startTemporaryPostgres();
  return { url: server.url, dispose: () => server.close() };
});

describe('the embedded PostgreSQL', () => {
  let dataFolder: string;
  beforeAll(async () => {
    dataFolder = await mkdtemp(join(tmpdir(), 'headway-postgres-'));
  });
  afterAll(() => rm(dataFolder, { recursive: true, force: true }));

  const count = async (url: string) => {
    const client = new pg.Client(url);
    await client.connect();
    const { rows } = await client.query<{ count: number }>('SELECT count(*)::int AS count FROM written');
    await client.end();
    return rows[0]?.count ?? 0;
  };

  it('still has after kill -9 whatever was committed, twice in a row', async () => {
    let committed = 0;
    for (const target of [40, 90]) {
      const child: ChildProcess = fork(fileURLToPath(new URL('./fixtures/committer.js', import.meta.url)), [dataFolder], { execArgv: [] });
      while (committed < target) [committed] = (await once(child, 'message')) as [number];
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
    const server = await startEmbeddedPostgres({ dataFolder });
    expect(await count(server.url)).toBeGreaterThanOrEqual(committed);
    await server.close();
  }, 60_000);

  it('is refused to a second opener, on a taken port, and without the password', async () => {
    await using server = await startEmbeddedPostgres({ dataFolder });
    await expect(startEmbeddedPostgres({ dataFolder })).rejects.toMatchObject({ code: 'conflict' });
    const other = await mkdtemp(join(tmpdir(), 'headway-postgres-'));
    const taken = startEmbeddedPostgres({ dataFolder: other, template: join(dataFolder, 'cluster'), port: server.port });
    await expect(taken).rejects.toMatchObject({ code: 'address-in-use' });
    await rm(other, { recursive: true, force: true });
    const url = new URL(server.url);
    url.password = 'guess';
    await expect(new pg.Client(url.href).connect()).rejects.toMatchObject({ code: '28P01' });
  });
});

describe('clients of the embedded PostgreSQL', () => {
  let server: EmbeddedPostgres;
  beforeAll(async () => {
    server = await startTemporaryPostgres({ idleInTransactionMs: 300, maintenanceIntervalMs: 200 });
  }, 60_000);
  afterAll(() => server.close());

  const connect = async () => {
    const client = new pg.Client(server.url);
    client.on('error', () => undefined);
    await client.connect();
    return client;
  };

  it('lose their open transaction when they vanish, and nobody waits for them', async () => {
    const [leaving, staying] = await Promise.all([connect(), connect()]);
    await staying.query('CREATE TABLE seat (n int)');
    await leaving.query('BEGIN');
    await leaving.query('INSERT INTO seat VALUES ($1)', [1]);
    const waiting = staying.query('SELECT * FROM seat');
    (leaving as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
    expect((await waiting).rows).toEqual([]);
    await staying.end();
  });

  it('are cut off when they hold a transaction and say nothing while others wait', async () => {
    const [silent, waiting] = await Promise.all([connect(), connect()]);
    await silent.query('BEGIN');
    const ended = new Promise<Error>((resolve) => silent.on('error', resolve));
    expect((await waiting.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
    expect((await ended).message).toMatch(/idle while others waited/);
    await waiting.end();
  });

  it('find changed tables vacuumed and analysed, though nobody asked for it', async () => {
    const client = await connect();
    await client.query('CREATE TABLE churned (n int)');
    await client.query('INSERT INTO churned SELECT generate_series(1, 1000)');
    await client.query('UPDATE churned SET n = n + 1');
    const tuples = async () =>
      (await client.query<{ rows: number }>("SELECT reltuples AS rows FROM pg_class WHERE relname = 'churned'")).rows[0]?.rows;
    while ((await tuples()) !== 1000) await new Promise((resolve) => setTimeout(resolve, 50));
    await client.end();
  });

  it('may keep a failed transaction until they roll it back', async () => {
    const client = await connect();
    await client.query('BEGIN');
    await expect(client.query('SELECT $1::int', ['x'])).rejects.toThrow(/invalid input syntax/);
    await expect(client.query('SELECT 1')).rejects.toThrow(/transaction is aborted/);
    await client.query('ROLLBACK');
    expect((await client.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
    await client.end();
  });
});
