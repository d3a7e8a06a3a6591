import { join } from 'node:path';
import { type DynamicModule, Module } from '@nestjs/common';
import { openKafkaEventLog } from '@headway/event-log/kafka';
import { type DatabaseOptions, openDatabase } from '@headway/platform/database';
import { type HttpServer, startHttpServer } from '@headway/platform/http';
import { createLogger } from '@headway/platform/logging';
import { z } from 'zod';
import { type Context, localContext, type StoreContext } from './context.js';
import { openDownlink } from './downlink.js';
import { AsyncStack, requireWritable } from './embedded-servers.js';
import { mqttTls, mqttTlsSettings } from './mqtt-tls.js';
import { namespacedEventLog } from './namespaced-event-log.js';
import { ProcessModule } from './process-module.js';
import { commonSettings, portSetting } from './settings.js';
import { configuredSignals, signalSettings } from './signals.js';
import { watchedEventLog } from './watched-event-log.js';

/** Settings of every lone app; each adds its own. */
export const serviceSettings = {
  ...commonSettings,
  ...signalSettings,
  HEADWAY_PORT: portSetting(0, 'Port of the HTTP API; 0 takes a free one'),
  HEADWAY_KAFKA_BROKERS: z
    .string({
      error: 'name the Kafka bootstrap servers, host:port separated by commas; the embedded event log works within one process only',
    })
    .min(1)
    .describe('Kafka bootstrap servers, host:port separated by commas'),
  HEADWAY_MQTT_URL: z.url({ error: 'name the MQTT broker, mqtt://host:port' }).describe('MQTT broker URL, mqtt://host:port'),
  ...mqttTlsSettings,
  HEADWAY_NAMESPACE: z
    .string()
    .regex(/^[a-zA-Z0-9_-]{0,40}$/, 'letters, digits, _ and -')
    .default('')
    .describe('Prefix of topics and consumer groups, for several deployments on one Kafka; none by default'),
};
type ServiceSettings = z.infer<z.ZodObject<typeof serviceSettings>>;

/** Setting of the apps that keep something in PostgreSQL. */
export const databaseSetting = {
  HEADWAY_DATABASE_URL: z
    .url({ error: 'name the PostgreSQL database, postgres://user:password@host:port/database' })
    .describe('PostgreSQL URL, postgres://user:password@host:port/database'),
};

/** What a lone app is made of. */
interface ServiceParts {
  modules: DynamicModule[];
  /** Called with the listening server. */
  started?: (server: HttpServer) => Promise<void> | void;
}

interface ServiceOptions {
  /** Name of the app. */
  name: string;
  settings: ServiceSettings;
  /** How long an append waits for others; the log's default when absent. */
  lingerMs?: number;
  /** Makes the app's feature and whatever it needs besides; what it puts on the stack closes before the drivers do. */
  compose: (context: Context, service: { stack: AsyncStack; url: () => string }) => Promise<ServiceParts>;
}

/** Opens the drivers by URL, composes one feature, and serves it over HTTP. */
export async function startService({ name, settings, lingerMs, compose }: ServiceOptions): Promise<{ close(): Promise<void> }> {
  const stack = new AsyncStack();
  try {
    await requireWritable(settings.HEADWAY_DATA);
    const context = await openContext({ name, settings, ...(lingerMs === undefined ? {} : { lingerMs }) }, stack);
    let url = '';
    const { modules, started } = await compose(context, { stack, url: () => url });

    @Module({ imports: [...modules, ProcessModule.register(name, context.metrics)] })
    class Root {}
    const { logger } = context;
    const server = await startHttpServer({
      module: Root,
      logger,
      host: settings.HEADWAY_HOST,
      port: settings.HEADWAY_PORT,
      title: `Headway ${name}`,
    });
    stack.add(() => server.close());
    url = server.url;
    await started?.(server);
    logger.info('service.started', { url });
    process.stdout.write(`headway-${name} runs at ${url}\n`);
    return { close: () => stack.close() };
  } catch (error) {
    await stack.close().catch(() => undefined);
    throw error;
  }
}

async function openContext({ name, settings, lingerMs }: Omit<ServiceOptions, 'compose'>, stack: AsyncStack): Promise<Context> {
  const logger = createLogger({ level: settings.HEADWAY_LOG_LEVEL, app: name });
  const signals = configuredSignals(settings);
  const kafka = await openKafkaEventLog({
    brokers: settings.HEADWAY_KAFKA_BROKERS.split(','),
    clientId: `headway-${name}`,
    ...(lingerMs === undefined ? {} : { lingerMs }),
    log: (level, message, fields) => logger[level]('kafka', { message, ...fields }),
  });
  stack.add(() => kafka.close());
  const downlink = await openDownlink({
    url: settings.HEADWAY_MQTT_URL,
    name: `headway-${name}`,
    logger,
    tls: mqttTls(settings, { logger }),
  });
  stack.add(() => downlink.close());
  const local = localContext(logger, { dataFolder: join(settings.HEADWAY_DATA, name), signals });
  const eventLog = watchedEventLog(namespacedEventLog(kafka, settings.HEADWAY_NAMESPACE), local);
  return { ...local, eventLog, downlink };
}

/** Adds the tables of a scope to a context; they close with the stack. */
export async function withDatabase(context: Context, stack: AsyncStack, options: DatabaseOptions): Promise<StoreContext> {
  const dataSource = await openDatabase(options);
  stack.add(() => dataSource.destroy());
  return { ...context, dataSource };
}
