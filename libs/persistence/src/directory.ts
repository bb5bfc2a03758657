import type { Instant, LocalDate, ServiceType, SharingChannel } from '@caseward/domain';
import { contentDigest } from '@caseward/security';
import { row, rows, type Sql } from './query.js';

/** A service and how to get it. The contact is the organisation's, never a private one. */
export interface DirectoryEntry {
  readonly organisation: string;
  readonly providerId: string;
  readonly providerAgencyId: string;
  readonly service: ServiceType;
  readonly area: string;
  readonly criteria: string | null;
  readonly hours: string | null;
  readonly contactRole: string;
  readonly contactPhone: string | null;
  readonly contactEmail: string | null;
  readonly channel: SharingChannel;
  readonly capacity: string | null;
  readonly trainedOn: LocalDate | null;
  readonly isActive: boolean;
}

export interface DirectoryVersion extends DirectoryEntry {
  readonly entryId: string;
  /** The duty file of the directory that it stands in. */
  readonly fileId: string;
  readonly commandId: string;
  readonly digest: string;
  readonly writtenBy: string;
  readonly writtenAt: Instant;
}

/** The version in use, with the clock that asks whether it is still true. */
export interface ListedEntry extends DirectoryVersion {
  /** When somebody last wrote or confirmed it; null for a service that is gone. */
  readonly confirmedAt: Instant | null;
  readonly dueOn: LocalDate | null;
  readonly overdueFrom: Instant | null;
}

export function digestOfEntry(entry: DirectoryEntry): string {
  return contentDigest(entry);
}

const VERSION = `v.entry_id AS "entryId", v.file_id AS "fileId", v.command_id AS "commandId", v.organisation,
  v.provider_id AS "providerId", v.provider_agency_id AS "providerAgencyId", v.service, v.area, v.criteria, v.hours,
  v.contact_role AS "contactRole", v.contact_phone AS "contactPhone", v.contact_email AS "contactEmail", v.channel,
  v.capacity, v.trained_on AS "trainedOn", v.is_active AS "isActive", v.digest, v.written_by AS "writtenBy",
  v.written_at AS "writtenAt"`;

/** Like a claim check: a version counts once its command stands in the record, in the order of the record. */
const RECORDED = `caseward.directory_entry v JOIN caseward.command c
  ON c.case_id = v.file_id AND c.command_id = v.command_id::text AND c.outcome = 'accepted'`;

/** Writes a version that its command is about to name; the same again changes nothing. @returns what stands under the key */
export async function writeDirectoryVersion(
  sql: Sql,
  version: Omit<DirectoryVersion, 'digest'>,
): Promise<DirectoryVersion> {
  const { entryId, fileId, commandId, writtenBy, writtenAt, ...entry } = version;
  await rows(
    sql,
    `INSERT INTO caseward.directory_entry (command_id, file_id, entry_id, organisation, provider_id, provider_agency_id,
        service, area, criteria, hours, contact_role, contact_phone, contact_email, channel, capacity, trained_on,
        is_active, digest, written_by, written_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)
      ON CONFLICT (command_id) DO NOTHING`,
    [
      ...[commandId, fileId, entryId, entry.organisation, entry.providerId, entry.providerAgencyId, entry.service],
      ...[entry.area, entry.criteria, entry.hours, entry.contactRole, entry.contactPhone, entry.contactEmail],
      ...[entry.channel, entry.capacity, entry.trainedOn, entry.isActive, digestOfEntry(entry), writtenBy, writtenAt],
    ],
  );
  const known = await row<DirectoryVersion>(
    sql,
    `SELECT ${VERSION} FROM caseward.directory_entry v WHERE v.command_id = $1`,
    [commandId],
  );
  if (known === null) throw new Error('a version that was just written is not there');
  return known;
}

export interface DirectoryQuestion {
  /** Directories that the reader may open. */
  readonly fileIds: readonly string[];
  readonly area?: string;
  readonly service?: ServiceType;
  readonly entryId?: string;
}

/** Services as they stand now, those that are gone too. */
export async function directoryEntries(sql: Sql, question: DirectoryQuestion): Promise<ListedEntry[]> {
  const { fileIds, area = null, service = null, entryId = null } = question;
  return rows(
    sql,
    `SELECT n.*, o.anchor AS "confirmedAt", o.due_on AS "dueOn", o.overdue_from AS "overdueFrom"
      FROM (SELECT DISTINCT ON (v.file_id, v.entry_id) ${VERSION} FROM ${RECORDED}
        WHERE v.file_id = ANY ($1::uuid[]) AND ($4::uuid IS NULL OR v.entry_id = $4)
        ORDER BY v.file_id, v.entry_id, c.last_seq DESC) AS n
      LEFT JOIN caseward.obligation o ON o.case_id = n."fileId" AND o.status = 'open'
        AND o.kind = 'directory_entry' AND split_part(o.key, ':', 2) = n."entryId"::text
      WHERE ($2::text IS NULL OR n.area = $2) AND ($3::text IS NULL OR n.service = $3)
      ORDER BY n.area, n.service, n.organisation, n."entryId"`,
    [fileIds, area, service, entryId],
  );
}

/** Every version of a service in the order of the record. */
export async function directoryHistory(
  sql: Sql,
  fileIds: readonly string[],
  entryId: string,
): Promise<DirectoryVersion[]> {
  return rows(
    sql,
    `SELECT ${VERSION} FROM ${RECORDED} WHERE v.file_id = ANY ($1::uuid[]) AND v.entry_id = $2
      ORDER BY v.file_id, c.last_seq`,
    [fileIds, entryId],
  );
}

/** DIR-2: since when an entry had been stale at a moment; null when it was not. */
export async function staleSince(sql: Sql, entryId: string, at: Instant): Promise<LocalDate | null> {
  const found = await row<{ dueOn: LocalDate }>(
    sql,
    `SELECT due_on AS "dueOn" FROM caseward.obligation
      WHERE case_id IN (SELECT file_id FROM caseward.directory_entry WHERE entry_id = ($1::text)::uuid)
        AND kind = 'directory_entry' AND split_part(key, ':', 2) = $1
        AND overdue_from <= $2 AND (ended_at IS NULL OR ended_at > $2) AND anchor <= $2
      ORDER BY overdue_from DESC LIMIT 1`,
    [entryId, at],
  );
  return found?.dueOn ?? null;
}
