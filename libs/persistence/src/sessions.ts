import type { Instant } from '@caseward/domain';
import type { EntityManager } from 'typeorm';
import { personColumns, type Person } from './organisation.js';
import { row, rows, type Sql } from './query.js';

export type SessionKind = 'browser' | 'token';
/** Over because nobody asked for anything, because its time was up, or because somebody ended it. */
export type SessionState = 'open' | 'idle' | 'expired' | 'ended';
export type SessionEnd = 'signed_out' | 'revoked' | 'replaced' | AllSessionsEnd;
/** Why every session of a person ended, but perhaps one. */
export type AllSessionsEnd = 'all_others' | 'password_changed' | 'by_administrator' | 'factors_removed';

/** Moments at which a session is looked at: what the deployment's clock says, and real time. */
export interface Look {
  readonly at: Instant;
  readonly realAt: Instant;
}

/** A session with the person behind it, as both are now. */
export interface SignedIn extends Person {
  readonly sessionId: string;
  readonly kind: SessionKind;
  readonly state: SessionState;
  readonly startedAt: Instant;
  readonly endsAt: Instant;
  readonly seenAt: Instant;
  readonly steppedUpAt: Instant | null;
}

export interface NewSession {
  readonly personId: string;
  readonly kind: SessionKind;
  readonly handle: Buffer;
  readonly signIn?: Buffer;
  readonly device: string;
  readonly realAt: Instant;
  /** When the person signed in, as the provider says it. */
  readonly signedInAt: Instant;
  readonly endsAt: Instant;
  readonly steppedUpAt?: Instant;
}

/** @param real parameter with the real time @param idle parameter with the seconds after which a session is idle */
const state = (real: string, idle: string) => `CASE WHEN s.ended_real_at IS NOT NULL THEN 'ended'
  WHEN s.ends_real_at <= ${real}::timestamptz THEN 'expired'
  WHEN s.seen_real_at <= ${real}::timestamptz - make_interval(secs => ${idle}) THEN 'idle' ELSE 'open' END`;

/** The session with this handle; null when there never was one. @param idleSeconds after which nobody is there any more */
export async function findSession(
  sql: Sql,
  handle: Buffer,
  { at, realAt }: Look,
  idleSeconds: number,
): Promise<SignedIn | null> {
  return row<SignedIn>(
    sql,
    `SELECT s.session_id AS "sessionId", s.kind, ${state('$3', '$4')} AS state, s.started_real_at AS "startedAt",
        s.ends_real_at AS "endsAt", s.seen_real_at AS "seenAt", s.stepped_up_real_at AS "steppedUpAt", ${personColumns('$2')}
      FROM caseward.session s JOIN caseward.person p USING (person_id) WHERE s.handle = $1`,
    [handle, at, realAt, idleSeconds],
  );
}

/**
 * @returns whether it is new: a handle and a sign-in begin one session only, and none that was before all were ended.
 * The lock keeps it apart from such an end that is just being written.
 */
export async function beginSession(sql: Sql, session: NewSession): Promise<boolean> {
  const { personId, kind, handle, signIn = null, device, realAt, endsAt, steppedUpAt = null, signedInAt } = session;
  const begun = await rows(
    sql,
    `INSERT INTO caseward.session (person_id, kind, handle, sign_in, device, started_real_at, seen_real_at, ends_real_at,
        stepped_up_real_at)
      SELECT p.person_id, $2, $3, $4, $5, $6::timestamptz, $6::timestamptz, $7::timestamptz, $8::timestamptz
        FROM caseward.person p WHERE p.person_id = $1 AND coalesce(p.signed_out_real_at <= $9, true) FOR SHARE
      ON CONFLICT DO NOTHING RETURNING 1`,
    [personId, kind, handle, signIn, device, realAt, endsAt, steppedUpAt, signedInAt],
  );
  return begun.length === 1;
}

/** A request came. */
export async function sawSession(sql: Sql, sessionId: string, realAt: Instant): Promise<void> {
  await rows(sql, 'UPDATE caseward.session SET seen_real_at = $2 WHERE session_id = $1 AND seen_real_at < $2', [
    sessionId,
    realAt,
  ]);
}

/** A second factor was shown in it. */
export async function stepUpSession(sql: Sql, sessionId: string, realAt: Instant): Promise<void> {
  await rows(
    sql,
    `UPDATE caseward.session SET stepped_up_real_at = $2, challenge = NULL, challenge_real_at = NULL
      WHERE session_id = $1 AND ended_real_at IS NULL`,
    [sessionId, realAt],
  );
}

/** What a passkey is asked to sign. */
export async function challengeSession(sql: Sql, sessionId: string, challenge: string, realAt: Instant): Promise<void> {
  await rows(sql, 'UPDATE caseward.session SET challenge = $2, challenge_real_at = $3 WHERE session_id = $1', [
    ...[sessionId, challenge, realAt],
  ]);
}

