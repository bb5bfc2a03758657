import type { PolicySnapshot, Zone } from '@caseward/domain';
import type { Domain } from '../explorer/world.js';
import type { Chance } from './random.js';

/** Where clocks were changed often, at odd hours, by odd amounts, at midnight, or across the date line. */
export const AFRICA_AND_ASIA = [
  'Africa/Nairobi',
  'Africa/Casablanca',
  'Africa/Cairo',
  'Africa/Juba',
  'Asia/Amman',
  'Asia/Baghdad',
  'Asia/Beirut',
  'Asia/Damascus',
  'Asia/Dhaka',
  'Asia/Gaza',
  'Asia/Kathmandu',
  'Asia/Tehran',
  'Asia/Ulaanbaatar',
] as const;

export const ELSEWHERE = [
  'Europe/Istanbul',
  'Europe/Kyiv',
  'Europe/London',
  'Europe/Chisinau',
  'America/Asuncion',
  'America/Bogota',
  'America/Caracas',
  'America/Havana',
  'America/Port-au-Prince',
  'America/Santiago',
  'America/Sao_Paulo',
  'America/St_Johns',
  'Antarctica/Troll',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Pacific/Chatham',
  'Pacific/Kiritimati',
] as const;

export const ZONES = [...AFRICA_AND_ASIA, ...ELSEWHERE] as const;

const DAY = 86_400_000;
export const FROM = Date.UTC(2000, 0, 1);
export const UNTIL = Date.UTC(2041, 0, 1);

export interface Terms {
  readonly assessmentDays: number;
  readonly planDays: number;
  readonly signOffDays: number;
  readonly cadence: { readonly times: number; readonly days: number };
  readonly reviewMonths: number;
  readonly finalMonths: number;
  readonly graceDays: number;
}

export function someTerms(chance: Chance): Terms {
  const times = chance.between(1, 3);
  return {
    assessmentDays: chance.upTo(10),
    planDays: chance.upTo(21),
    signOffDays: chance.upTo(5),
    cadence: { times, days: chance.between(times, 16) },
    reviewMonths: chance.between(1, 6),
    finalMonths: chance.between(1, 6),
    graceDays: chance.upTo(40),
  };
}

export function policyWith({ policySnapshot }: Domain, zone: Zone, terms: Terms): PolicySnapshot {
  const values = {
    'assessment.medium': { days: terms.assessmentDays },
    'plan.medium': terms.planDays,
    'plan.signoff_days': terms.signOffDays,
    'followup.medium': terms.cadence,
    'review.medium': terms.reviewMonths,
    'post_closure.months': terms.finalMonths,
    'post_closure.grace_days': terms.graceDays,
  };
  return policySnapshot('drawn', values, zone);
}

/** Instants around a change of the clocks: on it, beside it, and so long before that a term ends on it. */
export function around(change: number, chance: Chance): number {
  const beside = chance.one([0, -1, 1, -1_800_000, 1_800_000, -3_600_000, 3_600_000, -DAY / 2, DAY / 2]);
  return change + beside - chance.one([0, 0, 1, 2, 3, 7, 14, 28, 30, 31]) * DAY;
}

export function anywhere(chance: Chance): number {
  return FROM + Math.floor(chance.next() * (UNTIL - FROM));
}
