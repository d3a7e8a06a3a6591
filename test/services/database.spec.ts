import { randomUUID } from 'node:crypto';
import { describeDatabase } from '@headway/platform/database-suite';
import pg from 'pg';
import { databaseUrl } from './settings.js';

async function asAdministrator(sql: string): Promise<void> {
  const client = new pg.Client(databaseUrl());
  await client.connect();
  await client.query(sql);
  await client.end();
}

describeDatabase('PostgreSQL', async () => {
  const name = `suite_${randomUUID().replaceAll('-', '')}`;
  await asAdministrator(`CREATE DATABASE ${name}`);
  const url = new URL(databaseUrl());
  url.pathname = `/${name}`;
  return { url: url.href, dispose: () => asAdministrator(`DROP DATABASE ${name} WITH (FORCE)`) };
});
