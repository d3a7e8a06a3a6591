import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { assetPath, distPath } from '@headway/platform/assets';
import { z } from 'zod';
import type { Pipe, PipeContext } from './pipe.js';

const FILTER = 'headway/v1/+/up/#';

/** Our ingest, as `apps/ingest` runs it in production. */
export const headway: Pipe = {
  name: 'headway',
  guarantees:
    'PUBACK after the commit of acks=all; checks each frame and names it in CloudEvents headers; unreadable messages become dead letters; tells the vehicle what is committed',
  topicOf: (run) => `${run}.telemetry.frames`,
  clientIdOf: (run) => `headway-ingest-${run}-bench`,
  command: ({ mqttUrl, brokers, run, folder }) =>
    Promise.resolve({
      file: process.execPath,
      args: [...nodeArguments(), distPath('apps/ingest/src/main.js')],
      env: {
        HEADWAY_MQTT_URL: mqttUrl,
        HEADWAY_KAFKA_BROKERS: brokers,
        HEADWAY_NAMESPACE: run,
        HEADWAY_INSTANCE: 'bench',
        HEADWAY_DATA: join(folder, 'data'),
        HEADWAY_LOG_LEVEL: 'warn',
        HEADWAY_PORT: '0',
      },
    }),
};

/** What `npm run app -- ingest` gives Node: a young generation in which messages die before they are copied. */
function productionArguments(): string[] {
  const { scripts } = z
    .object({ scripts: z.object({ app: z.string() }) })
    .parse(JSON.parse(readFileSync(assetPath('package.json'), 'utf8')));
  return scripts.app.split(' ').filter((word) => word.startsWith('--'));
}

/** For a profile of ours: HEADWAY_BENCH_NODE="--cpu-prof --cpu-prof-dir=…". */
const nodeArguments = () => [...productionArguments(), ...(process.env['HEADWAY_BENCH_NODE'] ?? '').split(' ').filter(Boolean)];

/** As in its documentation for delivery at least once; batches as large as it makes them by default. */
const telegraf: Pipe = {
  name: 'telegraf',
  guarantees:
    'PUBACK after the output has written (persistent_session); what it cannot parse is acknowledged and dropped; the payload becomes a string field without its white space at the ends, in line protocol',
  topicOf: (run) => `${run}.telegraf`,
  clientIdOf: (run) => `telegraf-${run}`,
  command: async (context) => {
    const config = join(context.folder, 'telegraf.conf');
    await writeFile(config, telegrafConfig(context));
    return { file: await peerCommand('telegraf'), args: ['--config', config, '--quiet'] };
  },
};

const telegrafConfig = ({ mqttUrl, brokers, run }: PipeContext) => `[agent]
  interval = "1s"
  flush_interval = "10ms"
  metric_batch_size = 1000
  metric_buffer_limit = 100000
  omit_hostname = true
[[inputs.mqtt_consumer]]
  servers = ["${mqttUrl.replace('mqtt:', 'tcp:')}"]
  topics = ["${FILTER}"]
  username = "headway-bench"
  client_id = "telegraf-${run}"
  qos = 1
  persistent_session = true
  max_undelivered_messages = 10000
  data_format = "value"
  data_type = "string"
[[outputs.kafka]]
  brokers = ["${brokers}"]
  topic = "${run}.telegraf"
  routing_tag = "topic"
  required_acks = -1
`;

const bento: Pipe = {
  name: 'bento',
  guarantees: 'PUBACK when its handler has handed the message on, before Kafka has it: a crash loses what is in between; payload as it is',
  topicOf: (run) => `${run}.bento`,
  clientIdOf: (run) => `bento-${run}`,
  command: async (context) => {
    const config = join(context.folder, 'bento.yaml');
    await writeFile(config, bentoConfig(context));
    return { file: await peerCommand('bento'), args: ['-c', config] };
  },
};

const bentoConfig = ({ mqttUrl, brokers, run }: PipeContext) => `http: { enabled: false }
logger: { level: WARN }
input:
  mqtt:
    urls: ["${mqttUrl.replace('mqtt:', 'tcp:')}"]
    topics: ["${FILTER}"]
    client_id: "bento-${run}"
    user: headway-bench
    qos: 1
    clean_session: false
output:
  kafka_franz:
    seed_brokers: ["${brokers}"]
    topic: "${run}.bento"
    key: '\${! meta("mqtt_topic") }'
    max_in_flight: 10
    batching: { count: 1000, period: 5ms }
`;

/** What can be measured beside us, and the versions of `shared` comparisons in docs/benchmarks.md. */
export const PEERS: Record<string, Pipe> = { telegraf, bento };

const MODULES: Record<string, string> = {
  telegraf: 'github.com/influxdata/telegraf/cmd/telegraf@v1.39.3',
  bento: 'github.com/warpstreamlabs/bento/cmd/bento@v1.20.0',
};

/** Path of a peer's command; built through the Go module proxy the first time (minutes), into the user's cache. */
async function peerCommand(name: string): Promise<string> {
  const folder = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'headway-peers', 'bin');
  const file = join(folder, name);
  if (existsSync(file)) return file;
  await mkdir(folder, { recursive: true });
  process.stderr.write(`building ${MODULES[name]}, once\n`);
  execFileSync('go', ['install', MODULES[name] as string], { env: { ...process.env, GOBIN: folder }, stdio: ['ignore', 2, 2] });
  return file;
}
