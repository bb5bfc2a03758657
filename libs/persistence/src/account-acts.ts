import type { AccountAct, Instant } from '@caseward/domain';
import type { DataSource, EntityManager } from 'typeorm';
import { ConflictError, guarded } from './errors.js';
import { row, rows, type Sql } from './query.js';
import { endAllSessions } from './sessions.js';

export type CodePurpose = 'password' | 'factor';

export interface AccountActRow extends AccountAct {
  readonly actId: string;
  readonly reason: string;
}

/** What is known of an account before somebody acts on it. */
export interface AccountPast {
  readonly acts: readonly AccountActRow[];
  /** When the newest second factor was confirmed. */
  readonly factorSince: Instant | null;
}

export interface ActWork {
  readonly act: AccountActRow;
  /** Refuses by throwing; under a lock, so that two acts at once know of each other. */
  readonly judge: (past: AccountPast) => void;
  readonly code?: { readonly purpose: CodePurpose; readonly hash: Buffer; readonly endsAt: Instant };
  readonly idleSeconds: number;
}

const ACT = `act_id AS "actId", kind, person_id AS "personId", acted_by AS "actedBy", reason, acted_real_at AS "actedAt"
  FROM caseward.account_act`;

export async function accountPast(sql: Sql, personId: string): Promise<AccountPast> {
  const acts = await rows<AccountActRow>(sql, `SELECT ${ACT} WHERE person_id = $1 ORDER BY acted_real_at, act_id`, [
    personId,
  ]);
  const factor = await row<{ since: Instant | null }>(
    sql,
    `SELECT max(confirmed_real_at) AS since FROM caseward.second_factor WHERE person_id = $1`,
    [personId],
  );
  return { acts, factorSince: factor?.since ?? null };
}

/**
 * @returns how many sessions ended, or null when this act was done before
 * @throws ConflictError when its key was used for another act
 */
export async function actOnAccount(dataSource: DataSource, work: ActWork): Promise<number | null> {
  const { act, judge, code } = work;
  return guarded(() =>
    dataSource.transaction(async (sql: EntityManager) => {
      await rows(sql, 'SELECT FROM caseward.person WHERE person_id = $1 FOR UPDATE', [act.personId]);
      const known = await row<AccountActRow>(sql, `SELECT ${ACT} WHERE act_id = $1`, [act.actId]);
      if (known !== null) return sameAct(known, act);
      judge(await accountPast(sql, act.personId));
      await insertAct(sql, act);
      if (code !== undefined) await insertCode(sql, act, code);
      if (act.kind === 'password_code') return 0;
      if (act.kind === 'factors_removed') {
        await rows(sql, 'DELETE FROM caseward.second_factor WHERE person_id = $1', [act.personId]);
        await rows(sql, 'UPDATE caseward.account SET awaits_factor = true WHERE person_id = $1', [act.personId]);
      }
      const reason = act.kind === 'factors_removed' ? 'factors_removed' : 'by_administrator';
      const look = { realAt: act.actedAt, idleSeconds: work.idleSeconds };
      return endAllSessions(sql, { personId: act.personId, except: null }, reason, look);
    }),
  );
}

function sameAct(known: AccountActRow, act: AccountActRow): null {
  const isSame = known.kind === act.kind && known.personId === act.personId && known.actedBy === act.actedBy;
  if (isSame) return null;
  throw new ConflictError('this key belongs to another act');
}

async function insertAct(sql: Sql, { actId, kind, personId, actedBy, reason, actedAt }: AccountActRow): Promise<void> {
  await rows(sql, 'INSERT INTO caseward.account_act VALUES ($1, $2, $3, $4, $5, $6)', [
    ...[actId, kind, personId, actedBy, reason, actedAt],
  ]);
}

/** The one before it is worth nothing any more. */
async function insertCode(sql: Sql, act: AccountActRow, code: NonNullable<ActWork['code']>): Promise<void> {
  const { personId, actId } = act;
  await rows(sql, 'DELETE FROM caseward.personal_code WHERE person_id = $1 AND purpose = $2', [
    ...[personId, code.purpose],
  ]);
  await rows(sql, 'INSERT INTO caseward.personal_code VALUES ($1, $2, $3, $4, $5)', [
    ...[personId, code.purpose, actId, code.hash, code.endsAt],
  ]);
}

/** The removal of the second factors of a person who has not registered another one since. */
export async function awaitedFactor(sql: Sql, personId: string): Promise<AccountActRow | null> {
  return row<AccountActRow>(
    sql,
    `SELECT ${ACT} WHERE person_id = $1 AND kind = 'factors_removed'
        AND EXISTS (SELECT FROM caseward.account a WHERE a.person_id = $1 AND a.awaits_factor)
      ORDER BY acted_real_at DESC LIMIT 1`,
    [personId],
  );
}

/** A second factor was registered. */
export async function awaitFactorNoMore(sql: Sql, personId: string): Promise<void> {
  await rows(sql, 'UPDATE caseward.account SET awaits_factor = false WHERE person_id = $1', [personId]);
}

/** Whether this code is open now for this person. */
export async function hasCode(
  sql: Sql,
  personId: string,
  purpose: CodePurpose,
  hash: Buffer,
  realAt: Instant,
): Promise<boolean> {
  const found = await row(
    sql,
    `SELECT FROM caseward.personal_code
      WHERE person_id = $1 AND purpose = $2 AND code_hash = $3 AND ends_real_at > $4`,
    [personId, purpose, hash, realAt],
  );
  return found !== null;
}

/** Uses it up. @returns whether it was open */
export async function takeCode(
  sql: Sql,
  personId: string,
  purpose: CodePurpose,
  hash: Buffer,
  realAt: Instant,
): Promise<boolean> {
  const taken = await row(
    sql,
    `WITH taken AS (DELETE FROM caseward.personal_code
        WHERE person_id = $1 AND purpose = $2 AND code_hash = $3 AND ends_real_at > $4 RETURNING 1) SELECT FROM taken`,
    [personId, purpose, hash, realAt],
  );
  return taken !== null;
}

export async function pruneCodes(sql: Sql, realAt: Instant): Promise<void> {
  await rows(sql, 'DELETE FROM caseward.personal_code WHERE ends_real_at <= $1', [realAt]);
}
