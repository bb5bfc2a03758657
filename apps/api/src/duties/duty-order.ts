import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import {
  dutyEnvelopeSchema,
  dutyOpenerBodies,
  openDutyFileSchema,
  uuidSchema,
  type DutyEnvelope,
  type Form,
} from '@caseward/contracts';
import type { DutyCommandType, Instant } from '@caseward/domain';
import type { FastifyRequest } from 'fastify';
import { callerOf, type Caller } from '../access/caller.js';
import { keysOf, type OrderKeys } from '../commands/order.js';
import { notFound } from '../platform/problem.js';
import { parseOrRefuse } from '../platform/schema-problem.js';

/** A command on a duty file as somebody asked for it: checked for shape, not yet for any rule. */
export interface DutyOrder extends OrderKeys {
  readonly command: DutyCommandType;
  /** Null for a file that this very command opens. */
  readonly fileId: string | null;
  /** The case that the address names. */
  readonly caseId?: string;
  readonly caller: Caller;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly occurredAt: Instant | null;
  readonly form: Form | null;
  readonly request: unknown;
}

function readDutyOrder(request: FastifyRequest): DutyOrder {
  const params = request.params as Readonly<Record<string, string>>;
  const common = { ...keysOf(request), caller: callerOf(request) };
  const { fileId } = params;
  if (fileId === undefined) {
    const { occurredAt, ...payload } = parseOrRefuse(openDutyFileSchema, request.body ?? {}) as Opening;
    const command = 'openDutyFile';
    const asked = { command, params, body: request.body ?? {} };
    return { ...common, command, fileId: null, payload, occurredAt: occurredAt ?? null, form: null, request: asked };
  }
  if (!uuidSchema.safeParse(fileId).success) throw notFound();
  const envelope = parseOrRefuse(dutyEnvelopeSchema, request.body) as unknown as DutyEnvelope;
  return {
    ...common,
    command: envelope.type,
    fileId: fileId.toLowerCase(),
    payload: envelope.payload,
    occurredAt: envelope.occurredAt ?? null,
    form: envelope.form ?? null,
    request: { command: envelope.type, params, body: request.body },
  };
}

type Opening = { readonly occurredAt?: string } & Record<string, unknown>;

/** The request as an order for a duty file. */
export const DutyOrdered = createParamDecorator((_: unknown, context: ExecutionContext): DutyOrder =>
  readDutyOrder(context.switchToHttp().getRequest<FastifyRequest>()),
);

type Opener = keyof typeof dutyOpenerBodies;

function readOpening(command: Opener, request: FastifyRequest): DutyOrder {
  const params = request.params as Readonly<Record<string, string>>;
  const { caseId } = params;
  if (caseId !== undefined && !uuidSchema.safeParse(caseId).success) throw notFound();
  const body = parseOrRefuse(dutyOpenerBodies[command], request.body ?? {}) as Opening & { readonly form?: Form };
  const { occurredAt, form, ...payload } = body;
  return {
    ...keysOf(request),
    ...{ command, caller: callerOf(request), fileId: null, payload },
    ...(caseId === undefined ? {} : { caseId: caseId.toLowerCase() }),
    occurredAt: occurredAt ?? null,
    form: form ?? null,
    request: { command, params, body: request.body },
  };
}

/** The request as an act that opens a file of its own. */
export const OpeningOrdered = createParamDecorator((command: Opener, context: ExecutionContext): DutyOrder =>
  readOpening(command, context.switchToHttp().getRequest<FastifyRequest>()),
);
