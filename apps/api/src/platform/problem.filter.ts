import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { isErasedFault, RecordUnavailableError } from '@caseward/persistence';
import { SecretGoneError } from '@caseward/security';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { languageHeaders, languageOf } from './language.js';
import { erased, ExplainedProblem, ProblemError } from './problem.js';
import type { RouteTable } from '../access/route-table.js';
import type { RefusalTrail } from '../information/refusal-trail.js';
import type { RequestLog } from './request-log.js';

interface FrameworkAnswer {
  readonly code: string;
  readonly title: string;
  readonly detail: string;
}

/** What the framework refuses before any of our code runs. */
const FRAMEWORK: Readonly<Record<number, FrameworkAnswer>> = {
  400: { code: 'MALFORMED', title: 'The request cannot be read', detail: 'Send valid JSON as application/json.' },
  404: {
    code: 'NOT_FOUND',
    title: 'Not found',
    detail: 'There is nothing at this address, or nothing that you may see.',
  },
  406: { code: 'NOT_ACCEPTABLE', title: 'No such representation', detail: 'This address answers with JSON.' },
  408: { code: 'REQUEST_TIMEOUT', title: 'The request took too long', detail: 'Send it again.' },
  413: { code: 'BODY_TOO_LARGE', title: 'The body is too large', detail: 'Send at most 256 KiB.' },
  415: { code: 'MEDIA_TYPE_UNSUPPORTED', title: 'Unsupported media type', detail: 'Send application/json.' },
  429: { code: 'TOO_MANY_REQUESTS', title: 'Too many requests', detail: 'Wait a little and try again.' },
  503: {
    code: 'UNAVAILABLE',
    title: 'Not available now',
    detail: 'Send the same request again in a moment; a command with the same Idempotency-Key.',
  },
};

function statusOf(error: unknown): number {
  if (error instanceof RecordUnavailableError) return 503;
  if (error instanceof HttpException) return error.getStatus();
  const status = (error as { statusCode?: unknown } | null)?.statusCode;
  return typeof status === 'number' && status >= 400 && status < 600 ? status : 500;
}

function methodProblem(methods: readonly string[]): ProblemError {
  const allow = methods.join(', ');
  const detail = `This address answers to ${allow}.`;
  return new ProblemError(405, 'METHOD_NOT_ALLOWED', 'Method not allowed', { detail }, { allow });
}

function problemOf(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  if (isErasedFault(error) || error instanceof SecretGoneError) return erased();
  const status = statusOf(error);
  const known = FRAMEWORK[status];
  if (known !== undefined) return new ProblemError(status, known.code, known.title, { detail: known.detail });
  if (status < 500) return new ProblemError(status, 'MALFORMED', 'The request cannot be read');
  const detail =
    'The fault is ours and has been noted. It is safe to send the same request again with the same Idempotency-Key.';
  return new ProblemError(500, 'INTERNAL', 'Something went wrong', { detail });
}

/** Every refusal and every fault leaves as one problem document; the reason of a fault only goes to the log. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    private readonly log: RequestLog,
    private readonly routes: Pick<RouteTable, 'methodsFor'>,
    private readonly refusals: Pick<RefusalTrail, 'note'>,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    this.#refuse(error, request, http.getResponse<FastifyReply>()).catch((fault: unknown) =>
      this.log.fault(fault, request),
    );
  }

  /** IM-6: a no stands in the audit trail before it is said. */
  async #refuse(error: unknown, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const known = this.#methodProblem(error, pathOf(request)) ?? problemOf(error);
    try {
      await this.refusals.note(request, known);
    } catch (fault) {
      this.#send(problemOf(fault), request, reply);
      return;
    }
    if (known.status >= 500) this.log.fault(error, request);
    this.#send(known, request, reply);
  }

  #send(known: ProblemError, request: FastifyRequest, reply: FastifyReply): void {
    const language = languageOf(request.headers['accept-language']);
    const isExplained = known instanceof ExplainedProblem;
    const problem = isExplained ? known.inLanguage(language) : known;
    if (reply.sent || reply.raw.headersSent) return;
    void reply
      .status(problem.status)
      .headers({
        ...problem.headers,
        'content-type': 'application/problem+json; charset=utf-8',
        ...languageHeaders(isExplained ? language : 'en'),
      })
      .send(JSON.stringify(problem.body(pathOf(request))));
  }

  /** The framework knows one 404 for an unknown address and for a known one with another method. */
  #methodProblem(error: unknown, path: string): ProblemError | null {
    if (error instanceof ProblemError || statusOf(error) !== 404) return null;
    const methods = this.routes.methodsFor(path);
    return methods.length === 0 ? null : methodProblem(methods);
  }
}

function pathOf(request: FastifyRequest): string {
  return request.url.split('?')[0] ?? '/';
}
