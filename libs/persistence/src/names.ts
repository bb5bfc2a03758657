import type { Access } from './access-log.js';
import { canonicalJson, decryptContent, encryptContent, type KeyService, type Sealed } from '@caseward/security';
import { caseKeyOf } from './case-keys.js';
import { row, rows, type Sql } from './query.js';

/** Who a case code stands for: what identifies the child. */
export type NameEntry = Readonly<Record<string, string>>;

/** Who asks, when and why: the log has it before there is an answer. */
export interface NameAccess extends Pick<Access, 'role' | 'accessedAt' | 'reason'> {
  readonly caseId: string;
  readonly personId: string;
}

const placeOf = (caseId: string) => ({ caseId, contentId: caseId, form: 'name_code', version: 1 });

/** IM-2: through a function that logs the look; the table itself is closed to this process. Null: nobody entered a name. */
export async function readName(sql: Sql, keys: KeyService, access: NameAccess): Promise<NameEntry | null> {
  const { caseId, personId, role, accessedAt, reason } = access;
  const found = await row<Sealed>(sql, 'SELECT iv, tag, ciphertext FROM caseward.read_name($1, $2, $3, $4, $5)', [
    ...[caseId, personId, role, accessedAt, reason],
  ]);
  if (found === null) return null;
  const plaintext = decryptContent(await caseKeyOf(sql, keys, caseId), found, placeOf(caseId));
  return JSON.parse(plaintext.toString()) as NameEntry;
}

export async function keepName(
  sql: Sql,
  keys: KeyService,
  { caseId, personId, role, accessedAt }: NameAccess,
  entry: NameEntry,
): Promise<void> {
  const caseKey = await caseKeyOf(sql, keys, caseId, personId);
  const { iv, tag, ciphertext } = encryptContent(caseKey, Buffer.from(canonicalJson(entry)), placeOf(caseId));
  const values = [caseId, personId, role, accessedAt, iv, tag, ciphertext];
  await rows(sql, 'SELECT caseward.keep_name($1, $2, $3, $4, $5, $6, $7)', values);
}
