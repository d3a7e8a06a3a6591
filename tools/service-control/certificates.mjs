// Certificates for the TLS listener of a development broker: an authority, the broker's own, and one for a vehicle to try with.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generate } from 'selfsigned';

const DAYS = 3650;
/** The vehicle whose certificate is made. */
export const CERTIFIED_VIN = 'LHEADWAY000000001';

const named = (commonName) => [{ name: 'commonName', value: commonName }];
const common = () => ({ keyType: 'ec', curve: 'P-256', algorithm: 'sha256', notAfterDate: new Date(Date.now() + DAYS * 86_400_000) });
const leaf = (usage, ...more) => [{ name: 'basicConstraints', cA: false }, { name: 'extKeyUsage', ...usage }, ...more];

/** Files `ca.pem`, `broker.pem`, `broker.key`, `vehicle.pem` and `vehicle.key` in a folder, made once. */
export async function developmentCertificates(folder) {
  const files = Object.fromEntries(
    ['ca.pem', 'broker.pem', 'broker.key', 'vehicle.pem', 'vehicle.key'].map((name) => [name, join(folder, name)]),
  );
  if (Object.values(files).every((file) => existsSync(file))) return files;
  mkdirSync(folder, { recursive: true });
  const authority = await generate(named('Headway development'), {
    ...common(),
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
    ],
  });
  const ca = { key: authority.private, cert: authority.cert };
  const loopback = {
    name: 'subjectAltName',
    altNames: [
      { type: 2, value: 'localhost' },
      { type: 7, ip: '127.0.0.1' },
    ],
  };
  const broker = await generate(named('localhost'), { ...common(), ca, extensions: leaf({ serverAuth: true }, loopback) });
  const vehicle = await generate(named(CERTIFIED_VIN), { ...common(), ca, extensions: leaf({ clientAuth: true }) });
  const texts = {
    'ca.pem': authority.cert,
    'broker.pem': broker.cert,
    'broker.key': broker.private,
    'vehicle.pem': vehicle.cert,
    'vehicle.key': vehicle.private,
  };
  for (const [name, text] of Object.entries(texts)) writeFileSync(files[name], text, { mode: 0o600 });
  return files;
}
