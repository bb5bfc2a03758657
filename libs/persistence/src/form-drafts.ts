import { randomUUID } from 'node:crypto';
import { numberOf, plusHours, policySnapshot, type Instant } from '@caseward/domain';
import { canonicalJson, decryptContent, encryptContent, type KeyService, type Sealed } from '@caseward/security';
import { caseKeyOf } from './case-keys.js';
import { latestPolicy } from './policies.js';
import { row, rows, type Sql } from './query.js';

/** Whose draft of which form on which case. */
export interface DraftPlace {
  readonly caseId: string;
  readonly form: string;
  readonly personId: string;
}

export interface DraftHead {
  readonly form: string;
  readonly formVersion: number;
  /** New with each save. */
  readonly revision: string;
  readonly savedAt: Instant;
}

export interface FormDraft extends DraftHead {
  /** Any JSON value. */
  readonly content: unknown;
}

export interface DraftToSave {
  readonly formVersion: number;
  readonly content: unknown;
  /** The revision that was read; null when there was no draft. */
  readonly onlyOn: string | null;
  /** From the Clock of the deployment. */
  readonly savedAt: Instant;
}

const HEAD = 'form, form_version AS "formVersion", revision, saved_at AS "savedAt"';
const OF_PLACE = 'case_id = $1 AND form = $2 AND person_id = $3';
const keyOf = ({ caseId, form, personId }: DraftPlace): string[] => [caseId, form, personId];

/** @returns null, and nothing is saved, when there is another revision than the one that was read */
export async function saveDraft(
  sql: Sql,
  keys: KeyService,
  place: DraftPlace,
  { formVersion, content, onlyOn, savedAt }: DraftToSave,
): Promise<DraftHead | null> {
  const { caseId, form } = place;
  const revision = randomUUID();
  const caseKey = await caseKeyOf(sql, keys, caseId, place.personId);
  const bound = { caseId, contentId: revision, form, version: formVersion };
  const { iv, tag, ciphertext } = encryptContent(caseKey, Buffer.from(canonicalJson(content)), bound);
  const values = [...keyOf(place), formVersion, revision, iv, tag, ciphertext, savedAt];
  if (onlyOn === null) {
    return row<DraftHead>(
      sql,
      `INSERT INTO caseward.form_draft (case_id, form, person_id, form_version, revision, iv, tag, ciphertext, saved_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (case_id, form, person_id) DO NOTHING RETURNING ${HEAD}`,
      values,
    );
  }
  // An UPDATE answers with its rows and their number; through a CTE it answers with rows as everything else does.
  return row<DraftHead>(
    sql,
    `WITH saved AS (UPDATE caseward.form_draft SET form_version = $4, revision = $5, iv = $6, tag = $7, ciphertext = $8,
        saved_at = $9 WHERE ${OF_PLACE} AND revision = $10 RETURNING *) SELECT ${HEAD} FROM saved`,
    [...values, onlyOn],
  );
}

/** A draft in the clear, for whoever wrote it; null when there is none. */
export async function readDraft(sql: Sql, keys: KeyService, place: DraftPlace): Promise<FormDraft | null> {
  const found = await row<DraftHead & Sealed>(
    sql,
    `SELECT ${HEAD}, iv, tag, ciphertext FROM caseward.form_draft WHERE ${OF_PLACE}`,
    keyOf(place),
  );
  if (found === null) return null;
  const { form, formVersion, revision, savedAt, ...sealed } = found;
  const bound = { caseId: place.caseId, contentId: revision, form, version: formVersion };
  const plaintext = decryptContent(await caseKeyOf(sql, keys, place.caseId), sealed, bound);
  return { form, formVersion, revision, savedAt, content: JSON.parse(plaintext.toString()) as unknown };
}

/** What somebody has begun on a case, without opening it. */
export async function draftsOf(sql: Sql, caseId: string, personId: string): Promise<DraftHead[]> {
  return rows(sql, `SELECT ${HEAD} FROM caseward.form_draft WHERE case_id = $1 AND person_id = $2 ORDER BY form`, [
    caseId,
    personId,
  ]);
}

/** @param onlyOn the revision that was read; null: whichever there is */
export async function dropDraft(sql: Sql, place: DraftPlace, onlyOn: string | null): Promise<boolean> {
  const dropped = await row(
    sql,
    `WITH dropped AS (DELETE FROM caseward.form_draft WHERE ${OF_PLACE} AND ($4::uuid IS NULL OR revision = $4::uuid)
        RETURNING form) SELECT form FROM dropped`,
    [...keyOf(place), onlyOn],
  );
  return dropped !== null;
}

const HOURS_A_DAY = 24;

/**
 * IM-4: what somebody began and did not go on with for `forms.draft_days` is not kept for nothing.
 * @returns how many went
 */
export async function dropAbandonedDrafts(sql: Sql, now: Instant): Promise<number> {
  const days = numberOf((await latestPolicy(sql, now)) ?? policySnapshot(), 'forms.draft_days');
  const dropped = await row<{ count: number }>(
    sql,
    `WITH dropped AS (DELETE FROM caseward.form_draft WHERE saved_at <= $1 RETURNING form)
      SELECT count(*)::integer AS count FROM dropped`,
    [plusHours(now, -days * HOURS_A_DAY)],
  );
  return dropped?.count ?? 0;
}

/** After a form was sent: what was saved until then goes; what was begun later stays. */
export async function dropSubmittedDraft(sql: Sql, place: DraftPlace, sentAt: Instant): Promise<void> {
  await rows(sql, `DELETE FROM caseward.form_draft WHERE ${OF_PLACE} AND saved_at <= $4`, [...keyOf(place), sentAt]);
}
