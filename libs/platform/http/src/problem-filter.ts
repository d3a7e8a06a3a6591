import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException } from '@nestjs/common';
import type { Problem } from '@headway/contracts';
import { AppError, ERROR_CODES, type ErrorCode } from '@headway/platform/errors';
import type { Logger } from '@headway/platform/logging';
import type { FastifyReply, FastifyRequest } from 'fastify';

const CODE_BY_STATUS: Record<number, ErrorCode> = { 400: 'invalid-request', 403: 'not-permitted', 404: 'not-found', 409: 'conflict' };

function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (error instanceof HttpException) {
    return new AppError(CODE_BY_STATUS[error.getStatus()] ?? 'internal', error.message, { cause: error });
  }
  const status = (error as { statusCode?: unknown }).statusCode;
  if (typeof status === 'number' && status >= 400 && status < 500) {
    return new AppError(CODE_BY_STATUS[status] ?? 'invalid-request', (error as Error).message, { cause: error });
  }
  return new AppError('internal', 'Something went wrong inside; the log has the details.', { cause: error });
}

/** Answers every error as problem details (RFC 9457); the cause of an internal one goes to the log only. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly logger: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const failure = toAppError(error);
    if (failure.code === 'internal') this.logger.error('http.failed', { method: request.method, url: request.url, error });
    if (reply.raw.headersSent) {
      reply.raw.end();
      return;
    }
    const problem: Problem = {
      type: `urn:headway:error:${failure.code}`,
      title: ERROR_CODES[failure.code].title,
      status: failure.status,
      detail: failure.message,
      instance: request.url,
      code: failure.code,
      ...(failure.issues.length > 0 ? { errors: failure.issues } : {}),
    };
    if (failure.retryAfterMs !== undefined) reply.header('retry-after', Math.max(1, Math.ceil(failure.retryAfterMs / 1000)));
    reply.status(failure.status).type('application/problem+json').send(problem);
  }
}
