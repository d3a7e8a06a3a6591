import { generate } from 'selfsigned';

/** A certificate and its key, PEM. */
export interface KeyPair {
  certificate: string;
  key: string;
}

/** Issues certificates; each authority is a stranger to every other. */
export interface Authority {
  certificate: string;
  /** For a vehicle or a service, by its common name. */
  client(commonName: string, validity?: { notBefore?: Date; notAfter?: Date }): Promise<KeyPair>;
  /** For a server on loopback. */
  server(): Promise<KeyPair>;
}

const DAY_MS = 86_400_000;
const COMMON = { keyType: 'ec', curve: 'P-256', algorithm: 'sha256' } as const;

export async function makeAuthority(name = 'Headway test authority'): Promise<Authority> {
  const root = await generate([{ name: 'commonName', value: name }], {
    ...COMMON,
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
    ],
  });
  const ca = { key: root.private, cert: root.cert };
  return {
    certificate: root.cert,
    client: async (commonName, { notBefore = new Date(Date.now() - DAY_MS), notAfter = new Date(Date.now() + DAY_MS) } = {}) => {
      const made = await generate([{ name: 'commonName', value: commonName }], {
        ...COMMON,
        ca,
        notBeforeDate: notBefore,
        notAfterDate: notAfter,
        extensions: [
          { name: 'basicConstraints', cA: false },
          { name: 'extKeyUsage', clientAuth: true },
        ],
      });
      return { certificate: made.cert, key: made.private };
    },
    server: async () => {
      const made = await generate([{ name: 'commonName', value: 'localhost' }], {
        ...COMMON,
        ca,
        extensions: [
          { name: 'basicConstraints', cA: false },
          { name: 'extKeyUsage', serverAuth: true },
          {
            name: 'subjectAltName',
            altNames: [
              { type: 2, value: 'localhost' },
              { type: 7, ip: '127.0.0.1' },
            ],
          },
        ],
      });
      return { certificate: made.cert, key: made.private };
    },
  };
}
