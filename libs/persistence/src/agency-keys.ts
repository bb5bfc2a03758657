import { createCaseKey, type KeyService } from '@caseward/security';
import { row, rows, type Sql } from './query.js';

/** A kind of key that each agency has one of, in versions: the newest is used, older ones only open. */
export interface AgencyKeyKind {
  readonly table: 'caseward.agency_key' | 'names.index_key';
  /** What its keys are wrapped as, so that none passes for another. */
  readonly about: (agencyId: string, version: number) => string;
}

/** They wrap the keys of the cases. */
export const CASE_WRAPPING: AgencyKeyKind = {
  table: 'caseward.agency_key',
  about: (agencyId, version) => `agency ${agencyId} ${String(version)}`,
};

/** They make the digests by which names are found. */
export const NAME_INDEX: AgencyKeyKind = {
  table: 'names.index_key',
  about: (agencyId, version) => `names ${agencyId} ${String(version)}`,
};

export interface AgencyKey {
  readonly agencyId: string;
  readonly version: number;
  readonly key: Buffer;
}

/**
 * The newest key of an agency, made on first use; of callers at the same moment all get the same one.
 * @throws UnknownKeyError, SealBrokenError when the root key is not the one that wrapped it
 */
export async function agencyKeyOf(
  sql: Sql,
  keys: KeyService,
  kind: AgencyKeyKind,
  agencyId: string,
): Promise<AgencyKey> {
  const known = await newest(sql, keys, kind, agencyId);
  if (known !== null) return known;
  await addAgencyKey(sql, keys, kind, agencyId, 1);
  const made = await newest(sql, keys, kind, agencyId);
  if (made === null) throw new Error('the key of the agency was not stored');
  return made;
}

async function newest(
  sql: Sql,
  keys: KeyService,
  { table, about }: AgencyKeyKind,
  agencyId: string,
): Promise<AgencyKey | null> {
  const found = await row<{ version: number; keyId: string; wrapped: Buffer }>(
    sql,
    `SELECT version, root_key_id AS "keyId", wrapped_key AS wrapped FROM ${table}
      WHERE agency_id = $1 ORDER BY version DESC LIMIT 1`,
    [agencyId],
  );
  if (found === null) return null;
  const { version } = found;
  return { agencyId, version, key: await keys.unwrap(found, about(agencyId, version)) };
}

/** One more version, from now on the one in use. */
export async function addAgencyKey(
  sql: Sql,
  keys: KeyService,
  { table, about }: AgencyKeyKind,
  agencyId: string,
  version: number,
): Promise<void> {
  const { keyId, wrapped } = await keys.wrap(createCaseKey(), about(agencyId, version));
  await rows(
    sql,
    `INSERT INTO ${table} (agency_id, version, root_key_id, wrapped_key) VALUES ($1, $2, $3, $4)
      ON CONFLICT (agency_id, version) DO NOTHING`,
    [agencyId, version, keyId, wrapped],
  );
}

/** One more version for each agency that has one. @returns how many */
export async function renewAgencyKeys(sql: Sql, keys: KeyService, kind: AgencyKeyKind): Promise<number> {
  const found = await rows<{ agencyId: string; version: number }>(
    sql,
    `SELECT agency_id AS "agencyId", max(version) AS version FROM ${kind.table} GROUP BY agency_id`,
  );
  for (const { agencyId, version } of found) await addAgencyKey(sql, keys, kind, agencyId, version + 1);
  return found.length;
}

/** Wraps with the current root key what another one did. @returns how many */
export async function rewrapAgencyKeys(sql: Sql, keys: KeyService, { table, about }: AgencyKeyKind): Promise<number> {
  const found = await rows<{ agencyId: string; version: number; keyId: string; wrapped: Buffer }>(
    sql,
    `SELECT agency_id AS "agencyId", version, root_key_id AS "keyId", wrapped_key AS wrapped
      FROM ${table} WHERE root_key_id <> $1`,
    [await keys.currentRoot()],
  );
  for (const { agencyId, version, ...old } of found) {
    const purpose = about(agencyId, version);
    const { keyId, wrapped } = await keys.wrap(await keys.unwrap(old, purpose), purpose);
    await rows(
      sql,
      `UPDATE ${table} SET root_key_id = $3, wrapped_key = $4
        WHERE agency_id = $1 AND version = $2 AND root_key_id = $5`,
      [agencyId, version, keyId, wrapped, old.keyId],
    );
  }
  return found.length;
}
