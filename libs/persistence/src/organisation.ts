import type { Actor, Instant, Role } from '@caseward/domain';
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
  /** Who supervises this caseworker. */
  readonly supervisorId?: string;
}

export interface Office {
  readonly officeId: string;
  readonly agencyId: string;
  readonly name: string;
  /** The area that it works in: what the policy says of that area holds for its cases. */
  readonly area?: string | null;
}

export interface Organisation {
  readonly agencies: readonly { readonly agencyId: string; readonly name: string }[];
  readonly offices: readonly Office[];
  readonly teams: readonly { readonly teamId: string; readonly officeId: string; readonly name: string }[];
}

/** Somebody whose last post has ended by a moment acts no longer. @param at parameter of the moment; null for none */
export const personColumns = (
  at: string,
): string => `p.person_id AS "personId", p.display_name AS "displayName", p.role, p.team_id AS "teamId",
  p.office_id AS "officeId", p.agency_id AS "agencyId", p.active AND (${at}::timestamptz IS NULL OR NOT EXISTS (
    SELECT FROM caseward.post x WHERE x.person_id = p.person_id HAVING bool_and(coalesce(x.ends_at <= ${at}, false)))) AS active`;

/** The account behind a login, whatever its letter case; inactive ones too; null when there is none. */
export async function findAccount(sql: Sql, login: string, at: Instant | null = null): Promise<Account | null> {
  return row<Account>(
    sql,
    `SELECT a.login, a.password_hash AS "passwordHash", ${personColumns('$2')}
      FROM caseward.account a JOIN caseward.person p USING (person_id) WHERE a.login = lower($1)`,
    [login, at],
  );
}

/** PHC notation; null for somebody without an account. */
export async function passwordHashOf(sql: Sql, personId: string): Promise<string | null> {
  const account = await row<{ hash: string }>(
    sql,
    'SELECT password_hash AS hash FROM caseward.account WHERE person_id = $1',
    [personId],
  );
  return account?.hash ?? null;
}

/** @param at the moment at which the person is to be in a post; without it an announced end does not count yet */
export async function findPerson(sql: Sql, personId: string, at: Instant | null = null): Promise<Person | null> {
  return row<Person>(sql, `SELECT ${personColumns('$2')} FROM caseward.person p WHERE p.person_id = $1`, [
    personId,
    at,
  ]);
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
    `SELECT ${personColumns('NULL')} FROM caseward.person p
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

/** Agencies, offices and teams: those of one agency, or all. */
export async function structureOf(sql: Sql, agencyId: string | null): Promise<Organisation> {
  return {
    agencies: await rows(
      sql,
      `SELECT agency_id AS "agencyId", name FROM caseward.agency WHERE $1::text IS NULL OR agency_id = $1 ORDER BY 1`,
      [agencyId],
    ),
    offices: await rows(
      sql,
      `SELECT office_id AS "officeId", agency_id AS "agencyId", name, area FROM caseward.office
        WHERE $1::text IS NULL OR agency_id = $1 ORDER BY 1`,
      [agencyId],
    ),
    teams: await rows(
      sql,
      `SELECT t.team_id AS "teamId", office_id AS "officeId", t.name FROM caseward.team t
        JOIN caseward.office o USING (office_id) WHERE $1::text IS NULL OR o.agency_id = $1 ORDER BY 1`,
      [agencyId],
    ),
  };
}

/** SPEC-6: an office that lies in another area. @returns null for an office that is none, or of another agency */
export async function setOfficeArea(
  sql: Sql,
  { officeId, agencyId }: { readonly officeId: string; readonly agencyId: string | null },
  area: string | null,
): Promise<Office | null> {
  return row<Office>(
    sql,
    `WITH changed AS (UPDATE caseward.office SET area = $3
        WHERE office_id = $1 AND ($2::text IS NULL OR agency_id = $2) RETURNING office_id, agency_id, name, area)
      SELECT office_id AS "officeId", agency_id AS "agencyId", name, area FROM changed`,
    [officeId, agencyId, area],
  );
}

/** Adds or renames agencies, offices and teams; removes none, and leaves an area that is not named as it is. */
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
        `INSERT INTO caseward.office SELECT o."officeId", o."agencyId", o.name, o.area
          FROM jsonb_to_recordset($1::jsonb) AS o("officeId" text, "agencyId" text, name text, area text)
          ON CONFLICT (office_id) DO UPDATE
            SET agency_id = excluded.agency_id, name = excluded.name, area = coalesce(excluded.area, office.area)`,
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
