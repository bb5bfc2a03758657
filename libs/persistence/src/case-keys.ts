import { createCaseKey, keyFrom, packed, seal, unpacked, unseal, type KeyService } from '@caseward/security';
import { agencyKeyOf, CASE_WRAPPING, type AgencyKey } from './agency-keys.js';
import { row, rows, type Sql } from './query.js';

/** Whose key wraps that of a case which no agency carries. */
const NO_AGENCY = 'deployment';

/** What a case's key is wrapped with besides the key of the agency; destroyed when the key ends. */
export const keyLabel = (caseId: string, generation: number): string => `keys/${caseId}/${String(generation)}`;

interface KeyRow {
  readonly caseId: string;
  readonly generation: number;
  readonly wrapped: Buffer;
  /** Null in all of these: wrapped by a root key alone, as before agencies had keys. */
  readonly agencyId: string | null;
  readonly version: number | null;
  readonly tree: string | null;
  readonly rootId: string | null;
  readonly agencyRootId: string | null;
  readonly agencyWrapped: Buffer | null;
}

const KEYS = `
  SELECT k.case_id AS "caseId", k.generation, k.wrapped_key AS wrapped, k.agency_id AS "agencyId",
    k.agency_key_version AS version, k.secret_tree AS tree, k.root_key_id AS "rootId",
    a.root_key_id AS "agencyRootId", a.wrapped_key AS "agencyWrapped"
  FROM caseward.case_key k LEFT JOIN caseward.agency_key a ON a.agency_id = k.agency_id AND a.version = k.agency_key_version`;

/**
 * The data key of a case, created on first use; of callers at the same moment all get the same one.
 * @param personId whose agency carries a case that the record does not know yet
 * @throws UnknownKeyError, SealBrokenError when the root key is not the one that wrapped it
 * @throws SecretGoneError when the case was erased, in this database or before it was restored
 */
export async function caseKeyOf(sql: Sql, keys: KeyService, caseId: string, personId?: string): Promise<Buffer> {
  const existing = await storedCaseKey(sql, keys, caseId);
  if (existing !== null) return existing;
  const place = await row<{ agencyId: string; generation: number }>(
    sql,
    `SELECT coalesce((SELECT s.agency_id FROM caseward.case_summary s WHERE s.case_id = $1),
        (SELECT f.agency_id FROM caseward.duty_file f WHERE f.case_id = $1),
        (SELECT p.agency_id FROM caseward.person p WHERE p.person_id = $2), $3) AS "agencyId",
      (SELECT count(*) FROM caseward.case_key_end e WHERE e.case_id = $1)::integer AS generation`,
    [caseId, personId ?? null, NO_AGENCY],
  );
  const { agencyId, generation } = place ?? { agencyId: NO_AGENCY, generation: 0 };
  const wrapped = await wrappedFor(
    await agencyKeyOf(sql, keys, CASE_WRAPPING, agencyId),
    keys,
    { caseId, generation },
    createCaseKey(),
  );
  await rows(
    sql,
    `INSERT INTO caseward.case_key (case_id, generation, agency_id, agency_key_version, secret_tree, wrapped_key)
      VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (case_id) DO NOTHING`,
    [caseId, generation, wrapped.agencyId, wrapped.version, wrapped.tree, wrapped.bytes],
  );
  const created = await storedCaseKey(sql, keys, caseId);
  if (created === null) throw new Error('the key of the case was not stored');
  return created;
}

async function storedCaseKey(sql: Sql, keys: KeyService, caseId: string): Promise<Buffer | null> {
  const found = await row<KeyRow>(sql, `${KEYS} WHERE k.case_id = $1`, [caseId]);
  return found === null ? null : unwrapped(keys, found);
}

