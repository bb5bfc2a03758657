import type { Dimension, IndicatorId } from '@caseward/domain';
import type { Chronicle } from './chronicle.js';

/** One thing that is counted: a duty, an event, a case, a caseworker. */
export interface Unit {
  readonly indicator: IndicatorId;
  /** What it adds above the line. */
  readonly above: number;
  /** Each value by which it can be told apart; concerns may be several. */
  readonly values: Readonly<Record<Dimension, readonly string[]>>;
}

/** What is asked for: a period of local dates, as it was known at a moment. */
export interface Question {
  readonly from: string;
  readonly to: string;
  readonly asKnownAt: string;
}

export type Units = readonly Unit[];

const NOT_APPLICABLE = ['n/a'] as const;

/** Everything about the child and the case at a moment. @param date on which the age is counted */
export function valuesAt(
  chronicle: Chronicle,
  moment: string,
  date: string,
  reason: string | null = null,
): Unit['values'] {
  const owner = chronicle.ownerAt(moment);
  const profile = chronicle.lastRecorded('ProfileRecorded')?.data;
  const concerns = (chronicle.concernsAt(moment) ?? []).filter(({ level }) => level !== 'NO');
  const categories = [...new Set(concerns.map(({ category }) => category))];
  return {
    sex: [profile?.sex ?? 'unknown'],
    age_band: [ageBandOf(chronicle, date)],
    disability: [profile?.disability ?? 'unknown'],
    displacement: [profile?.displacement ?? 'unknown'],
    area: [profile?.area ?? 'unknown'],
    level: [chronicle.levelAt(moment)],
    concern: categories.length === 0 ? ['none'] : categories,
    source: [chronicle.identified.data.source],
    reason: reason === null ? NOT_APPLICABLE : [reason],
    agency: [owner.agencyId],
    office: [owner.officeId],
    team: [owner.teamId],
    caseworker: [owner.caseworkerId],
  };
}

/** Of somebody who works with children: nothing about any of them. */
export function valuesOfStaff(owner: ReturnType<Chronicle['ownerAt']>): Unit['values'] {
  return {
    sex: NOT_APPLICABLE,
    age_band: NOT_APPLICABLE,
    disability: NOT_APPLICABLE,
    displacement: NOT_APPLICABLE,
    area: NOT_APPLICABLE,
    level: NOT_APPLICABLE,
    concern: NOT_APPLICABLE,
    source: NOT_APPLICABLE,
    reason: NOT_APPLICABLE,
    agency: [owner.agencyId],
    office: [owner.officeId],
    team: [owner.teamId],
    caseworker: [owner.caseworkerId],
  };
}

function ageBandOf(chronicle: Chronicle, date: string): string {
  const bornOn = chronicle.lastRecorded('BirthRecorded')?.data.bornOn;
  if (bornOn === undefined) return 'unknown';
  const age = Number(date.slice(0, 4)) - Number(bornOn.slice(0, 4)) - (date.slice(5) < bornOn.slice(5) ? 1 : 0);
  const bands = chronicle.policy.values['reporting.age_bands'] as readonly string[];
  const band = bands.find((one) => {
    const [least = '0', most] = one.replace('+', '-999').split('-');
    return age >= Number(least) && age <= Number(most);
  });
  return band ?? 'unknown';
}

export function isWithin({ from, to }: Question, date: string): boolean {
  return date >= from && date <= to;
}
