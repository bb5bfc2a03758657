import type { Derivation, Due } from '../case/obligation.js';
import {
  assessmentTermOf,
  cadenceOf,
  levelKey,
  NO_RISK,
  numberOf,
  numberOrUnset,
  planDaysOf,
  responseTermOf,
  reviewMonthsOf,
  type PolicySnapshot,
  type RiskLevel,
} from '../policy/policy.js';
import { addDays, addMonths } from '../time/civil-date.js';
import { plusHours, plusMs, type Instant, type LocalDate } from '../time/instant.js';
import { endOfDate, localDateOf } from '../time/zone.js';

/** A due date together with where it comes from. */
export interface Term {
  readonly due: Due;
  readonly derivation: Derivation;
}

/** TIME-3: on time until the end of that local day. */
export function dueOn(policy: PolicySnapshot, date: LocalDate): Due {
  return { dueOn: date, dueAt: null, overdueFrom: endOfDate(policy.zone, date) };
}

/** TIME-5, TIME-6: on time up to and including the instant. */
export function dueAt(instant: Instant): Due {
  return { dueOn: null, dueAt: instant, overdueFrom: plusMs(instant, 1) };
}

export function derived(
  policy: PolicySnapshot,
  rule: string,
  policyKey: string,
  term: string,
  countedFrom: string,
): Derivation {
  return { rule, policyVersion: policy.version, policyKey, term, countedFrom };
}

/**
 * CLK-1, RISK-3, A43: assessment or re-assessment counted from an instant.
 * @param encounterEnd end of the encounter that the entry names, if it names one and its end is recorded (A69)
 */
export function assessmentTerm(
  policy: PolicySnapshot,
  level: RiskLevel,
  from: Instant,
  encounterEnd: Instant | null,
  rule = 'CLK-1',
): Term {
  const value = assessmentTermOf(policy, level);
  const key = levelKey('assessment', level);
  const date = localDateOf(policy.zone, from);
  if (value === 'same_encounter') {
    const sameDay = encounterEnd === null;
    return {
      due: sameDay ? dueOn(policy, date) : dueAt(encounterEnd),
      derivation: derived(policy, 'TIME-6', key, sameDay ? 'end of the day' : 'end of the encounter', from),
    };
  }
  if ('hours' in value) {
    return {
      due: dueAt(plusHours(from, value.hours)),
      derivation: derived(policy, rule, key, `${String(value.hours)} hours`, from),
    };
  }
  return daysTerm(policy, rule, key, value.days, date);
}

/** FLOW-2: an intake without a caseworker. */
export function assignmentTerm(policy: PolicySnapshot, from: Instant, urgent: boolean): Term {
  const key = urgent ? 'intake.assign_hours_high' : 'intake.assign_hours';
  return hoursTerm(policy, 'FLOW-2', key, numberOf(policy, key), from);
}

/** REF-2, TR-6, A73: hours exactly, or days to the end of the last one. */
export function responseTerm(policy: PolicySnapshot, rule: 'REF-2' | 'TR-6', level: string, from: Instant): Term {
  const name = rule === 'REF-2' ? 'referral.response' : 'transfer.response';
  const key = levelKey(name, level.toUpperCase() === NO_RISK ? 'low' : level);
  const value = responseTermOf(policy, key);
  if ('hours' in value) return hoursTerm(policy, rule, key, value.hours, from);
  return daysTerm(policy, rule, key, value.days, localDateOf(policy.zone, from));
}

/** MAND-1: only where the context has set a statutory deadline. */
export function mandatoryReportTerm(policy: PolicySnapshot, from: Instant): Term | null {
  const key = 'mandatory_report.deadline';
  const hours = numberOrUnset(policy, key);
  return hours === null ? null : hoursTerm(policy, 'MAND-1', key, hours, from);
}

/** IM-6: a file that was opened in an emergency is looked into by somebody else. */
export function emergencyReviewTerm(policy: PolicySnapshot, from: Instant): Term {
  const key = 'emergency.review_hours';
  return hoursTerm(policy, 'IM-6', key, numberOf(policy, key), from);
}