async function unwrapped(keys: KeyService, found: KeyRow): Promise<Buffer> {
  const { caseId, generation, wrapped, agencyId, version, tree } = found;
  if (agencyId === null || version === null || tree === null) {
    return keys.unwrap({ keyId: found.rootId ?? '', wrapped }, caseId);
  }
  const agency = await agencyKeyIn(keys, { ...found, agencyId, version });
  const secret = await keys.secrets.secret(keyLabel(caseId, generation), tree);
  return unseal(wrapping(agency, secret), unpacked(wrapped), { caseId, generation, agencyId, version, tree });
}

function agencyKeyIn(
  keys: KeyService,
  { agencyId, version, agencyRootId, agencyWrapped }: KeyRow & { readonly agencyId: string; readonly version: number },
): Promise<Buffer> {
  const wrapped = { keyId: agencyRootId ?? '', wrapped: agencyWrapped ?? Buffer.alloc(0) };
  return keys.unwrap(wrapped, CASE_WRAPPING.about(agencyId, version));
}

const wrapping = (agency: Buffer, secret: Buffer): Buffer => keyFrom(secret, 'caseward/case-key', agency);

async function wrappedFor(
  { agencyId, version, key }: AgencyKey,
  keys: KeyService,
  { caseId, generation }: { readonly caseId: string; readonly generation: number },
  caseKey: Buffer,
): Promise<{ agencyId: string; version: number; tree: string; bytes: Buffer }> {
  const tree = await keys.secrets.currentTree();
  const secret = await keys.secrets.secret(keyLabel(caseId, generation), tree);
  const sealed = seal(wrapping(key, secret), caseKey, { caseId, generation, agencyId, version, tree });
  return { agencyId, version, tree, bytes: packed(sealed) };
}

/** Where the keys of the cases stand: those that something older than the newest keys wraps, or another agency's key. */
const STALE = `
  FROM caseward.case_key k
    LEFT JOIN caseward.case_summary s USING (case_id)
    LEFT JOIN LATERAL (SELECT max(n.version) AS version FROM caseward.agency_key n WHERE n.agency_id = k.agency_id) newest ON true
  WHERE k.agency_id IS NULL OR k.agency_key_version < newest.version OR k.secret_tree <> $1
    OR (s.agency_id IS NOT NULL AND s.agency_id <> k.agency_id)`;

export async function countStaleKeys(sql: Sql, keys: KeyService): Promise<number> {
  const tree = await keys.secrets.currentTree();
  return (await row<{ count: number }>(sql, `SELECT count(*)::integer AS count ${STALE}`, [tree]))?.count ?? 0;
}

/**
 * Wraps the keys of some cases anew, with the newest keys and with that of the agency that carries the case now. Nobody
 * has to wait: a reader finds the old wrapping or the new one, and both open.
 * @returns how many were wrapped
 */
export async function rewrapCaseKeys(sql: Sql, keys: KeyService, limit: number): Promise<number> {
  const tree = await keys.secrets.currentTree();
  const found = await rows<KeyRow & { readonly carrier: string }>(
    sql,
    `WITH stale AS (SELECT k.case_id, coalesce(s.agency_id, k.agency_id, $3) AS carrier ${STALE} LIMIT $2)
      SELECT keys.*, stale.carrier FROM stale JOIN (${KEYS}) keys ON keys."caseId" = stale.case_id`,
    [tree, limit, NO_AGENCY],
  );
  for (const each of found) {
    const agency = await agencyKeyOf(sql, keys, CASE_WRAPPING, each.carrier);
    const {
      agencyId,
      version,
      tree: current,
      bytes,
    } = await wrappedFor(agency, keys, each, await unwrapped(keys, each));
    await rows(
      sql,
      `UPDATE caseward.case_key SET root_key_id = NULL, agency_id = $3, agency_key_version = $4, secret_tree = $5,
        wrapped_key = $6 WHERE case_id = $1 AND generation = $2 AND wrapped_key = $7`,
      [each.caseId, each.generation, agencyId, version, current, bytes, each.wrapped],
    );
  }
  return found.length;
}
