import type { Dimension } from '@caseward/domain';

/** How a unit of a case is broken down: what is selected, and what has to be joined for it. */
interface Breakdown {
  readonly column: string;
  readonly joins: string;
}

const PROFILE = `LEFT JOIN (
    SELECT DISTINCT ON (case_id) case_id, data FROM ev WHERE type = 'ProfileRecorded' ORDER BY case_id, seq DESC
  ) profile ON profile.case_id = u.case_id`;

const profiled = (field: string): Breakdown => ({
  column: `coalesce(profile.data ->> '${field}', 'unknown')`,
  joins: PROFILE,
});

/** The band of the case's own policy that holds the completed years on the day that counts. */
const AGE: Breakdown = {
  column: `coalesce((SELECT band FROM jsonb_array_elements_text(k.values -> 'reporting.age_bands') band
      WHERE extract(years FROM age(coalesce(u.day, caseward.local_date(k.offsets, u.at)), birth.born_on))
        BETWEEN substring(band FROM '^\\d+')::integer AND coalesce(substring(band FROM '-(\\d+)$')::integer, 999)
      LIMIT 1), 'unknown')`,
  joins: `LEFT JOIN (
    SELECT DISTINCT ON (case_id) case_id, (data ->> 'bornOn')::date AS born_on FROM ev WHERE type = 'BirthRecorded'
    ORDER BY case_id, seq DESC) birth ON birth.case_id = u.case_id`,
};

/** RISK-1: the highest level among what the concerns were rated at the moment of the unit. */
const LEVEL: Breakdown = {
  column: `coalesce(k.levels[at_level.rank], 'unknown')`,
  joins: `LEFT JOIN (
    SELECT u.unit_id, max(array_position(k.levels, r.level)) AS rank
    FROM unit u JOIN kase k USING (case_id) JOIN rating r ON r.case_id = u.case_id AND r.at <= u.at AND u.at < r.until
    GROUP BY u.unit_id) at_level ON at_level.unit_id = u.unit_id`,
};

/** A case stands under each of its open concerns. */
const CONCERN: Breakdown = {
  column: `coalesce(at_concern.category, 'none')`,
  joins: `LEFT JOIN (
    SELECT DISTINCT u.unit_id, r.category
    FROM unit u JOIN rating r ON r.case_id = u.case_id AND r.at <= u.at AND u.at < r.until WHERE r.level <> 'NO'
  ) at_concern ON at_concern.unit_id = u.unit_id`,
};

const plain = (column: string): Breakdown => ({ column, joins: '' });

export const CASE_BREAKDOWNS: Readonly<Record<Dimension, Breakdown>> = {
  sex: profiled('sex'),
  age_band: AGE,
  disability: profiled('disability'),
  displacement: profiled('displacement'),
  area: profiled('area'),
  level: LEVEL,
  concern: CONCERN,
  source: plain('k.source'),
  reason: plain(`coalesce(u.reason, 'n/a')`),
  agency: plain('w.agency'),
  office: plain('w.office'),
  team: plain('w.team'),
  caseworker: plain('w.caseworker'),
};

const STAFF_COLUMNS: readonly Dimension[] = ['agency', 'office', 'team', 'caseworker'];

/** What counts staff knows where they work and nothing of a child. */
export function staffColumn(dimension: Dimension): string {
  return STAFF_COLUMNS.includes(dimension) ? `coalesce(s.${dimension}, 'n/a')` : `'n/a'`;
}

export function joinsOf(by: readonly Dimension[]): string {
  return [...new Set(by.map((dimension) => CASE_BREAKDOWNS[dimension].joins))].join('\n  ');
}
