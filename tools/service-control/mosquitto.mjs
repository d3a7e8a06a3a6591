// Eclipse Mosquitto 2 with the access rules of production: a vehicle's user name is its VIN.
import { spawnSync } from 'node:child_process';
import { chownSync, readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { developmentCertificates } from './certificates.mjs';
import { claimPort, logFile, pidOf, startDaemon, stopDaemon, untilReady } from './daemon.mjs';
import { findCommand, installPackages, unprivileged } from './install.mjs';
import { settings } from './settings.mjs';
import { stateFolder } from './state-folder.mjs';

const OLDEST_MAJOR = 2;
const READY_LIMIT_MS = 15_000;
const SERVICES = [
  'platform',
  'ingest',
  'fleet',
  'assistant',
  'learning',
  'rollouts',
  'console',
  'simulation',
  'scenario',
  'faults',
  'bench',
  'test',
];
const { host, mqttPort: port, mqttTlsPort: tlsPort } = settings;
/** Certificates for whoever tries the TLS listener. */
const certificates = join(settings.folder, 'certificates');

// Clients with a certificate of our authority: its common name is their user name, whatever they call themselves.
const tlsListener = (folder) => `listener ${tlsPort} ${host}
cafile ${folder}/ca.pem
certfile ${folder}/broker.pem
keyfile ${folder}/broker.key
require_certificate true
use_identity_as_username true
tls_version tlsv1.2
`;

// Limits: ingest acknowledges late, so much may be in flight to it; queues are bounded, because vehicles keep what is not acknowledged.
const configuration = (folder) => `listener ${port} ${host}
allow_anonymous true
acl_file ${folder}/acl
persistence true
persistence_location ${folder}/
autosave_interval 60
persistent_client_expiration 1d
max_inflight_messages 4000
max_queued_messages 200000
max_queued_bytes 268435456
max_packet_size 4194304
set_tcp_nodelay true
log_dest stdout
log_type error
log_type warning
${tlsPort ? tlsListener(folder) : ''}`;

const accessRules = () => `${SERVICES.map((name) => `user headway-${name}\ntopic readwrite #\n`).join('\n')}
# %u is the user name: a vehicle has only what lies below its own VIN.
pattern readwrite headway/v1/%u/#
`;

/** CONNECT of MQTT 3.1.1 (clause 3.1) with a clean session, the client id `status` and the user name `headway-test`. */
function connectPacket() {
  const field = (text) => Buffer.concat([Buffer.from([0, text.length]), Buffer.from(text)]);
  const body = Buffer.concat([field('MQTT'), Buffer.from([4, 0x82, 0, 10]), field('status'), field('headway-test')]);
  return Buffer.concat([Buffer.from([0x10, body.length]), body]);
}

/** Ready is when a CONNECT is answered by a CONNACK with return code 0. */
function isReady() {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 1_000 });
    const answer = (ready) => {
      socket.destroy();
      resolve(ready);
    };
    socket.once('connect', () => socket.write(connectPacket()));
    socket.once('data', (bytes) => answer(bytes[0] === 0x20 && bytes[3] === 0));
    socket.once('timeout', () => answer(false));
    socket.once('error', () => answer(false));
    socket.once('close', () => answer(false));
  });
}

export const mosquitto = {
  name: 'mosquitto',
  url: `mqtt://${host}:${port}`,
  environment: {
    HEADWAY_MQTT_URL: `mqtt://${host}:${port}`,
    ...(tlsPort ? { HEADWAY_TEST_MQTTS_URL: `mqtts://${host}:${tlsPort}`, HEADWAY_TEST_CERTIFICATES: certificates } : {}),
  },
  log: logFile('mosquitto'),
  pid: () => pidOf('mosquitto'),
  isReady,
  async up() {
    await claimPort('mosquitto', port, 'HEADWAY_SERVICES_MQTT_PORT');
    if (tlsPort) await claimPort('mosquitto', tlsPort, 'HEADWAY_SERVICES_MQTT_TLS_PORT');
    if (!findCommand('mosquitto')) installPackages(['mosquitto']);
    const command = findCommand('mosquitto');
    const version = /version (\d+)/.exec(spawnSync(command, ['-h'], { encoding: 'utf8' }).stdout)?.[1];
    if (Number(version) < OLDEST_MAJOR) throw new Error(`Mosquitto ${OLDEST_MAJOR} or later is needed, found ${version}`);
    const user = unprivileged('mosquitto');
    const folder = stateFolder('mosquitto', user);
    const made = tlsPort ? await developmentCertificates(certificates) : {};
    const copies = (tlsPort ? ['ca.pem', 'broker.pem', 'broker.key'] : []).map((name) => [name, readFileSync(made[name], 'utf8')]);
    // Copies that the server's user can read.
    const files = { 'mosquitto.conf': configuration(folder), acl: accessRules(), ...Object.fromEntries(copies) };
    for (const [name, text] of Object.entries(files)) {
      writeFileSync(join(folder, name), text, { mode: 0o600 });
      if (user.uid !== undefined) chownSync(join(folder, name), user.uid, user.gid);
    }
    if (pidOf('mosquitto') === undefined) startDaemon('mosquitto', command, ['-c', join(folder, 'mosquitto.conf')], { ...user, cwd: '/' });
    await untilReady('mosquitto', isReady, READY_LIMIT_MS);
  },
  down: () => stopDaemon('mosquitto'),
};
