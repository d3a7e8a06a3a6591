import { type DynamicModule, type INestApplication, StandardSchemaValidationPipe, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { AppError } from '@headway/platform/errors';
import type { Logger } from '@headway/platform/logging';
import { ProblemFilter } from './problem-filter.js';

interface HttpServerOptions {
  module: DynamicModule | Type;
  logger: Logger;
  host: string;
  /** 0 takes a free port. */
  port: number;
  title: string;
  /** Called before listening, e.g. to serve static files. */
  prepare?: (app: NestFastifyApplication) => Promise<void> | void;
}

/** A listening HTTP server. */
export interface HttpServer {
  url: string;
  port: number;
  app: INestApplication;
  close(): Promise<void>;
}

const BODY_LIMIT_BYTES = 1_048_576;

/**
 * Makes a Nest application on fastify with our validation, problem details and OpenAPI at `/api/docs`.
 * Controllers validate with zod: `@Body({ schema })`, `@Query({ schema })`, `@Param({ schema })`.
 */
export async function createHttpApp(options: Omit<HttpServerOptions, 'host' | 'port'>): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({ bodyLimit: BODY_LIMIT_BYTES, forceCloseConnections: true });
  const app = await NestFactory.create<NestFastifyApplication>(options.module, adapter, { logger: false, abortOnError: false });
  app.useGlobalFilters(new ProblemFilter(options.logger));
  app.useGlobalPipes(
    new StandardSchemaValidationPipe({
      exceptionFactory: (issues) => {
        const listed = issues.map((issue) => ({
          path: (issue.path ?? []).map((part) => (typeof part === 'object' ? String(part.key) : String(part))).join('.'),
          message: issue.message,
        }));
        return new AppError('invalid-request', listed.map((issue) => `${issue.path || 'body'}: ${issue.message}`).join('; '), {
          issues: listed,
        });
      },
    }),
  );
  await options.prepare?.(app);
  SwaggerModule.setup('api/docs', app, () => openApiOf(app, options.title));
  return app;
}

/** The OpenAPI 3 document of an application. */
export function openApiOf(app: INestApplication, title: string): OpenAPIObject {
  return SwaggerModule.createDocument(app, new DocumentBuilder().setTitle(title).setVersion('1').build());
}

/**
 * Starts a server.
 * @throws AppError `address-in-use` with one readable line
 */
export async function startHttpServer(options: HttpServerOptions): Promise<HttpServer> {
  const app = await createHttpApp(options);
  try {
    await app.listen(options.port, options.host);
  } catch (cause) {
    await app.close();
    if ((cause as NodeJS.ErrnoException).code === 'EADDRINUSE') {
      throw new AppError('address-in-use', `port ${options.port} on ${options.host} is already in use`, { cause });
    }
    throw cause;
  }
  const address = app.getHttpServer().address() as { port: number };
  return { url: `http://${options.host}:${address.port}`, port: address.port, app, close: () => app.close() };
}
