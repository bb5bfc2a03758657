import type { CaseRow, Instant, LocalDate, ObligationKind } from '@caseward/domain';
import { rows, type Sql } from './query.js';

export interface AgendaCase extends Pick<CaseRow, 'caseId' | 'caseCode' | 'stage' | 'level' | 'closureRecommended'> {
  readonly nextKind: ObligationKind | null;
  readonly nextDueOn: LocalDate | null;
  readonly nextDueAt: Instant | null;
  readonly nextOverdueFrom: Instant | null;
}

export interface AgendaEntry {
  readonly caseId: string;
  readonly caseCode: string | null;
  readonly seq: number;
  readonly recordedAt: Instant;
  readonly about: 'late_entry' | 'breach_withdrawn';
  readonly latenessHours: number | null;
}

/** What supervisor and caseworker go through in a caseload review. */
export interface CaseloadAgenda {
  readonly cases: readonly AgendaCase[];
  /** TIME-9, A58: recorded since the last review. */
  readonly entries: readonly AgendaEntry[];
}

/** @param stages those of cases that are gone through @param since the last review; null for none */
export async function caseloadAgenda(
  sql: Sql,
  caseworkerId: string,
  stages: readonly CaseRow['stage'][],
  since: Instant | null,
): Promise<CaseloadAgenda> {
  const cases = await rows<AgendaCase>(
    sql,
    `SELECT s.case_id AS "caseId", s.case_code AS "caseCode", s.stage, s.level, s.closure_recommended AS "closureRecommended",
        o.kind AS "nextKind", o.due_on AS "nextDueOn", o.due_at AS "nextDueAt", o.overdue_from AS "nextOverdueFrom"
      FROM caseward.case_summary s
      LEFT JOIN LATERAL (SELECT * FROM caseward.obligation o WHERE o.case_id = s.case_id AND o.status = 'open'
        ORDER BY o.overdue_from, o.key LIMIT 1) o ON true
      WHERE s.caseworker_id = $1 AND s.stage = ANY ($2)
      ORDER BY o.overdue_from NULLS LAST, s.case_code, s.case_id`,
    [caseworkerId, stages],
  );
  const entries = await rows<AgendaEntry>(
    sql,
    `SELECT e.case_id AS "caseId", s.case_code AS "caseCode", e.seq, e.recorded_at AS "recordedAt",
        CASE e.type WHEN 'LateEntryFlagged' THEN 'late_entry' ELSE 'breach_withdrawn' END AS about,
        (e.data ->> 'latenessHours')::integer AS "latenessHours"
      FROM caseward.case_summary s JOIN caseward.case_event e USING (case_id)
      WHERE s.caseworker_id = $1 AND e.type IN ('LateEntryFlagged', 'BreachWithdrawn')
        AND ($2::timestamptz IS NULL OR e.recorded_at > $2)
      ORDER BY e.recorded_at, e.case_id, e.seq`,
    [caseworkerId, since],
  );
  return { cases, entries };
}
