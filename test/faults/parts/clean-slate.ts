import kafkajs from 'kafkajs';
import { Client } from 'pg';

async function query(serverUrl: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: serverUrl });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

/** Makes a database for a run and gives its URL. */
export async function createDatabase(serverUrl: string, name: string): Promise<string> {
  await query(serverUrl, `CREATE DATABASE "${name}"`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}

/** Ends whatever uses the database, and deletes it. */
export const dropDatabase = (serverUrl: string, name: string) => query(serverUrl, `DROP DATABASE "${name}" WITH (FORCE)`);

/** Deletes every topic whose name begins so. */
export async function dropTopics(broker: string, prefix: string): Promise<void> {
  const admin = new kafkajs.Kafka({ brokers: [broker], clientId: 'headway-faults', logLevel: kafkajs.logLevel.NOTHING }).admin();
  await admin.connect();
  try {
    const topics = (await admin.listTopics()).filter((topic) => topic.startsWith(prefix));
    if (topics.length > 0) await admin.deleteTopics({ topics });
  } finally {
    await admin.disconnect();
  }
}
