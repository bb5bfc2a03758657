import type { Instant } from '@caseward/domain';
import type { DataSource, EntityManager } from 'typeorm';
import { takeCode } from './account-acts.js';
import { guarded } from './errors.js';
import { row, rows, type Sql } from './query.js';
import { endAllSessions } from './sessions.js';

export interface PasswordChange {
  readonly personId: string;
  /** What it was when the person showed that they know it; somebody may have changed it since. */
  readonly oldHash: string;
  /** PHC notation. */
  readonly newHash: string;
  /** Digest of the code with which it is replaced; used up with it. */
  readonly codeHash?: Buffer;
  /** The session in which it was changed, which goes on. */
  readonly sessionId: string | null;
  readonly realAt: Instant;
  readonly idleSeconds: number;
}

/**
 * Whoever knew the old password is out with it.
 * @returns how many sessions ended; null when it was changed meanwhile, or the code is not open any more
 */
export async function changePassword(dataSource: DataSource, change: PasswordChange): Promise<number | null> {
  const { personId, oldHash, newHash, sessionId, codeHash, ...look } = change;
  return guarded(() =>
    dataSource.transaction(async (sql: EntityManager) => {
      if (codeHash !== undefined && !(await takeCode(sql, personId, 'password', codeHash, look.realAt))) return null;
      const changed = await row(
        sql,
        `WITH done AS (UPDATE caseward.account SET password_hash = $3, changed_at = $4, password_changed_real_at = $4
            WHERE person_id = $1 AND password_hash = $2 RETURNING 1) SELECT FROM done`,
        [personId, oldHash, newHash, look.realAt],
      );
      if (changed === null) return null;
      // A code for a new password is for the password of before.
      await rows(sql, `DELETE FROM caseward.personal_code WHERE person_id = $1 AND purpose = 'password'`, [personId]);
      return endAllSessions(sql, { personId, except: sessionId }, 'password_changed', look);
    }),
  );
}

/** What is known of a person that no password of theirs may be made of, and the password that is there. */
export interface OwnAccount {
  readonly passwordHash: string;
  readonly words: readonly string[];
}

export async function ownAccount(sql: Sql, personId: string): Promise<OwnAccount | null> {
  return row<OwnAccount>(
    sql,
    `SELECT a.password_hash AS "passwordHash",
        array_remove(ARRAY[a.login, p.display_name, g.name, o.name, t.name], NULL) AS words
      FROM caseward.account a JOIN caseward.person p USING (person_id) LEFT JOIN caseward.agency g USING (agency_id)
        LEFT JOIN caseward.office o USING (office_id) LEFT JOIN caseward.team t USING (team_id)
      WHERE a.person_id = $1`,
    [personId],
  );
}