/** The challenge of a session, which is gone with this; null when there is none so young. */
export async function takeChallenge(
  sql: Sql,
  sessionId: string,
  realAt: Instant,
  lifeSeconds: number,
): Promise<string | null> {
  const taken = await row<{ challenge: string; isYoung: boolean }>(
    sql,
    `WITH was AS (SELECT session_id, challenge, challenge_real_at FROM caseward.session
        WHERE session_id = $1 AND challenge IS NOT NULL FOR UPDATE),
      gone AS (UPDATE caseward.session s SET challenge = NULL, challenge_real_at = NULL FROM was
        WHERE s.session_id = was.session_id)
      SELECT challenge, challenge_real_at > $2::timestamptz - make_interval(secs => $3) AS "isYoung" FROM was`,
    [sessionId, realAt, lifeSeconds],
  );
  return taken?.isYoung === true ? taken.challenge : null;
}

export interface OpenSession {
  readonly sessionId: string;
  readonly kind: SessionKind;
  readonly device: string;
  readonly startedAt: Instant;
  readonly seenAt: Instant;
  readonly endsAt: Instant;
}

/** Open sessions of a person, the newest first. */
export async function sessionsOf(
  sql: Sql,
  personId: string,
  realAt: Instant,
  idleSeconds: number,
): Promise<OpenSession[]> {
  return rows<OpenSession>(
    sql,
    `SELECT s.session_id AS "sessionId", s.kind, s.device, s.started_real_at AS "startedAt",
        s.seen_real_at AS "seenAt", s.ends_real_at AS "endsAt"
      FROM caseward.session s WHERE s.person_id = $1 AND ${state('$2', '$3')} = 'open'
      ORDER BY s.started_real_at DESC, s.session_id`,
    [personId, realAt, idleSeconds],
  );
}

/** @returns whether this person had such a session that was not ended yet */
export async function endSession(
  sql: Sql,
  { sessionId, personId }: { readonly sessionId: string; readonly personId: string },
  reason: SessionEnd,
  realAt: Instant,
): Promise<boolean> {
  const ended = await rows(
    sql,
    `WITH done AS (UPDATE caseward.session SET ended_real_at = $4, end_reason = $3
        WHERE session_id = $1 AND person_id = $2 AND ended_real_at IS NULL RETURNING 1) SELECT FROM done`,
    [sessionId, personId, reason, realAt],
  );
  return ended.length === 1;
}

/**
 * Ends every session of a person but one, and sees to it that none begins with a sign-in of before: a code or a token that
 * nobody used yet. To be called in a transaction. @returns how many were open
 */
export async function endAllSessions(
  sql: EntityManager,
  { personId, except }: { readonly personId: string; readonly except: string | null },
  reason: AllSessionsEnd,
  look: Pick<Look, 'realAt'> & { readonly idleSeconds: number },
): Promise<number> {
  const { realAt, idleSeconds } = look;
  await rows(sql, 'UPDATE caseward.person SET signed_out_real_at = $2 WHERE person_id = $1', [personId, realAt]);
  const ended = await rows<{ state: SessionState }>(
    sql,
    `WITH done AS (UPDATE caseward.session s SET ended_real_at = $2, end_reason = $3
        WHERE person_id = $1 AND ended_real_at IS NULL AND session_id IS DISTINCT FROM $4::uuid RETURNING s.*)
      SELECT CASE WHEN ends_real_at > $2 AND seen_real_at > $2::timestamptz - make_interval(secs => $5)
        THEN 'open' ELSE 'idle' END AS state FROM done`,
    [personId, realAt, reason, except, idleSeconds],
  );
  return ended.filter(({ state: was }) => was === 'open').length;
}

/** Of these sessions the ones that are open while their person is still who they were: same role, same place, in post. */
export async function standingSessions(
  sql: Sql,
  sessionIds: readonly string[],
  { at, realAt }: Look,
  idleSeconds: number,
): Promise<SignedIn[]> {
  return rows<SignedIn>(
    sql,
    `SELECT s.session_id AS "sessionId", s.kind, 'open' AS state, s.started_real_at AS "startedAt",
        s.ends_real_at AS "endsAt", s.seen_real_at AS "seenAt", s.stepped_up_real_at AS "steppedUpAt", ${personColumns('$2')}
      FROM caseward.session s JOIN caseward.person p USING (person_id)
      WHERE s.session_id = ANY ($1::uuid[]) AND ${state('$3', '$4')} = 'open'`,
    [sessionIds, at, realAt, idleSeconds],
  );
}

/** Sessions that have been over for a day are forgotten: a token that outlives them would begin another. */
export async function pruneSessions(sql: Sql, realAt: Instant): Promise<void> {
  await rows(sql, `DELETE FROM caseward.session WHERE ends_real_at < $1::timestamptz - interval '1 day'`, [realAt]);
}