/** UA-4: before leaving the child. Missed at the end of the encounter itself when nothing was done by then. */
export function urgentActionTerm(policy: PolicySnapshot, encounterEnd: Instant): Term {
  return {
    due: { dueOn: null, dueAt: encounterEnd, overdueFrom: encounterEnd },
    derivation: derived(policy, 'UA-4', 'urgent.types', 'end of the encounter', encounterEnd),
  };
}

export function hoursTerm(policy: PolicySnapshot, rule: string, key: string, hours: number, from: Instant): Term {
  return {
    due: dueAt(plusHours(from, hours)),
    derivation: derived(policy, rule, key, `${String(hours)} hours`, from),
  };
}

/** TIME-2, TIME-3: n calendar days after a date. */
export function daysTerm(policy: PolicySnapshot, rule: string, key: string, days: number, from: LocalDate): Term {
  return {
    due: dueOn(policy, addDays(from, days)),
    derivation: derived(policy, rule, key, `${String(days)} days`, from),
  };
}

/** CLK-2: plan, or its revision, counted from an instant. */
export function planTerm(policy: PolicySnapshot, level: RiskLevel, from: Instant, rule = 'CLK-2'): Term {
  const date = localDateOf(policy.zone, from);
  return daysTerm(policy, rule, levelKey('plan', level), planDaysOf(policy, level), date);
}

/** PLAN-2: the supervisor's answer to an agreed plan. */
export function signOffTerm(policy: PolicySnapshot, from: Instant): Term {
  const key = 'plan.signoff_days';
  return daysTerm(policy, 'PLAN-2', key, numberOf(policy, key), localDateOf(policy.zone, from));
}

/** RISK-5, A51: close or keep open, at the latest when the next caseload review is. */
export function closureDecisionTerm(policy: PolicySnapshot, from: Instant): Term {
  const key = 'supervision.caseload_review_days';
  return daysTerm(policy, 'RISK-5', key, numberOf(policy, key), localDateOf(policy.zone, from));
}

/** CLK-6, TIME-4: months from the last review, or from the anchor. */
export function reviewTerm(policy: PolicySnapshot, level: RiskLevel, from: LocalDate, rule = 'CLK-6'): Term {
  return monthsTerm(policy, rule, levelKey('review', level), reviewMonthsOf(policy, level), from);
}

/** TIME-4: n calendar months after a date. */
export function monthsTerm(policy: PolicySnapshot, rule: string, key: string, months: number, from: LocalDate): Term {
  return {
    due: dueOn(policy, addMonths(from, months)),
    derivation: derived(policy, rule, key, `${String(months)} months`, from),
  };
}

/** POST-1, A68: due three months after closure, a breach only after the days of grace. */
export function finalReviewTerm(policy: PolicySnapshot, closedAt: Instant): Term {
  const key = 'post_closure.months';
  const closedOn = localDateOf(policy.zone, closedAt);
  const months = numberOf(policy, key);
  const date = addMonths(closedOn, months);
  const lastDay = addDays(date, numberOf(policy, 'post_closure.grace_days'));
  return {
    due: { dueOn: date, dueAt: null, overdueFrom: endOfDate(policy.zone, lastDay) },
    derivation: derived(policy, 'POST-1', key, `${String(months)} months`, closedOn),
  };
}

/**
 * CLK-4: the n-th most recent of the contact dates, preceded by virtual ones before the anchor, plus the period.
 * @param contacts distinct local dates of qualifying contacts after the anchor moment, in order
 */
export function followUpTerm(
  policy: PolicySnapshot,
  level: RiskLevel,
  anchor: LocalDate,
  contacts: readonly LocalDate[],
  rule = 'CLK-4',
): Term {
  const { times, days } = cadenceOf(policy, level);
  const virtual = Array.from({ length: times }, (_, k) => addDays(anchor, -Math.ceil((k * days) / times))).reverse();
  const dates = [...virtual, ...contacts.slice(-times)];
  const counted = dates[dates.length - times] ?? anchor;
  return {
    due: dueOn(policy, addDays(counted, days)),
    derivation: derived(policy, rule, levelKey('followup', level), `${String(times)} in ${String(days)} days`, counted),
  };
}
