import type { ContentRef, Instant } from '@caseward/domain';
import {
  canonicalJson,
  decryptContent,
  encryptContent,
  SealBrokenError,
  sealedDigest,
  type KeyService,
  type Sealed,
} from '@caseward/security';
import { caseKeyOf } from './case-keys.js';
import { ConflictError } from './errors.js';
import { row, rows, type Sql } from './query.js';

export interface NewContent {
  /** UUID chosen by the sender; storing again with the same id stores once. */
  readonly contentId: string;
  readonly caseId: string;
  readonly form: string;
  readonly formVersion: number;
  /** Any JSON value. */
  readonly content: unknown;
  readonly createdBy: string;
  /** From the Clock of the deployment. */
  readonly createdAt: Instant;
}

export interface StoredContent {
  readonly caseId: string;
  readonly ref: ContentRef;
  readonly content: unknown;
  readonly createdBy: string;
  readonly createdAt: Instant;
}

interface ContentRow extends Sealed {
  readonly caseId: string;
  readonly contentId: string;
  readonly form: string;
  readonly formVersion: number;
  readonly digest: string;
  readonly createdBy: string;
  readonly createdAt: Instant;
}

const CONTENT = `
  SELECT content_id AS "contentId", case_id AS "caseId", form, form_version AS "formVersion", digest, iv, tag, ciphertext,
    created_by AS "createdBy", created_at AS "createdAt"
  FROM caseward.form_content`;

/**
 * Encrypts a content with the key of its case and stores it.
 * @returns what the command carries in its place
 * @throws ConflictError when the id was used for another content
 */
export async function storeContent(sql: Sql, keys: KeyService, given: NewContent): Promise<ContentRef> {
  const { contentId, caseId, form, formVersion } = given;
  const caseKey = await caseKeyOf(sql, keys, caseId, given.createdBy);
  const plaintext = Buffer.from(canonicalJson(given.content));
  const sealed = encryptContent(caseKey, plaintext, { caseId, contentId, form, version: formVersion });
  const digest = sealedDigest(sealed);
  const added = await row(
    sql,
    `INSERT INTO caseward.form_content (content_id, case_id, form, form_version, digest, iv, tag, ciphertext, created_by, created_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (content_id) DO NOTHING RETURNING content_id`,
    [
      contentId,
      caseId,
      form,
      formVersion,
      digest,
      sealed.iv,
      sealed.tag,
      sealed.ciphertext,
      given.createdBy,
      given.createdAt,
    ],
  );
  return added === null ? sameContent(sql, caseKey, given, plaintext) : { contentId, form, formVersion, digest };
}

/** Sent again: the first one stands, provided that it says the same. */
async function sameContent(sql: Sql, caseKey: Buffer, given: NewContent, plaintext: Buffer): Promise<ContentRef> {
  const found = await row<ContentRow>(sql, `${CONTENT} WHERE content_id = $1`, [given.contentId]);
  const matches =
    found?.caseId === given.caseId && found.form === given.form && found.formVersion === given.formVersion;
  if (!matches || !opened(caseKey, found).equals(plaintext)) {
    throw new ConflictError('this content id was used for another content');
  }
  return refOf(found);
}

/**
 * A content in the clear; null when there is none with this id.
 * @throws SealBrokenError when what is stored is not what was stored
 */
export async function readContent(sql: Sql, keys: KeyService, contentId: string): Promise<StoredContent | null> {
  const found = await row<ContentRow>(sql, `${CONTENT} WHERE content_id = $1`, [contentId]);
  if (found === null) return null;
  if (sealedDigest(found) !== found.digest) throw new SealBrokenError();
  const { caseId, createdBy, createdAt } = found;
  const plaintext = opened(await caseKeyOf(sql, keys, caseId), found);
  return { caseId, ref: refOf(found), content: JSON.parse(plaintext.toString()) as unknown, createdBy, createdAt };
}

/** The contents of a case without opening them, oldest first. */
export async function contentsOf(sql: Sql, caseId: string): Promise<ContentRef[]> {
  const found = await rows<ContentRow>(sql, `${CONTENT} WHERE case_id = $1 ORDER BY created_at, content_id`, [caseId]);
  return found.map(refOf);
}

function opened(caseKey: Buffer, found: ContentRow): Buffer {
  const { caseId, contentId, form, formVersion } = found;
  return decryptContent(caseKey, found, { caseId, contentId, form, version: formVersion });
}

function refOf({ contentId, form, formVersion, digest }: ContentRow): ContentRef {
  return { contentId, form, formVersion, digest };
}

/**
 * CONS-4: erases what was written about an intake that was refused without a ground. The record does this by itself when
 * it learns of the refusal; what somebody tries afterwards, and is refused, is erased here.
 * @returns false, and nothing is erased, when the record does not say so
 */
export async function eraseRefusedContents(sql: Sql, caseId: string): Promise<boolean> {
  const answer = await row<{ erased: boolean }>(sql, 'SELECT caseward.erase_refused_contents($1) AS erased', [caseId]);
  return answer?.erased === true;
}

/**
 * Gives a code to a case, so that no two cases share one. Before the command that registers the case: two cases with one
 * code would be two children taken for one.
 * @returns false when the code belongs to another case, or the case has another code
 */
export async function reserveCaseCode(sql: Sql, caseId: string, caseCode: string): Promise<boolean> {
  await rows(sql, 'INSERT INTO caseward.case_code (case_code, case_id) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
    caseCode,
    caseId,
  ]);
  // A statement of its own: the insert may have waited for a row that its snapshot cannot see.
  const held = await row(sql, 'SELECT FROM caseward.case_code WHERE case_code = $1 AND case_id = $2', [
    caseCode,
    caseId,
  ]);
  return held !== null;
}
