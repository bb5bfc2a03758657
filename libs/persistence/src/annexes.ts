import type { Instant, Language } from '@caseward/domain';
import { row, rows, type Sql } from './query.js';

export const ANNEXES = ['roles', 'terms'] as const;
export type Annex = (typeof ANNEXES)[number];
export type InLanguages = Readonly<Record<Language, string>>;

/** What a role is responsible for, or what a term means. */
export interface AnnexEntry {
  readonly annex: Annex;
  readonly code: string;
  readonly name: InLanguages;
  readonly meaning: InLanguages;
  readonly isActive: boolean;
}

export interface AnnexVersion extends AnnexEntry {
  readonly changeId: string;
  readonly version: number;
  readonly writtenBy: string;
  readonly writtenAt: Instant;
}

const ENTRY = `change_id AS "changeId", annex, code, version, name, meaning, is_active AS "isActive",
  written_by AS "writtenBy", written_at AS "writtenAt" FROM caseward.annex_entry`;

/** What was written under this key; null when nothing was. */
export async function findAnnexChange(sql: Sql, changeId: string): Promise<AnnexVersion | null> {
  return row(sql, `SELECT ${ENTRY} WHERE change_id = $1`, [changeId]);
}

/** Writes the next version. Of two at the same moment only one gets its number; nothing stands under the key of the other. */
export async function writeAnnexVersion(sql: Sql, change: Omit<AnnexVersion, 'version'>): Promise<void> {
  const { changeId, annex, code, name, meaning, isActive, writtenBy, writtenAt } = change;
  await rows(
    sql,
    `INSERT INTO caseward.annex_entry (change_id, annex, code, version, name, meaning, is_active, written_by, written_at)
      SELECT $1, $2, $3, coalesce(max(version), 0) + 1, $4, $5, $6, $7, $8 FROM caseward.annex_entry
      WHERE annex = $2 AND code = $3
      ON CONFLICT DO NOTHING`,
    [changeId, annex, code, JSON.stringify(name), JSON.stringify(meaning), isActive, writtenBy, writtenAt],
  );
}

/** What is in use, by code. */
export async function annexEntries(sql: Sql, annex: Annex): Promise<AnnexVersion[]> {
  return rows(
    sql,
    `SELECT * FROM (SELECT DISTINCT ON (code) ${ENTRY} WHERE annex = $1 ORDER BY code, version DESC) AS latest
      WHERE "isActive" ORDER BY code`,
    [annex],
  );
}

/** Every version of one entry, oldest first. */
export async function annexHistory(sql: Sql, annex: Annex, code: string): Promise<AnnexVersion[]> {
  return rows(sql, `SELECT ${ENTRY} WHERE annex = $1 AND code = $2 ORDER BY version`, [annex, code]);
}
