import { POLICY_CATALOGUE, type PolicyEntry } from './catalogue.js';
import { isCadence, isLooserCadence, lengthOf } from './measure.js';
import type { PolicySnapshot, PolicyValue } from './policy.js';

export type Direction = 'stricter' | 'looser' | 'other';

export interface PolicyDifference {
  readonly key: string;
  readonly from: PolicyValue | undefined;
  readonly to: PolicyValue | undefined;
  readonly direction: Direction;
  readonly unit: string;
  readonly clause: string;
}

/** Values of which less asks more of the agency: terms, limits on load, intervals. */
const LESS_IS_STRICTER =
  /^(assessment|plan|review|followup|referral\.response|transfer\.response|outer|caseload|span|dataentry|intake|late_entry|emergency|reading|supervision\.(?!min_files|observation_first)|(sop|isp|dpp|dpia|service_map)\.review_months|urgent\.card_review_months|mandatory_report\.deadline|sv\.care_target_hours|post_closure\.grace_days|context\.tor_)/;
/** Values of which more asks more. */
const MORE_IS_STRICTER =
  /^(closure\.(min_|stability_days|not_contactable)|conference\.min_|supervision\.(min_files|observation_first)|post_closure\.months|turning18\.warn_days|norisk\.monitor_|sv\.urgent_hours|feedback\.positive_min|indicator\.|reporting\.small_cell)/;
/** Words of a key from the least to the most that they ask. */
const WORDS: readonly (readonly PolicyValue[])[] = [
  ['supervisor', 'conference'],
  ['none', 'low'],
  [false, true],
  ['advise', 'require'],
];

function byWord(from: PolicyValue, to: PolicyValue): Direction {
  const scale = WORDS.find((words) => words.includes(from) && words.includes(to));
  return scale === undefined ? 'other' : scale.indexOf(to) > scale.indexOf(from) ? 'stricter' : 'looser';
}

function directionOf(key: string, from: PolicyValue | undefined, to: PolicyValue | undefined): Direction {
  if (from === undefined || to === undefined) return 'other';
  if (isCadence(from) && isCadence(to)) {
    const [loosens, tightens] = [isLooserCadence(to, from), isLooserCadence(from, to)];
    return loosens === tightens ? 'other' : loosens ? 'looser' : 'stricter';
  }
  const [before, after] = [lengthOf(from), lengthOf(to)];
  if (before === null || after === null || before === after) return byWord(from, to);
  if (LESS_IS_STRICTER.test(key)) return after < before ? 'stricter' : 'looser';
  return MORE_IS_STRICTER.test(key) ? (after > before ? 'stricter' : 'looser') : 'other';
}

/** What one version says otherwise than another, key by key. */
export function policyDifferences(
  from: Pick<PolicySnapshot, 'zone' | 'values'>,
  to: Pick<PolicySnapshot, 'zone' | 'values'>,
): PolicyDifference[] {
  const catalogue: Readonly<Record<string, PolicyEntry>> = POLICY_CATALOGUE;
  const keys = [...new Set([...Object.keys(from.values), ...Object.keys(to.values)])].sort();
  const differing = keys
    .filter((key) => JSON.stringify(from.values[key]) !== JSON.stringify(to.values[key]))
    .map((key): PolicyDifference => {
      const [before, after] = [from.values[key], to.values[key]];
      const { unit = 'of the context', clause = 'value of the context' } = catalogue[key] ?? {};
      return { key, from: before, to: after, direction: directionOf(key, before, after), unit, clause };
    });
  if (from.zone.name === to.zone.name) return differing;
  const zone = { unit: 'time zone', clause: 'TIME-2 [R]', direction: 'other' } as const;
  return [{ key: 'calendar.timezone', from: from.zone.name, to: to.zone.name, ...zone }, ...differing];
}
