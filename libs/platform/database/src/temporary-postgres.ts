import { existsSync, statSync } from 'node:fs';
import { cp, mkdtemp, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type EmbeddedPostgres, type EmbeddedPostgresOptions, startEmbeddedPostgres } from './embedded-postgres.js';

/**
 * An empty embedded PostgreSQL in a temporary folder that goes away when closed: for tests and tries.
 * The first one on a machine leaves a template behind, so that the others start in half a second.
 */
export async function startTemporaryPostgres(
  options: Omit<EmbeddedPostgresOptions, 'dataFolder' | 'template'> = {},
): Promise<EmbeddedPostgres> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'headway-postgres-'));
  const template = await ensureTemplate();
  const server = await startEmbeddedPostgres({ ...options, dataFolder, template });
  const close = async () => {
    await server.close();
    await rm(dataFolder, { recursive: true, force: true });
  };
  return { ...server, close, [Symbol.asyncDispose]: close };
}

/** The engine's size stands for its version in the template's name. */
function templateFolder(): string {
  const engine = join(dirname(createRequire(import.meta.url).resolve('@electric-sql/pglite')), 'pglite.wasm');
  return join(tmpdir(), `headway-postgres-template-${statSync(engine).size}`);
}

async function ensureTemplate(): Promise<string> {
  const template = templateFolder();
  if (existsSync(template)) return template;
  const dataFolder = await mkdtemp(join(tmpdir(), 'headway-postgres-'));
  const server = await startEmbeddedPostgres({ dataFolder });
  await server.close();
  const finished = await mkdtemp(`${template}-`);
  await cp(join(dataFolder, 'cluster'), finished, { recursive: true });
  await rename(finished, template).catch(() => rm(finished, { recursive: true, force: true }));
  await rm(dataFolder, { recursive: true, force: true });
  return template;
}
