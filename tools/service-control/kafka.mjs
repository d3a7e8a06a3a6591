// Apache Kafka in KRaft mode, from its jars.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { claimPort, logFile, pidOf, startDaemon, stopDaemon, untilReady } from './daemon.mjs';
import { findCommand, installPackages } from './install.mjs';
import { settings } from './settings.mjs';

const VERSION = '4.1.0';
const LOG4J_VERSION = '2.24.3';
const OLDEST_JAVA = 17;
const READY_LIMIT_MS = 90_000;
const MAX_RECORD_BYTES = 8_388_608;

const folder = join(settings.folder, 'kafka');
const jars = join(settings.cache, 'kafka', `jars-${VERSION}`);
const data = join(folder, 'data');
const properties = join(folder, 'server.properties');
const broker = `${settings.host}:${settings.kafkaPort}`;

const POM = `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>headway</groupId><artifactId>kafka-server</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>org.apache.kafka</groupId><artifactId>kafka_2.13</artifactId><version>${VERSION}</version></dependency>
    <dependency><groupId>org.apache.logging.log4j</groupId><artifactId>log4j-core</artifactId><version>${LOG4J_VERSION}</version></dependency>
    <dependency><groupId>org.apache.logging.log4j</groupId><artifactId>log4j-slf4j-impl</artifactId><version>${LOG4J_VERSION}</version></dependency>
  </dependencies>
</project>
`;

const LOG4J = `<Configuration status="WARN">
  <Appenders><Console name="out"><PatternLayout pattern="%d %p %m (%c{1})%n"/></Console></Appenders>
  <Loggers><Root level="WARN"><AppenderRef ref="out"/></Root></Loggers>
</Configuration>
`;

const { kafkaProxied: proxied } = settings;
const extraListener = proxied ? `,PROXIED://${settings.host}:${proxied.port}` : '';
const extraAdvertised = proxied ? `,PROXIED://${settings.host}:${proxied.advertised}` : '';

const PROPERTIES = `process.roles=broker,controller
node.id=1
listeners=PLAINTEXT://${broker},CONTROLLER://${settings.host}:${settings.kafkaControllerPort}${extraListener}
advertised.listeners=PLAINTEXT://${broker}${extraAdvertised}
listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,PROXIED:PLAINTEXT
inter.broker.listener.name=PLAINTEXT
controller.listener.names=CONTROLLER
controller.quorum.bootstrap.servers=${settings.host}:${settings.kafkaControllerPort}
log.dirs=${data}
auto.create.topics.enable=false
message.max.bytes=${MAX_RECORD_BYTES}
log.message.timestamp.type=${settings.kafkaTimestamps}
offsets.topic.replication.factor=1
offsets.topic.num.partitions=8
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
share.coordinator.state.topic.replication.factor=1
share.coordinator.state.topic.min.isr=1
group.initial.rebalance.delay.ms=0
log.retention.check.interval.ms=2000
log.initial.task.delay.ms=1000
`;

/** A Java that Kafka 4 runs on; Debian releases carry one or the other. */
function findJava() {
  const machines = existsSync('/usr/lib/jvm') ? readdirSync('/usr/lib/jvm').map((name) => `/usr/lib/jvm/${name}/bin`) : [];
  const candidates = [process.env.JAVA_HOME && `${process.env.JAVA_HOME}/bin`, dirname(findCommand('java') ?? ''), ...machines];
  const commands = candidates.filter(Boolean).map((bin) => join(bin, 'java'));
  return commands.find((command) => {
    const { stderr } = spawnSync(command, ['-version'], { encoding: 'utf8' });
    return Number(/version "(\d+)/.exec(stderr ?? '')?.[1]) >= OLDEST_JAVA;
  });
}

let java;

function ensureJava() {
  java ??= findJava();
  if (java) return java;
  try {
    installPackages(['openjdk-17-jre-headless']);
  } catch {
    installPackages(['openjdk-21-jre-headless']);
  }
  return (java = findJava());
}

function install() {
  if (existsSync(jars)) return;
  if (!findCommand('mvn')) installPackages(['maven']);
  const unfinished = `${jars}.new`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'pom.xml'), POM);
  console.error(`fetching Kafka ${VERSION}`);
  const goal = ['dependency:copy-dependencies', '-DincludeScope=runtime', `-DoutputDirectory=${unfinished}`];
  const { status } = spawnSync('mvn', ['-q', '-B', '-f', join(folder, 'pom.xml'), ...goal], { stdio: ['ignore', 2, 2] });
  if (status !== 0) throw new Error('Maven could not fetch Kafka; its messages are above');
  renameSync(unfinished, jars);
}

/**
 * A small heap; and for a machine of few cores: without the second compiler and concurrent marking, which would each take a core for
 * a second in the middle of a measurement.
 */
const JVM = ['-Xms256m', '-Xmx512m', '-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC'];

const javaArguments = (...args) => [`-Dlog4j2.configurationFile=${join(folder, 'log4j2.xml')}`, '-cp', `${jars}/*`, ...args];

function format(java) {
  if (existsSync(join(data, 'meta.properties'))) return;
  mkdirSync(data, { recursive: true });
  const id = spawnSync(java, javaArguments('kafka.tools.StorageTool', 'random-uuid'), { encoding: 'utf8' });
  const args = javaArguments('kafka.tools.StorageTool', 'format', '-t', id.stdout.trim(), '-c', properties, '--standalone');
  const formatted = spawnSync(java, args, { encoding: 'utf8' });
  if (formatted.status !== 0) throw new Error(`Kafka's storage could not be formatted:\n${formatted.stdout}${formatted.stderr}`);
}

/** Ready is when a client gets metadata that name a controller. */
async function isReady() {
  const { Kafka, logLevel } = (await import('kafkajs')).default;
  const kafka = new Kafka({ brokers: [broker], logLevel: logLevel.NOTHING, connectionTimeout: 1_000, retry: { retries: 0 } });
  const admin = kafka.admin();
  try {
    await admin.connect();
    return (await admin.describeCluster()).brokers.length > 0;
  } catch {
    return false;
  } finally {
    await admin.disconnect();
  }
}

export const kafka = {
  name: 'kafka',
  url: broker,
  environment: { HEADWAY_KAFKA_BROKERS: broker },
  log: logFile('kafka'),
  pid: () => pidOf('kafka'),
  isReady,
  async up() {
    await claimPort('kafka', settings.kafkaPort, 'HEADWAY_SERVICES_KAFKA_PORT');
    const command = ensureJava();
    install();
    mkdirSync(folder, { recursive: true });
    writeFileSync(properties, PROPERTIES);
    writeFileSync(join(folder, 'log4j2.xml'), LOG4J);
    format(command);
    if (pidOf('kafka') === undefined) startDaemon('kafka', command, javaArguments(...JVM, 'kafka.Kafka', properties));
    await untilReady('kafka', isReady, READY_LIMIT_MS);
  },
  down: () => stopDaemon('kafka'),
};
