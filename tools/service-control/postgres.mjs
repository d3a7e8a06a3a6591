// PostgreSQL from the system's packages, with a cluster of our own, as an unprivileged user when we are root.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { claimPort, logFile, pidOf, startDaemon, stopDaemon, untilReady } from './daemon.mjs';
import { findCommand, installPackages, unprivileged } from './install.mjs';
import { settings } from './settings.mjs';
import { stateFolder } from './state-folder.mjs';

const OLDEST_MAJOR = 15;
const READY_LIMIT_MS = 30_000;
const START_ATTEMPTS = 10;
const { host, postgresPort: port } = settings;
const url = `postgres://headway@${host}:${port}/headway`;

/** Folder of the newest server's programs. */
function programs() {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian)
    ? readdirSync(debian)
        .map(Number)
        .filter((major) => major >= OLDEST_MAJOR)
    : [];
  if (versions.length > 0) return join(debian, String(Math.max(...versions)), 'bin');
  const found = findCommand('postgres');
  const major = found ? Number(/(\d+)/.exec(spawnSync(found, ['--version'], { encoding: 'utf8' }).stdout)?.[1]) : 0;
  return major >= OLDEST_MAJOR ? dirname(found) : undefined;
}

function run(command, args, options) {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8', ...options });
  if (status !== 0) throw new Error(`${command} failed:\n${stdout}${stderr}`);
  return stdout;
}

function isReady() {
  const bin = programs();
  if (!bin) return false;
  return spawnSync(join(bin, 'pg_isready'), ['-q', '-h', host, '-p', String(port), '-U', 'headway', '-d', 'postgres']).status === 0;
}

function createDatabase(bin) {
  const psql = (sql, database) => run(join(bin, 'psql'), ['-h', host, '-p', String(port), '-U', 'headway', '-d', database, '-tAc', sql]);
  if (psql("SELECT 1 FROM pg_database WHERE datname = 'headway'", 'postgres').trim() !== '1') psql('CREATE DATABASE headway', 'postgres');
}

/** After a kill the old server's children hold the data folder for a moment; so more than one try. */
async function start(launch) {
  for (let attempt = 1; ; attempt++) {
    if (pidOf('postgres') === undefined) launch();
    try {
      return await untilReady('postgres', isReady, READY_LIMIT_MS);
    } catch (error) {
      if (attempt === START_ATTEMPTS || pidOf('postgres') !== undefined) throw error;
      await wait(500);
    }
  }
}

export const postgres = {
  name: 'postgres',
  url,
  environment: { HEADWAY_DATABASE_URL: url },
  log: logFile('postgres'),
  pid: () => pidOf('postgres'),
  isReady,
  async up() {
    await claimPort('postgres', port, 'HEADWAY_SERVICES_POSTGRES_PORT');
    if (!programs()) installPackages(['postgresql']);
    const bin = programs();
    if (!bin) throw new Error(`PostgreSQL ${OLDEST_MAJOR} or later is needed`);
    const user = unprivileged('postgres');
    const data = join(stateFolder('postgres', user), 'data');
    const options = { ...user, cwd: '/' };
    if (!existsSync(join(data, 'PG_VERSION'))) {
      run(join(bin, 'initdb'), ['-D', data, '-U', 'headway', '-E', 'UTF8', '--locale=C', '--auth=trust'], options);
    }
    const listen = ['-h', host, '-p', String(port), '-c', 'unix_socket_directories=', '-c', 'max_connections=200'];
    await start(() => startDaemon('postgres', join(bin, 'postgres'), ['-D', data, ...listen], options));
    createDatabase(bin);
  },
  // SIGINT is PostgreSQL's fast shutdown.
  down: () => stopDaemon('postgres', 'SIGINT'),
};
