import type { Instant } from '@caseward/domain';
import { sha256, type SignInKeys } from '@caseward/security';
import { row, rows, type Sql } from './query.js';

/** One thing that the embedded provider remembers: a session, a code, a grant. */
export interface ProviderThing {
  readonly kind: string;
  readonly id: string;
  readonly payload: object;
  readonly grantId: string | undefined;
  readonly uid: string | undefined;
  readonly endsAt: Instant | null;
}

export interface FoundThing {
  readonly payload: object;
  readonly usedAt: Instant | null;
}

const handleOf = (id: string): Buffer => sha256(id);

interface StateRow {
  readonly handle: Buffer;
  readonly sealed: Buffer;
  readonly usedAt: Instant | null;
}

const STATE = 'handle, sealed, used_real_at AS "usedAt" FROM caseward.provider_state';
const ALIVE = '(ends_real_at IS NULL OR ends_real_at > $3::timestamptz)';

export async function keepThing(sql: Sql, keys: SignInKeys, thing: ProviderThing): Promise<void> {
  const { kind, id, payload, grantId, uid, endsAt } = thing;
  const handle = handleOf(id);
  const sealed = keys.seal(Buffer.from(JSON.stringify(payload)), [kind, handle.toString('hex')]);
  await rows(
    sql,
    `INSERT INTO caseward.provider_state (kind, handle, sealed, grant_handle, uid_handle, ends_real_at)
      VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (kind, handle) DO UPDATE SET sealed = excluded.sealed,
        grant_handle = excluded.grant_handle, uid_handle = excluded.uid_handle, ends_real_at = excluded.ends_real_at`,
    [
      ...[kind, handle, sealed, grantId === undefined ? null : handleOf(grantId)],
      ...[uid === undefined ? null : handleOf(uid), endsAt],
    ],
  );
}

/** @param by its own id, or its second one */
export async function findThing(
  sql: Sql,
  keys: SignInKeys,
  kind: string,
  by: { readonly id: string } | { readonly uid: string },
  realAt: Instant,
): Promise<FoundThing | null> {
  const [column, value] = 'id' in by ? ['handle', by.id] : ['uid_handle', by.uid];
  const found = await row<StateRow>(sql, `SELECT ${STATE} WHERE kind = $1 AND ${column} = $2 AND ${ALIVE}`, [
    ...[kind, handleOf(value), realAt],
  ]);
  if (found === null) return null;
  const text = keys.open(found.sealed, [kind, found.handle.toString('hex')]).toString();
  return { payload: JSON.parse(text) as object, usedAt: found.usedAt };
}

/** @returns whether nobody used it up before */
export async function useThing(sql: Sql, kind: string, id: string, realAt: Instant): Promise<boolean> {
  const used = await row(
    sql,
    `WITH used AS (UPDATE caseward.provider_state SET used_real_at = $3
        WHERE kind = $1 AND handle = $2 AND used_real_at IS NULL RETURNING 1) SELECT FROM used`,
    [kind, handleOf(id), realAt],
  );
  return used !== null;
}

export async function removeThing(sql: Sql, kind: string, id: string): Promise<void> {
  await rows(sql, 'DELETE FROM caseward.provider_state WHERE kind = $1 AND handle = $2', [kind, handleOf(id)]);
}

/** Everything of one kind that belongs to a grant. */
export async function removeThingsOfGrant(sql: Sql, kind: string, grantId: string): Promise<void> {
  await rows(sql, 'DELETE FROM caseward.provider_state WHERE kind = $1 AND grant_handle = $2', [
    kind,
    handleOf(grantId),
  ]);
}

export async function pruneThings(sql: Sql, realAt: Instant): Promise<void> {
  await rows(sql, 'DELETE FROM caseward.provider_state WHERE ends_real_at < $1', [realAt]);
}
