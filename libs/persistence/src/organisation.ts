import type { Actor, Role } from '@caseward/domain';
import type { DataSource } from 'typeorm';
import { guarded } from './errors.js';
import { row, rows, type Sql } from './query.js';

export interface Person {
  readonly personId: string;
  readonly displayName: string;
  readonly role: Role;
  readonly teamId: string | null;
  readonly officeId: string | null;
  readonly agencyId: string | null;
  /** False once the person has left. */
  readonly active: boolean;
}

export interface Account extends Person {
  readonly login: string;
  /** PHC notation. */
  readonly passwordHash: string;
}

export interface Organisation {
  readonly agencies: readonly { readonly agencyId: string; readonly name: string }[];
  readonly offices: readonly { readonly officeId: string; readonly agencyId: string; readonly name: string }[];
  readonly teams: readonly { readonly teamId: string; readonly officeId: string; readonly name: string }[];
}

const PERSON = `p.person_id AS "personId", p.display_name AS "displayName", p.role, p.team_id AS "teamId",
  p.office_id AS "officeId", p.agency_id AS "agencyId", p.active`;

/** The account behind a login, whatever its letter case; inactive ones too; null when there is none. */
export async function findAccount(sql: Sql, login: string): Promise<Account | null> {
  return row<Account>(
    sql,
    `SELECT a.login, a.password_hash AS "passwordHash", ${PERSON}
      FROM caseward.account a JOIN caseward.person p USING (person_id) WHERE a.login = lower($1)`,
    [login],
  );
}

export async function findPerson(sql: Sql, personId: string): Promise<Person | null> {
  return row<Person>(sql, `SELECT ${PERSON} FROM caseward.person p WHERE p.person_id = $1`, [personId]);
}

/** Where a team belongs; null when there is none. */
export async function findTeam(
  sql: Sql,
  teamId: string,
): Promise<{ readonly teamId: string; readonly officeId: string; readonly agencyId: string } | null> {
  return row(
    sql,
    `SELECT t.team_id AS "teamId", o.office_id AS "officeId", o.agency_id AS "agencyId"
      FROM caseward.team t JOIN caseward.office o USING (office_id) WHERE t.team_id = $1`,
    [teamId],
  );
}

/** Active staff of an agency, or of one team of it, by name. */
export async function staffOf(sql: Sql, agencyId: string, teamId?: string): Promise<Person[]> {
  return rows<Person>(
    sql,
    `SELECT ${PERSON} FROM caseward.person p
      WHERE p.agency_id = $1 AND p.active AND ($2::text IS NULL OR p.team_id = $2) ORDER BY p.display_name, p.person_id`,
    [agencyId, teamId ?? null],
  );
}

export function actorOf(person: Person): Actor {
  return {
    personId: person.personId,
    role: person.role,
    ...(person.teamId === null ? {} : { teamId: person.teamId }),
    ...(person.officeId === null ? {} : { officeId: person.officeId }),
    ...(person.agencyId === null ? {} : { agencyId: person.agencyId }),
  };
}

/** Adds or renames agencies, offices and teams; removes none. */
export async function upsertOrganisation(dataSource: DataSource, organisation: Organisation): Promise<void> {
  await guarded(() =>
    dataSource.transaction(async (sql) => {
      await rows(
        sql,
        `INSERT INTO caseward.agency SELECT a."agencyId", a.name
          FROM jsonb_to_recordset($1::jsonb) AS a("agencyId" text, name text)
          ON CONFLICT (agency_id) DO UPDATE SET name = excluded.name`,
        [JSON.stringify(organisation.agencies)],
      );
      await rows(
        sql,
        `INSERT INTO caseward.office SELECT o."officeId", o."agencyId", o.name
          FROM jsonb_to_recordset($1::jsonb) AS o("officeId" text, "agencyId" text, name text)
          ON CONFLICT (office_id) DO UPDATE SET agency_id = excluded.agency_id, name = excluded.name`,
        [JSON.stringify(organisation.offices)],
      );
      await rows(
        sql,
        `INSERT INTO caseward.team SELECT t."teamId", t."officeId", t.name
          FROM jsonb_to_recordset($1::jsonb) AS t("teamId" text, "officeId" text, name text)
          ON CONFLICT (team_id) DO UPDATE SET office_id = excluded.office_id, name = excluded.name`,
        [JSON.stringify(organisation.teams)],
      );
    }),
  );
}

/** Adds or changes people together with their accounts; their teams, offices and agencies must exist. */
export async function upsertAccounts(dataSource: DataSource, accounts: readonly Account[]): Promise<void> {
  const all = JSON.stringify(accounts.map((account) => ({ ...account, login: account.login.toLowerCase() })));
  await guarded(() =>
    dataSource.transaction(async (sql) => {
      await rows(
        sql,
        `INSERT INTO caseward.person (person_id, display_name, role, team_id, office_id, agency_id, active)
          SELECT p."personId", p."displayName", p.role, p."teamId", p."officeId", p."agencyId", p.active
          FROM jsonb_to_recordset($1::jsonb) AS p("personId" text, "displayName" text, role text, "teamId" text,
            "officeId" text, "agencyId" text, active boolean)
          ON CONFLICT (person_id) DO UPDATE SET display_name = excluded.display_name, role = excluded.role,
            team_id = excluded.team_id, office_id = excluded.office_id, agency_id = excluded.agency_id,
            active = excluded.active`,
        [all],
      );
      await rows(
        sql,
        `INSERT INTO caseward.account (login, person_id, password_hash)
          SELECT a.login, a."personId", a."passwordHash"
          FROM jsonb_to_recordset($1::jsonb) AS a(login text, "personId" text, "passwordHash" text)
          ON CONFLICT (login) DO UPDATE SET person_id = excluded.person_id, password_hash = excluded.password_hash,
            changed_at = clock_timestamp()`,
        [all],
      );
    }),
  );
}
