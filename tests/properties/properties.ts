import type { Domain } from '../explorer/world.js';
import { checkDueDates } from './due-dates.js';
import {
  lastInstantIsOnTime,
  orderOfEntriesDoesNotMatter,
  referralsChangeNoClock,
  transferChangesNoDueDate,
} from './entries.js';
import { adoptionMovesNothing } from './policy-adoption.js';
import { loweringNeverRescues, raisingNeverLoosens } from './risk.js';

/** Something that holds for whatever is drawn. */
export interface Property {
  readonly rule: string;
  readonly name: string;
  /** @returns null, or the first case for which it does not hold */
  readonly failure: (domain: Domain, runs: number) => string | null;
}

export const PROPERTIES: readonly Property[] = [
  { rule: 'RISK-3', name: 'raising risk never loosens a due date', failure: raisingNeverLoosens },
  { rule: 'RISK-4', name: 'lowering risk never rescues an overdue duty', failure: loweringNeverRescues },
  { rule: 'TIME-9', name: 'the order of late entries changes no outcome', failure: orderOfEntriesDoesNotMatter },
  { rule: 'TIME-5', name: 'the last instant of a window is on time', failure: lastInstantIsOnTime },
  { rule: 'TR-5', name: 'an accepted transfer changes no due date', failure: transferChangesNoDueDate },
  { rule: 'A31', name: 'adopting a version of the policy moves no armed due date', failure: adoptionMovesNothing },
  { rule: 'REF-1', name: 'a referral changes no clock', failure: referralsChangeNoClock },
];

/** Few runs of every property: enough to see a planted bug. @returns what does not hold */
export function brokenProperty(domain: Domain, runs: number): string | null {
  const zones = ['Asia/Amman', 'America/Havana', 'Africa/Nairobi'];
  const { failures } = checkDueDates(domain, runs * 10, 4, zones);
  if (failures[0] !== undefined) return `TIME-3 due dates against calendar and wall clock: ${failures[0]}`;
  for (const { rule, name, failure } of PROPERTIES) {
    const found = failure(domain, runs);
    if (found !== null) return `${rule} ${name}: ${found}`;
  }
  return null;
}
