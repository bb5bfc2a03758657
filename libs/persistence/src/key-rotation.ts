import { nameTokens, type KeyService, type Sealed } from '@caseward/security';
import { agencyKeyOf, NAME_INDEX } from './agency-keys.js';
import { caseKeyOf } from './case-keys.js';
import { indexed, openedName } from './names.js';
import { rows, row, type Sql } from './query.js';

interface ListedName extends Sealed {
  readonly caseId: string;
  readonly agencyId: string;
}

/**
 * Writes anew what finds a name, where another key made it or another agency carries the case now.
 * @param after the case that came last
 * @returns the last case and how many were written; null when there are no more
 */
export async function reindexNames(
  owner: Sql,
  keys: KeyService,
  after: string | null,
  limit: number,
): Promise<{ readonly last: string; readonly written: number } | null> {
  const found = await rows<ListedName>(
    owner,
    `SELECT n.case_id AS "caseId", n.iv, n.tag, n.ciphertext, s.agency_id AS "agencyId"
      FROM names.name_code n JOIN caseward.case_summary s USING (case_id)
      WHERE s.agency_id IS NOT NULL AND ($1::uuid IS NULL OR n.case_id > $1::uuid) AND NOT EXISTS (
        SELECT FROM names.name_token t WHERE t.case_id = n.case_id AND t.agency_id = s.agency_id
          AND t.key_version = (SELECT max(k.version) FROM names.index_key k WHERE k.agency_id = s.agency_id))
      ORDER BY n.case_id LIMIT $2`,
    [after, limit],
  );
  for (const { caseId, agencyId, ...sealed } of found) {
    const entry = openedName(await caseKeyOf(owner, keys, caseId), sealed, caseId);
    const index = await agencyKeyOf(owner, keys, NAME_INDEX, agencyId);
    const { whole, parts } = nameTokens(index.key, indexed(entry));
    await rows(owner, 'SELECT names.put_tokens($1, $2, $3, $4, $5)', [caseId, agencyId, index.version, whole, parts]);
  }
  const last = found.at(-1)?.caseId;
  return last === undefined ? null : { last, written: found.length };
}

/** What of the current keys is not the only one in use: rows that an older one still wraps. */
export async function keysInUse(
  owner: Sql,
): Promise<{ readonly roots: readonly string[]; readonly trees: readonly string[] }> {
  const found = await row<{ roots: string[]; trees: string[] }>(
    owner,
    `SELECT array(SELECT root_key_id FROM caseward.agency_key UNION SELECT root_key_id FROM names.index_key
        UNION SELECT root_key_id FROM caseward.case_key WHERE root_key_id IS NOT NULL
        UNION SELECT key_id FROM caseward.second_factor) AS roots,
      array(SELECT DISTINCT secret_tree FROM caseward.case_key WHERE secret_tree IS NOT NULL) AS trees`,
  );
  return found ?? { roots: [], trees: [] };
}
