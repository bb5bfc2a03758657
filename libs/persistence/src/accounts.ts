import type { DataSource, EntityManager } from 'typeorm';
import { guarded } from './errors.js';
import type { Account } from './organisation.js';
import { rows } from './query.js';

const GIVEN = `jsonb_to_recordset($1::jsonb) AS g("personId" text, "displayName" text, role text, "teamId" text,
  "officeId" text, "agencyId" text, active boolean, "supervisorId" text, login text, "passwordHash" text)`;

/** Somebody whose posts were changed by people is left as they left it. */
const KEPT = `EXISTS (SELECT FROM caseward.post k WHERE k.person_id = g."personId"
  AND (k.opened_by <> 'directory' OR k.ended_by <> 'directory'))`;

const ENDED = `
  UPDATE caseward.post p SET ends_at = greatest(p.starts_at, clock_timestamp()), ended_by = 'directory',
      ended_real_at = clock_timestamp(), end_reason = CASE WHEN g.active THEN 'changed' ELSE 'left' END
    FROM ${GIVEN} WHERE p.person_id = g."personId" AND p.ends_at IS NULL AND NOT ${KEPT}
      AND (NOT g.active OR (p.role, p.team_id, p.office_id, p.agency_id)
        IS DISTINCT FROM (g.role, g."teamId", g."officeId", g."agencyId"))`;

const PEOPLE = `
  INSERT INTO caseward.person AS p (person_id, display_name, role, team_id, office_id, agency_id, active)
    SELECT g."personId", g."displayName", g.role, g."teamId", g."officeId", g."agencyId", g.active
    FROM ${GIVEN} WHERE NOT ${KEPT}
    ON CONFLICT (person_id) DO UPDATE SET display_name = excluded.display_name, role = excluded.role,
      team_id = excluded.team_id, office_id = excluded.office_id, agency_id = excluded.agency_id,
      active = excluded.active`;

const OPENED = `
  INSERT INTO caseward.post (post_id, person_id, role, team_id, office_id, agency_id, supervisor_id, starts_at, opened_by)
    SELECT gen_random_uuid(), g."personId", g.role, g."teamId", g."officeId", g."agencyId", g."supervisorId",
      (SELECT max(e.ends_at) FROM caseward.post e WHERE e.person_id = g."personId"), 'directory'
    FROM ${GIVEN} WHERE g.active AND NOT ${KEPT} AND NOT EXISTS (
      SELECT FROM caseward.post n WHERE n.person_id = g."personId" AND n.ends_at IS NULL)`;

const SIGN_IN = `
  INSERT INTO caseward.account AS a (login, person_id, password_hash)
    SELECT g.login, g."personId", g."passwordHash" FROM ${GIVEN}
    ON CONFLICT (login) DO UPDATE SET person_id = excluded.person_id, changed_at = clock_timestamp(),
      password_hash = CASE WHEN a.password_changed_real_at IS NULL OR a.person_id <> excluded.person_id
        THEN excluded.password_hash ELSE a.password_hash END,
      password_changed_real_at = CASE WHEN a.person_id = excluded.person_id THEN a.password_changed_real_at END`;

/**
 * Adds or changes people of a directory together with their posts and accounts; their teams, offices and agencies must
 * exist. A directory that is loaded again takes back nothing that people decided about a post or a password meanwhile.
 */
export async function upsertAccounts(dataSource: DataSource, accounts: readonly Account[]): Promise<void> {
  const all = JSON.stringify(accounts.map((account) => ({ ...account, login: account.login.toLowerCase() })));
  await guarded(() =>
    dataSource.transaction(async (sql: EntityManager) => {
      for (const statement of [ENDED, PEOPLE, OPENED, SIGN_IN]) await rows(sql, statement, [all]);
    }),
  );
}
