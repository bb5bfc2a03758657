import { randomUUID } from 'node:crypto';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { fromMs, type MediaType } from '@caseward/domain';
import {
  actorOf,
  caseSummary,
  findPerson,
  noteAccess,
  readAttachment,
  sessionsOf,
  takeTicket,
  type AttachmentHead,
  type TicketFor,
} from '@caseward/persistence';
import { addBehalf, asSystem, speakForCaller } from '../access/behalf.js';
import { withAssignments } from '../access/assignments.js';
import type { Caller } from '../access/caller.js';
import { READERS } from '../access/route-access.js';
import { IDLE_SECONDS } from '../access/session-limits.js';
import { canSeeContent } from '../access/visibility.js';
import type { ApiParts } from '../api-parts.js';
import { placeOf } from '../cases/visible-cases.js';
import { commonHeaders } from '../platform/http-hooks.js';
import { notFound, ProblemError } from '../platform/problem.js';
import { RateLimits } from '../platform/rate-limits.js';

const TICKET = /^[\w-]{43}$/;
const ENDINGS: Readonly<Record<MediaType, string>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'application/pdf': 'pdf',
};

/** Whatever a file holds, a browser that shows it after all shows it as a stranger to the API: without script or sign-in. */
const HEADERS = {
  'content-security-policy': "sandbox; default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
} as const;

type OriginParts = Pick<ApiParts, 'dataSource' | 'secrets' | 'clock' | 'logger' | 'limits' | 'trustedProxies'>;

/**
 * Where files are fetched: an origin of its own that knows no session, no cookie and no address but that of a ticket. A
 * ticket opens once; who holds it is looked up when it is used, and sees what that person may see then.
 */
export async function createFilesOrigin(parts: OriginParts): Promise<FastifyInstance> {
  const app = fastify({
    bodyLimit: 1,
    genReqId: () => randomUUID(),
    logger: false,
    requestTimeout: 30_000,
    exposeHeadRoutes: false,
    trustProxy: parts.trustedProxies === undefined ? false : [...parts.trustedProxies],
    forceCloseConnections: 'idle',
    frameworkErrors: (_error, _request, reply) => void refuse(reply, notFound(), parts),
  });
  const limits = await RateLimits.on(app, parts.limits);
  addBehalf(app, parts.clock);
  app.addHook('onRequest', (_request: FastifyRequest, reply: FastifyReply, next: () => void) => {
    reply.headers({ ...commonHeaders(parts), ...HEADERS });
    next();
  });
  app.addHook('onRequest', (request, reply) => limits.assertAddress(request, reply));
  app.setNotFoundHandler((_request, reply) => void refuse(reply, notFound(), parts));
  app.setErrorHandler((error, _request, reply) => void refuse(reply, problemOf(error, parts), parts));
  app.get<{ Params: { ticket: string } }>('/:ticket', async ({ params }, reply) => {
    const { content, ...file } = await handedOut(parts, params.ticket);
    return reply
      .header('content-type', file.mediaType)
      .header('content-disposition', `attachment; filename="${file.attachmentId}.${ENDINGS[file.mediaType]}"`)
      .send(content);
  });
  await app.ready();
  return app;
}

type HandedOut = AttachmentHead & { readonly content: Buffer };

/** @throws ProblemError 404 for whatever reason, 503 when it cannot be noted */
async function handedOut(parts: OriginParts, ticket: string): Promise<HandedOut> {
  if (!TICKET.test(ticket)) throw notFound();
  const given = await asSystem('hand_out_files', () => takeTicket(parts.dataSource, ticket));
  if (given === null) throw notFound();
  const holder = await holderOf(parts, given);
  if (holder !== null) speakForCaller(holder);
  const file = holder === null ? null : await fileFor(parts, holder, given);
  await note(parts, given, holder?.role ?? null, file !== null);
  if (file === null) throw notFound();
  return file;
}

/** Null for what its holder may not see any more, or is not handed out any more. */
async function fileFor(
  { dataSource, secrets }: OriginParts,
  holder: Caller,
  { caseId, attachmentId }: TicketFor,
): Promise<HandedOut | null> {
  const row = await caseSummary(dataSource, caseId);
  if (row === null || !canSeeContent(holder, placeOf(row))) return null;
  const file = await readAttachment(dataSource, secrets.keyService, attachmentId);
  return file?.status === 'stored' && file.caseId === caseId ? file : null;
}

/** IM-6: also the ticket of somebody who signed out, or does not see the file any more. */
async function note(
  { dataSource, clock }: OriginParts,
  { caseId, attachmentId, personId }: TicketFor,
  role: Caller['role'] | null,
  isHandedOut: boolean,
): Promise<void> {
  const end = isHandedOut ? ({ kind: 'export', status: 200 } as const) : ({ kind: 'refusal', status: 404 } as const);
  const access = { what: 'attachments.fetched', accessedAt: clock.now(), reason: null, detail: attachmentId };
  const write = (): Promise<void> => noteAccess(dataSource, { ...end, ...access, personId, role, caseId });
  await (role === null ? asSystem('hand_out_files', write) : write());
}

/** Who asked for the ticket, as she or he is now; null when that session has ended. */
async function holderOf(
  { dataSource, clock }: OriginParts,
  { personId, sessionId }: TicketFor,
): Promise<Caller | null> {
  return asSystem('know_caller', async () => {
    const person = await findPerson(dataSource, personId, clock.now());
    if (person?.active !== true || !READERS.contents.some((role) => role === person.role)) return null;
    const open = await sessionsOf(dataSource, personId, fromMs(clock.realMs()), IDLE_SECONDS);
    if (!open.some((session) => session.sessionId === sessionId)) return null;
    return withAssignments(dataSource, { ...actorOf(person), displayName: person.displayName }, clock.now());
  });
}

function problemOf(error: unknown, { logger }: OriginParts): ProblemError {
  if (error instanceof ProblemError) return error;
  logger.error({ err: error }, 'a file was not handed out');
  return new ProblemError(503, 'UNAVAILABLE', 'Not available now', {
    detail: 'The file cannot be handed out now.',
    remedy: 'Ask for another ticket in a moment.',
  });
}

/** The address holds the ticket, so no answer repeats it. */
function refuse(reply: FastifyReply, problem: ProblemError, parts: OriginParts): FastifyReply {
  return reply
    .status(problem.status)
    .headers({ ...commonHeaders(parts), ...HEADERS, ...problem.headers })
    .header('content-type', 'application/problem+json; charset=utf-8')
    .send(JSON.stringify(problem.body('/')));
}
