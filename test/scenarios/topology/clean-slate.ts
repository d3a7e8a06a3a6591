import { setTimeout as delay } from 'node:timers/promises';
import { connectAsync } from 'mqtt';
import { Client } from 'pg';

/** Makes a database of its own for a run and gives its URL. */
export async function freshDatabase(serverUrl: string, name: string): Promise<string> {
  const client = new Client({ connectionString: serverUrl });
  await client.connect();
  try {
    await client.query(`CREATE DATABASE "${name}"`);
  } finally {
    await client.end();
  }
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}

const QUIET_MS = 500;

/** Takes back what an earlier run left with the broker: assignments and presences of vehicles that were kept for late subscribers. */
export async function clearRetained(mqttUrl: string): Promise<void> {
  const client = await connectAsync(mqttUrl, { username: 'headway-scenario', clientId: `headway-scenario-${process.pid}` });
  const topics: string[] = [];
  client.on('message', (topic, _payload, { retain }) => {
    if (retain) topics.push(topic);
  });
  await client.subscribeAsync(['headway/v1/+/down/#', 'headway/v1/+/up/presence'], { qos: 1 });
  // Retained messages come right after the subscription; the last of them is followed by silence.
  for (;;) {
    const known = topics.length;
    await Promise.race([new Promise<void>((resolve) => client.once('message', () => resolve())), delay(QUIET_MS)]);
    if (topics.length === known) break;
  }
  for (const topic of topics) await client.publishAsync(topic, '', { qos: 1, retain: true });
  await client.endAsync();
}
