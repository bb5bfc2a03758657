import type { Instant } from '@caseward/domain';
import { contentDigest } from '@caseward/security';
import { ConflictError } from './errors.js';
import { row, rows, type Sql } from './query.js';

/** A version of a form, complete in itself. What its definition says is not this package's business. */
export interface FormVersion {
  readonly form: string;
  readonly version: number;
  readonly context: string;
  readonly definition: unknown;
}

export interface StoredFormVersion extends FormVersion {
  readonly digest: string;
  readonly publishedAt: Instant;
}

/**
 * Keeps form versions for ever; what is there already stays as it is.
 * @throws ConflictError when a version was published before with another definition: answers refer to it by number
 */
export async function publishForms(sql: Sql, forms: readonly FormVersion[], publishedAt: Instant): Promise<void> {
  const given = forms.map((form) => ({ ...form, digest: contentDigest(form.definition) }));
  await rows(
    sql,
    `INSERT INTO caseward.form_version (form, version, context, definition, digest, published_at)
      SELECT g.form, g.version, g.context, g.definition, g.digest, $2::timestamptz
      FROM jsonb_to_recordset($1::jsonb) AS g(form text, version integer, context text, definition jsonb, digest text)
      ON CONFLICT (form, version) DO NOTHING`,
    [JSON.stringify(given), publishedAt],
  );
  const other = await row<{ form: string; version: number }>(
    sql,
    `SELECT g.form, g.version FROM jsonb_to_recordset($1::jsonb) AS g(form text, version integer, digest text)
      JOIN caseward.form_version v ON v.form = g.form AND v.version = g.version AND v.digest <> g.digest LIMIT 1`,
    [JSON.stringify(given.map(({ form, version, digest }) => ({ form, version, digest })))],
  );
  if (other === null) return;
  const name = `${other.form}.v${String(other.version)}`;
  throw new ConflictError(`${name} was published before with another definition: give the change a new version`);
}

/** Every version that was ever published, oldest version first. */
export async function formVersions(sql: Sql): Promise<StoredFormVersion[]> {
  return rows(
    sql,
    `SELECT form, version, context, definition, digest, published_at AS "publishedAt"
      FROM caseward.form_version ORDER BY form, version`,
  );
}
