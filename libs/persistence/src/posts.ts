import type { Absence, AbsenceKind, Instant, Post, PostEnd } from '@caseward/domain';
import type { DataSource, EntityManager } from 'typeorm';
import { guarded } from './errors.js';
import { row, rows, type Sql } from './query.js';

/** A post as the record has it. */
export interface PostRow extends Post {
  readonly displayName: string;
  readonly isOverLimit: boolean;
  readonly reason: string | null;
  readonly openedBy: string;
  readonly endReason: PostEnd | null;
  readonly endId: string | null;
  readonly endedBy: string | null;
}

const POST = `x.post_id AS "postId", x.person_id AS "personId", p.display_name AS "displayName", x.role,
  x.team_id AS "teamId", x.office_id AS "officeId", x.agency_id AS "agencyId", x.supervisor_id AS "supervisorId",
  x.starts_at AS "startsAt", x.ends_at AS "endsAt", x.over_limit AS "isOverLimit", x.reason, x.opened_by AS "openedBy",
  x.end_reason AS "endReason", x.end_id AS "endId", x.ended_by AS "endedBy"
  FROM caseward.post x JOIN caseward.person p USING (person_id)`;

/** Every post that was ever held in an agency, or anywhere, the oldest first. */
export async function postsOfAgency(sql: Sql, agencyId: string | null): Promise<PostRow[]> {
  return rows(
    sql,
    `SELECT ${POST} WHERE $1::text IS NULL OR x.agency_id = $1 ORDER BY x.starts_at NULLS FIRST, p.display_name, x.post_id`,
    [agencyId],
  );
}

export async function postsOfPerson(sql: Sql, personId: string): Promise<PostRow[]> {
  return rows(sql, `SELECT ${POST} WHERE x.person_id = $1 ORDER BY x.starts_at NULLS FIRST, x.post_id`, [personId]);
}

export async function findPost(sql: Sql, postId: string): Promise<PostRow | null> {
  return row(sql, `SELECT ${POST} WHERE x.post_id = $1`, [postId]);
}

/** The end of a post recorded under this id. */
export async function findPostEnd(sql: Sql, endId: string): Promise<PostRow | null> {
  return row(sql, `SELECT ${POST} WHERE x.end_id = $1`, [endId]);
}

/**
 * Work on the posts of one agency, one at a time: what is counted in it is still true when it is written.
 * Several agencies are locked in the order of their ids, so that nobody waits for each other.
 */
export async function keepingPosts<T>(
  dataSource: DataSource,
  agencyIds: readonly string[],
  work: (sql: EntityManager) => Promise<T>,
): Promise<T> {
  return guarded(() =>
    dataSource.transaction(async (sql: EntityManager) => {
      for (const id of [...new Set(agencyIds)].sort()) {
        await rows(sql, `SELECT pg_advisory_xact_lock(hashtextextended('posts ' || $1, 0))`, [id]);
      }
      return work(sql);
    }),
  );
}

export interface NewPostRow extends Post {
  readonly isOverLimit: boolean;
  readonly reason: string | null;
  readonly openedBy: string;
}

/** Opens a post and makes it what the person is from now on. Inside `keepingPosts`. */
export async function insertPost(sql: Sql, post: NewPostRow): Promise<void> {
  const { postId, personId, role, teamId, officeId, agencyId } = post;
  await rows(
    sql,
    `INSERT INTO caseward.post (post_id, person_id, role, team_id, office_id, agency_id, supervisor_id, starts_at,
        over_limit, reason, opened_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      ...[postId, personId, role, teamId, officeId, agencyId, post.supervisorId, post.startsAt],
      ...[post.isOverLimit, post.reason, post.openedBy],
    ],
  );
  await rows(
    sql,
    `UPDATE caseward.person SET role = $2, team_id = $3, office_id = $4, agency_id = $5, active = true
      WHERE person_id = $1`,
    [personId, role, teamId, officeId, agencyId],
  );
}

export interface PostEnding {
  readonly postId: string;
  readonly endId: string | null;
  readonly endsAt: Instant;
  readonly reason: PostEnd;
  readonly endedBy: string;
}

/** Ends a post; a person whose end has come by `now` is inactive from then on. Inside `keepingPosts`. */
export async function writePostEnd(sql: Sql, end: PostEnding, now: Instant): Promise<void> {
  await rows(
    sql,
    `UPDATE caseward.post SET ends_at = $2, end_reason = $3, ended_by = $4, end_id = $5,
        ended_real_at = clock_timestamp() WHERE post_id = $1`,
    [end.postId, end.endsAt, end.reason, end.endedBy, end.endId],
  );
  await rows(
    sql,
    `UPDATE caseward.person SET active = false WHERE $2::timestamptz <= $3::timestamptz
      AND person_id = (SELECT person_id FROM caseward.post WHERE post_id = $1)`,
    [end.postId, end.endsAt, now],
  );
}

export interface AbsenceRow extends Absence {
  readonly absenceId: string;
  readonly kind: AbsenceKind;
  readonly recordedBy: string;
}

const ABSENCE = `a.absence_id AS "absenceId", a.person_id AS "personId", a.deputy_id AS "deputyId", a.kind,
  a.starts_at AS "startsAt", a.ends_at AS "endsAt", a.recorded_by AS "recordedBy" FROM caseward.absence a`;

/** Absences of an agency's people that last at a moment or begin later. */
export async function absencesOf(sql: Sql, agencyId: string | null, at: Instant): Promise<AbsenceRow[]> {
  return rows(
    sql,
    `SELECT ${ABSENCE} WHERE a.ends_at > $2 AND EXISTS (
        SELECT FROM caseward.post x WHERE x.person_id = a.person_id AND ($1::text IS NULL OR x.agency_id = $1))
      ORDER BY a.starts_at, a.absence_id`,
    [agencyId, at],
  );
}

export async function findAbsence(sql: Sql, absenceId: string): Promise<AbsenceRow | null> {
  return row(sql, `SELECT ${ABSENCE} WHERE a.absence_id = $1`, [absenceId]);
}

/** The absence that a request shortened already. */
export async function findShortening(sql: Sql, shorteningId: string): Promise<AbsenceRow | null> {
  return row(sql, `SELECT ${ABSENCE} WHERE a.shortening_id = $1`, [shorteningId]);
}

export interface Shortening {
  readonly absenceId: string;
  readonly shorteningId: string;
  readonly endsAt: Instant;
  readonly shortenedBy: string;
}

/** What was planned stays beside what became of it. */
export async function shortenAbsenceRow(sql: Sql, shortening: Shortening): Promise<void> {
  const { absenceId, shorteningId, endsAt, shortenedBy } = shortening;
  await rows(
    sql,
    `UPDATE caseward.absence SET planned_ends_at = coalesce(planned_ends_at, ends_at), ends_at = $3, shortening_id = $2,
        shortened_by = $4, shortened_real_at = clock_timestamp() WHERE absence_id = $1`,
    [absenceId, shorteningId, endsAt, shortenedBy],
  );
}

export async function insertAbsence(sql: Sql, absence: AbsenceRow): Promise<void> {
  const { absenceId, personId, deputyId, kind, startsAt, endsAt, recordedBy } = absence;
  await rows(
    sql,
    `INSERT INTO caseward.absence (absence_id, person_id, deputy_id, kind, starts_at, ends_at, recorded_by)
      VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [absenceId, personId, deputyId, kind, startsAt, endsAt, recordedBy],
  );
}
