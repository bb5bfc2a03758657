import type { Dimension } from '@caseward/domain';

/** How a unit `u` of a case with the person `k` and the owner `w` is broken down. */
const profiled = (field: string): string => `coalesce(k.profile ->> '${field}', 'unknown')`;

/** The band of the case's own policy that holds the completed years on the day that counts. */
const AGE = `coalesce((SELECT band FROM jsonb_array_elements_text(k.age_bands) band
      WHERE extract(years FROM age(coalesce(u.day, caseward.local_date(k.offsets, u.at)), k.born_on))
        BETWEEN substring(band FROM '^\\d+')::integer AND coalesce(substring(band FROM '-(\\d+)$')::integer, 999)
      LIMIT 1), 'unknown')`;

const RATINGS_THEN = `unnest(k.ats, k.untils, k.categories, k.ranks) AS r (at, until, category, rank)
      WHERE r.at <= u.at AND u.at < r.until`;

export const CASE_COLUMNS: Readonly<Record<Dimension, string>> = {
  sex: profiled('sex'),
  age_band: AGE,
  disability: profiled('disability'),
  displacement: profiled('displacement'),
  area: profiled('area'),
  // RISK-1: the highest level among what the concerns were rated at the moment of the unit.
  level: `coalesce(k.levels[(SELECT max(r.rank) FROM ${RATINGS_THEN})], 'unknown')`,
  concern: `coalesce(at_concern.category, 'none')`,
  source: 'k.source',
  reason: `coalesce(u.reason, 'n/a')`,
  agency: 'w.agency',
  office: 'w.office',
  team: 'w.team',
  caseworker: 'w.caseworker',
};

/** A case stands under each of its open concerns; the lowest of the levels is that of no risk. */
export function caseJoins(by: readonly Dimension[]): string {
  if (!by.includes('concern')) return '';
  return `LEFT JOIN LATERAL (SELECT DISTINCT r.category FROM ${RATINGS_THEN} AND r.rank > 1) at_concern ON true`;
}

const STAFF_COLUMNS: readonly Dimension[] = ['agency', 'office', 'team', 'caseworker'];

/** What counts staff knows where they work and nothing of a child. */
export function staffColumn(dimension: Dimension): string {
  return STAFF_COLUMNS.includes(dimension) ? `coalesce(s.${dimension}, 'n/a')` : `'n/a'`;
}
