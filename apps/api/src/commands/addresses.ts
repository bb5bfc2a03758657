import { createHash } from 'node:crypto';
import { opaqueIdSchema, uuidSchema } from '@caseward/contracts';
import { notFound } from '../platform/problem.js';

/** What the address of a command says: the case, and fields of the payload. */
export interface Address {
  readonly caseId?: string;
  readonly payload: Readonly<Record<string, string>>;
}

/** @throws ProblemError 404 for an address that cannot name anything */
export function readAddress({ caseId, escalation, ...payload }: Readonly<Record<string, string>>): Address {
  if (escalation !== undefined) return readEscalation(escalation);
  if (caseId !== undefined && !uuidSchema.safeParse(caseId).success) throw notFound();
  if (!Object.values(payload).every((id) => opaqueIdSchema.safeParse(id).success)) throw notFound();
  return { ...(caseId === undefined ? {} : { caseId: caseId.toLowerCase() }), payload };
}

/** Ids of escalations count within their case, so an address names both; `~` stands for `#`, which would end a path. */
export function escalationAddress(caseId: string, escalationId: string): string {
  return `${caseId}~${escalationId.replaceAll('#', '~')}`;
}

const UUID_LENGTH = 36;

function readEscalation(address: string): Address {
  const caseId = address.slice(0, UUID_LENGTH);
  const escalationId = address.slice(UUID_LENGTH + 1).replaceAll('~', '#');
  if (!uuidSchema.safeParse(caseId).success || address[UUID_LENGTH] !== '~' || escalationId === '') throw notFound();
  return { caseId: caseId.toLowerCase(), payload: { escalationId } };
}

/** A UUID (version 8) that is always the same for the same text. */
export function uuidFrom(text: string): string {
  const bytes = createHash('sha256').update(text).digest().subarray(0, 16);
  bytes.writeUInt8(((bytes[6] ?? 0) & 0x0f) | 0x80, 6);
  bytes.writeUInt8(((bytes[8] ?? 0) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
