// Debian packages, where they are missing and may be installed.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** Whether a command is on the PATH or in one of the folders that servers are kept in. */
export function findCommand(name, folders = []) {
  const onPath = (process.env.PATH ?? '').split(':');
  for (const folder of [...folders, ...onPath, '/usr/sbin', '/usr/local/sbin']) {
    if (folder !== '' && existsSync(`${folder}/${name}`)) return `${folder}/${name}`;
  }
  return undefined;
}

/** Installs packages with apt-get, as root or through a sudo that asks nothing. */
export function installPackages(packages) {
  const missing = `${packages.join(' ')} is missing and cannot be installed here: install it by hand`;
  if (!findCommand('apt-get')) throw new Error(`${missing} (there is no apt-get)`);
  const prefix = process.getuid() === 0 ? [] : ['sudo', '-n'];
  // RUNLEVEL=1 keeps the packages from starting servers of their own.
  const environment = ['env', 'DEBIAN_FRONTEND=noninteractive', 'RUNLEVEL=1'];
  const run = (...args) => {
    const [command, ...rest] = [...prefix, ...environment, 'apt-get', '-q', ...args];
    return spawnSync(command, rest, { stdio: ['ignore', 2, 2] }).status === 0;
  };
  console.error(`installing ${packages.join(', ')}`);
  const install = () => run('install', '-y', '--no-install-recommends', ...packages);
  if (!install() && !(run('update') && install())) throw new Error(missing);
}

/** Uid and gid of the first of these users that exists; empty when we are not root and run as ourselves. */
export function unprivileged(...users) {
  if (process.getuid() !== 0) return {};
  for (const user of [...users, 'nobody']) {
    const uid = spawnSync('id', ['-u', user], { encoding: 'utf8' });
    const gid = spawnSync('id', ['-g', user], { encoding: 'utf8' });
    if (uid.status === 0 && gid.status === 0) return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  }
  throw new Error('there is no unprivileged user to run the servers as');
}
