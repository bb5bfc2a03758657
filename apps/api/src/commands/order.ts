import {
  bodySchemaOf,
  chosenUuidSchema,
  commandEnvelopeSchema,
  PEOPLES_COMMANDS,
  referralRequestSchema,
  uuidSchema,
  type CommandEnvelope,
  type Form,
  type PeoplesCommand,
} from '@caseward/contracts';
import type { Instant } from '@caseward/domain';
import type { z } from 'zod';
import type { Caller } from '../access/caller.js';
import { fieldProblem, ProblemError } from '../platform/problem.js';
import { parseOrRefuse } from '../platform/schema-problem.js';
import { readAddress, uuidFrom } from './addresses.js';

/** A command as somebody asked for it over HTTP: checked for shape, not yet for any rule. */
export interface Order {
  readonly command: PeoplesCommand;
  readonly commandId: string;
  readonly caseId: string;
  readonly caller: Caller;
  readonly payload: Readonly<Record<string, unknown>>;
  /** Without it: now. */
  readonly occurredAt: Instant | null;
  readonly form: Form | null;
  /** Section 2: whose entry data entry transcribes; null for everybody else. */
  readonly authoredBy: string | null;
  /** Only on one of these states of the case; null on any. */
  readonly onlyAtSeq: readonly number[] | null;
  /** The sender does not wait: `Prefer: respond-async`. */
  readonly isAsync: boolean;
  /** What was asked for, whole, to recognise the same request under the same key. */
  readonly request: unknown;
}

/** Payload fields that the address gives. */
const IN_PATH: Partial<Record<PeoplesCommand, readonly string[]>> = {
  confirmLowering: ['concernId'],
  returnLowering: ['concernId'],
  addressImmediateConcern: ['immediateConcernId'],
  adviseMandatoryReport: ['reportId'],
  decideMandatoryReport: ['reportId'],
  completePlanAction: ['actionId'],
  overrideSharing: ['referralId'],
  explainSharing: ['referralId'],
  answerReferral: ['referralId'],
  reportReferralDone: ['referralId'],
  revokeReferral: ['referralId'],
  inviteToConference: ['conferenceId'],
  recordConferenceView: ['conferenceId'],
  concludeConference: ['conferenceId'],
  cancelConference: ['conferenceId'],
  recordBidDecision: ['bidId'],
  acceptTransfer: ['transferId'],
  rejectTransfer: ['transferId'],
  revokeTransfer: ['transferId'],
  endEmergencyAccess: ['accessId'],
  reviewEmergencyAccess: ['accessId'],
  acknowledgeEscalation: ['escalationId'],
  resolveEscalation: ['escalationId'],
  reassignEscalation: ['escalationId'],
};

const { service, providerId, providerAgencyId, channel } = referralRequestSchema.shape;
const said = { description: 'From the entry of the directory; needed without one.' };
/** DIR-3: a referral that names an entry of the directory has these from there. */
const FROM_DIRECTORY = {
  service: service.exactOptional().meta(said),
  providerId: providerId.exactOptional().meta(said),
  providerAgencyId: providerAgencyId.exactOptional().meta(said),
  channel: channel.exactOptional().meta(said),
};

function httpBodyOf(command: PeoplesCommand): z.ZodObject {
  const body = bodySchemaOf(command, IN_PATH[command]);
  if (command === 'draftReferral' || command === 'sendReferral') return body.extend(FROM_DIRECTORY);
  return command === 'identifyChild' ? body.extend({ caseId: chosenUuidSchema.exactOptional() }) : body;
}

/** The body of each command's route. */
export const HTTP_BODIES = Object.fromEntries(
  PEOPLES_COMMANDS.map((command) => [command, httpBodyOf(command)]),
) as Readonly<Record<PeoplesCommand, z.ZodObject>>;

export interface OrderRequest {
  readonly caller: Caller;
  readonly params: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: unknown;
}

