import { createHash, randomBytes } from 'node:crypto';
import type { AttachmentKind, AttachmentStatus, Instant, MediaType } from '@caseward/domain';
import { decryptContent, encryptContent, type ContentPlace, type KeyService, type Sealed } from '@caseward/security';
import { caseKeyOf } from './case-keys.js';
import { row, rows, type Sql } from './query.js';

/** A file of a case without its content. */
export interface AttachmentHead {
  readonly attachmentId: string;
  readonly caseId: string;
  readonly kind: AttachmentKind;
  readonly mediaType: MediaType;
  readonly status: AttachmentStatus;
  readonly sizeBytes: number;
  readonly createdBy: string;
  readonly createdAt: Instant;
}

export interface NewAttachment extends Omit<AttachmentHead, 'sizeBytes'> {
  /** Keyed digest of what was sent. */
  readonly requestDigest: string;
  /** What is kept; null of what is refused. */
  readonly content: Buffer | null;
  /** Whether a scanner has been asked. */
  readonly wasScanned: boolean;
}

export interface KnownAttachment extends AttachmentHead {
  readonly requestDigest: string;
}

const HEAD = `attachment_id AS "attachmentId", case_id AS "caseId", kind, media_type AS "mediaType", status,
  size_bytes AS "sizeBytes", created_by AS "createdBy", created_at AS "createdAt"`;

/** It opens as what it was sealed as, and nowhere else. */
function placeOf({
  caseId,
  attachmentId,
  mediaType,
}: Pick<AttachmentHead, 'caseId' | 'attachmentId' | 'mediaType'>): ContentPlace {
  return { caseId, contentId: attachmentId, form: `attachment ${mediaType}`, version: 1 };
}

/** Seals a file with the key of its case and stores it. @returns false when there is one with this id already */
export async function storeAttachment(sql: Sql, keys: KeyService, given: NewAttachment): Promise<boolean> {
  const { attachmentId, caseId, kind, mediaType, status, requestDigest, content, createdBy, createdAt } = given;
  const caseKey = await caseKeyOf(sql, keys, caseId, createdBy);
  const sealed = content === null ? null : encryptContent(caseKey, content, placeOf(given));
  const added = await row(
    sql,
    `INSERT INTO caseward.attachment (attachment_id, case_id, kind, media_type, status, request_digest, size_bytes, iv, tag,
        ciphertext, created_by, created_at, scanned_real_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, CASE WHEN $13 THEN clock_timestamp() END)
      ON CONFLICT DO NOTHING RETURNING 1`,
    [
      ...[attachmentId, caseId, kind, mediaType, status, requestDigest, content?.length ?? 0],
      ...[sealed?.iv ?? null, sealed?.tag ?? null, sealed?.ciphertext ?? null, createdBy, createdAt, given.wasScanned],
    ],
  );
  return added !== null;
}

/** Null when there is none with this id, or none that the reader may see. */
export async function findAttachment(sql: Sql, attachmentId: string): Promise<KnownAttachment | null> {
  return row(
    sql,
    `SELECT ${HEAD}, request_digest AS "requestDigest" FROM caseward.attachment WHERE attachment_id = $1`,
    [attachmentId],
  );
}

/** The files of a case, oldest first. */
export async function attachmentsOf(sql: Sql, caseId: string): Promise<AttachmentHead[]> {
  return rows(sql, `SELECT ${HEAD} FROM caseward.attachment WHERE case_id = $1 ORDER BY created_at, attachment_id`, [
    caseId,
  ]);
}

/**
 * A file in the clear; null when there is none, and of one that was refused.
 * @throws SealBrokenError when what is stored is not what was stored
 */
export async function readAttachment(
  sql: Sql,
  keys: KeyService,
  attachmentId: string,
): Promise<(AttachmentHead & { readonly content: Buffer }) | null> {
  const found = await row<AttachmentHead & Sealed>(
    sql,
    `SELECT ${HEAD}, iv, tag, ciphertext FROM caseward.attachment WHERE attachment_id = $1 AND status <> 'refused'`,
    [attachmentId],
  );
  if (found === null) return null;
  const { iv, tag, ciphertext, ...head } = found;
  const key = await caseKeyOf(sql, keys, head.caseId);
  return { ...head, content: decryptContent(key, { iv, tag, ciphertext }, placeOf(head)) };
}

/** Those that nobody has looked at yet, the one that waits longest first. */
export async function waitingAttachments(sql: Sql, limit: number): Promise<string[]> {
  const found = await rows<{ id: string }>(
    sql,
    `SELECT attachment_id AS id FROM caseward.attachment WHERE status = 'quarantined'
      ORDER BY scanned_real_at NULLS FIRST LIMIT $1`,
    [limit],
  );
  return found.map(({ id }) => id);
}

/** What the scanner said about one in quarantine; what it found harmful is not kept. */
export async function settleAttachment(sql: Sql, attachmentId: string, status: AttachmentStatus): Promise<void> {
  const dropped = status === 'refused' ? ', iv = NULL, tag = NULL, ciphertext = NULL' : '';
  await rows(
    sql,
    `UPDATE caseward.attachment SET status = $2, scanned_real_at = clock_timestamp()${dropped}
      WHERE attachment_id = $1 AND status = 'quarantined'`,
    [attachmentId, status],
  );
}

const TICKET_BYTES = 32;
const digestOf = (ticket: string): Buffer => createHash('sha256').update(ticket).digest();

export interface TicketFor {
  readonly attachmentId: string;
  readonly caseId: string;
  readonly personId: string;
  readonly sessionId: string;
}

/** Leave to fetch a file once. @returns what only its holder knows */
export async function issueTicket(sql: Sql, given: TicketFor, lifeSeconds: number): Promise<string> {
  const ticket = randomBytes(TICKET_BYTES).toString('base64url');
  await rows(
    sql,
    `INSERT INTO caseward.attachment_ticket (ticket_digest, attachment_id, case_id, person_id, session_id, expires_real_at)
      VALUES ($1, $2, $3, $4, $5, clock_timestamp() + make_interval(secs => $6))`,
    [digestOf(ticket), given.attachmentId, given.caseId, given.personId, given.sessionId, lifeSeconds],
  );
  return ticket;
}

/** What a ticket is for; it is gone with this, whatever comes of it. Null for one that is used, too old or invented. */
export async function takeTicket(sql: Sql, ticket: string): Promise<TicketFor | null> {
  // Of two who come at the same moment, one deletes the row.
  return row(
    sql,
    `WITH gone AS (DELETE FROM caseward.attachment_ticket
        WHERE ticket_digest = $1 OR expires_real_at <= clock_timestamp() RETURNING *)
      SELECT g.attachment_id AS "attachmentId", g.case_id AS "caseId", g.person_id AS "personId", g.session_id AS "sessionId"
      FROM gone g WHERE g.ticket_digest = $1 AND g.expires_real_at > clock_timestamp()`,
    [digestOf(ticket)],
  );
}