interface Asked {
  readonly payload: Readonly<Record<string, unknown>>;
  readonly occurredAt?: string;
  readonly authoredBy?: string;
  readonly form?: Form;
  readonly caseId?: string;
}

/** @throws ProblemError 400 for what has the wrong shape, 404 for an address that names nothing */
export function readOrder(command: PeoplesCommand, request: OrderRequest): Order {
  const keys = keysOf(request);
  const fields = parseOrRefuse(HTTP_BODIES[command], request.body ?? {});
  const { occurredAt, authoredBy, form, caseId, ...payload } = fields as Omit<Asked, 'payload'> &
    Record<string, unknown>;
  return orderOf(command, request, keys, {
    payload,
    ...(occurredAt === undefined ? {} : { occurredAt }),
    ...(authoredBy === undefined ? {} : { authoredBy }),
    ...(form === undefined ? {} : { form }),
    ...(caseId === undefined ? {} : { caseId }),
  });
}

/** The same from a body that names the command itself. */
export function readEnvelope(request: OrderRequest): Order {
  const keys = keysOf(request);
  const envelope = parseOrRefuse(commandEnvelopeSchema, request.body) as unknown as CommandEnvelope;
  if (envelope.type === 'identifyChild') {
    throw fieldProblem('/type', 'A new case has no address yet.', 'Send identifyChild to POST /v1/cases.');
  }
  return orderOf(envelope.type, request, keys, envelope);
}

/** What the headers of a write say. */
export type OrderKeys = Pick<Order, 'commandId' | 'onlyAtSeq' | 'isAsync'>;

export function keysOf({ headers }: Pick<OrderRequest, 'headers'>): OrderKeys {
  return {
    commandId: idempotencyKey(headers['idempotency-key']),
    onlyAtSeq: ifMatch(headers['if-match']),
    isAsync: /(^|,)\s*respond-async\s*(,|;|$)/i.test(String(headers['prefer'] ?? '')),
  };
}

function orderOf(
  command: PeoplesCommand,
  { params, caller, body }: OrderRequest,
  keys: OrderKeys,
  asked: Asked,
): Order {
  const address = readAddress(params);
  // Repeating a request must not identify a second child, so the id of a new case follows from the command's.
  const caseId = address.caseId ?? asked.caseId?.toLowerCase() ?? uuidFrom(`case of command ${keys.commandId}`);
  return {
    ...keys,
    command,
    caller,
    caseId,
    payload: { ...asked.payload, ...address.payload },
    occurredAt: asked.occurredAt ?? null,
    form: asked.form ?? null,
    authoredBy: authorIn(asked, caller),
    request: { command, params, body: body ?? {} },
  };
}

/** Section 2: data entry names whose entry it transcribes; nobody else writes for another person. */
function authorIn({ authoredBy }: Asked, { role }: Caller): string | null {
  if (authoredBy === undefined) return null;
  if (role === 'DE') return authoredBy;
  throw fieldProblem('/authoredBy', 'Only data entry transcribes.', 'Leave this field out: the entry is your own.');
}

/** @throws ProblemError 400 */
export function idempotencyKey(header: string | string[] | undefined): string {
  const key = uuidSchema.safeParse(header);
  if (key.success) return key.data.toLowerCase();
  throw new ProblemError(400, 'IDEMPOTENCY_KEY_NEEDED', 'The header Idempotency-Key is needed', {
    detail: 'Send the header Idempotency-Key with a UUID. It becomes the id of the command.',
    remedy: 'Make a new UUID for each act, and send the same one when you repeat a request.',
  });
}

const ETAGS = /^"\d{1,9}"( *, *"\d{1,9}")*$/;

function ifMatch(header: string | string[] | undefined): number[] | null {
  if (header === undefined || header === '*') return null;
  if (typeof header === 'string' && ETAGS.test(header)) return header.match(/\d+/g)?.map(Number) ?? null;
  throw new ProblemError(400, 'MALFORMED', 'The header If-Match cannot be read', {
    detail: 'Send the ETag of the case, such as If-Match: "7".',
  });
}
