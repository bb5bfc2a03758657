import {
  CONCERN_CATEGORIES,
  type ChildProfile,
  IDENTIFICATION_SOURCES,
  SERVICE_TYPES,
  type ConcernRating,
  type ServiceType,
} from '@caseward/domain';
import { DAY, HOUR, instant, localDate, MINUTE, startOfDay, YEAR } from '../calendar.js';
import { caseworker, supervisor, type Team } from '../cast.js';
import type { CaseInPlay } from '../play.js';
import { plotOf } from './plot.js';
import { findDanger } from './urgent.js';

const DISPLACEMENT = { resident: 45, internally_displaced: 30, refugee: 15, returnee: 7, migrant: 3 } as const;

/** First contact, as FLOW-1 orders it: danger first, then eligibility, consent, registration. */
export function beginIntake(played: CaseInPlay, team: Team): void {
  const { luck, year } = played;
  const owner = year.freeCaseworker(team, luck);
  const source = luck.one(IDENTIFICATION_SOURCES);
  const policy = year.policyOf(owner);
  const urgent = luck.happens(0.2);
  if (luck.happens(0.12)) {
    const finder = { ...owner, caseworkerId: team.supervisorId };
    played.give(supervisor(team), 'identifyChild', { source, owner: finder, policy, unassigned: true, urgent });
    played.after(luck.between(10, 240) * MINUTE, () => assign(played, team));
    return;
  }
  played.give(caseworker(owner), 'identifyChild', { source, owner, policy });
  played.after(luck.between(5, 40) * MINUTE, () => {
    if (luck.happens(0.14)) findDanger(played);
    whenSafe(played, () => screen(played));
  });
}

function assign(played: CaseInPlay, team: Team): void {
  const { luck, year } = played;
  const to = year.freeCaseworker(team, luck);
  played.give(supervisor(team), 'assignCase', { to, receiverOpenCases: year.openCasesOf(to.caseworkerId) });
  played.after(luck.between(20, 300) * MINUTE, () => whenSafe(played, () => screen(played)));
}

/** UA-2: the next step waits until the child is out of danger. */
export function whenSafe(played: CaseInPlay, act: () => void): void {
  if (!played.isInDanger()) return act();
  played.after(3 * HOUR, () => whenSafe(played, act));
}

function screen(played: CaseInPlay): void {
  const { luck } = played;
  const answers = {
    isChild: luck.happens(0.1) ? 'unsure' : 'yes',
    harmedOrAtRisk: true,
    needsCaseworker: true,
  } as const;
  const turn = luck.weighted({ in: 89, adult: 2, safe: 4, service: 5 });
  if (turn === 'in') {
    played.work('answerEligibility', { ...answers, needsServices: true });
    const wait = luck.happens(0.75) ? luck.between(10, 90) * MINUTE : luck.between(1, 6) * DAY;
    played.after(wait, () => askConsent(played));
    return;
  }
  played.work('answerEligibility', {
    isChild: turn === 'adult' ? 'no' : 'yes',
    harmedOrAtRisk: turn === 'service',
    needsCaseworker: false,
    needsServices: turn === 'service',
  });
  played.after(HOUR, () => {
    if (turn !== 'service') played.work('recordAdvice', { topics: ['community_programme'] });
    else
      played.work('recordAdvice', { topics: ['service_link'], service: luck.one(SERVICE_TYPES), consentGiven: true });
  });
}

export function consentScopes(played: CaseInPlay) {
  const { luck } = played;
  const usual: readonly ServiceType[] = ['medical', 'psychosocial', 'education'];
  return {
    participate: true,
    storeData: true,
    reporting: luck.happens(0.87),
    services: [...new Set([...luck.some(usual, 0.85), ...luck.some(SERVICE_TYPES, 0.4)])],
    caseTransfer: luck.happens(0.7),
    unhcr: luck.happens(0.4),
    givenBy: luck.happens(0.7) ? (['caregiver'] as const) : (['child'] as const),
    assent: true,
    written: luck.happens(0.8),
  };
}

function askConsent(played: CaseInPlay): void {
  const { luck } = played;
  const answer = luck.weighted({ yes: 92, no: 4, ground: 4 });
  if (answer === 'yes') {
    played.work('recordConsent', consentScopes(played));
    played.after(luck.between(10, 120) * MINUTE, () => whenSafe(played, () => register(played)));
    return;
  }
  const refusal = { participate: false, storeData: false, ...played.content('consent') };
  if (answer === 'no') {
    played.work('recordConsent', refusal);
    played.after(30 * MINUTE, () => played.work('recordAdvice', { topics: ['how_to_return'] }));
    if (luck.happens(0.3)) played.after(luck.between(5, 40) * DAY, () => consentAfterAll(played));
    return;
  }
  played.work('recordConsent', { ...refusal, proposedGround: 'imminent_danger' });
  played.after(luck.between(1, 20) * HOUR, () => authorise(played));
}

function consentAfterAll(played: CaseInPlay): void {
  played.work('recordConsent', consentScopes(played));
  played.after(HOUR, () => whenSafe(played, () => register(played)));
}

/** CONS-3: the supervisor finds a ground, or none. */
function authorise(played: CaseInPlay): void {
  const reason = played.content('without_consent');
  if (played.luck.happens(0.25)) {
    played.give(played.supervisor, 'refuseWithoutConsent', reason);
    return;
  }
  const ground = 'imminent_danger';
  played.give(played.supervisor, 'authoriseWithoutConsent', { ground, legalBasis: 'vital_interests', ...reason });
  played.after(HOUR, () => whenSafe(played, () => register(played)));
  if (!played.luck.happens(0.5)) return;
  played.after(played.luck.between(10, 40) * DAY, () => {
    if (!played.isOpen) return;
    played.work('recordFollowUp', { reached: 'child', channel: 'visit', invited: true });
    played.work('recordConsent', consentScopes(played));
  });
}

export function someConcerns(played: CaseInPlay): ConcernRating[] {
  const { luck } = played;
  return Array.from({ length: luck.happens(0.35) ? 2 : 1 }, () => ({
    concernId: played.id('concern'),
    category: luck.one(CONCERN_CATEGORIES),
    level: luck.weighted({ HIGH: 14, MEDIUM: 43, LOW: 41, NO: 2 }),
  }));
}

/** Children of every age; somebody whose story ends with the 18th birthday is nearly of age. */
function birthOf(played: CaseInPlay): { bornOn?: string; birthEstimated?: boolean } {
  const { luck, year } = played;
  if (plotOf(played).ending === 'turned_18') {
    const birthday = startOfDay(year.nowMs, luck.between(20, 150));
    return {
      bornOn: `${String(YEAR - 18 + (localDate(birthday) > `${String(YEAR)}-12-31` ? 1 : 0))}${localDate(birthday).slice(4)}`,
    };
  }
  if (luck.happens(0.08)) return {};
  const bornOn = localDate(startOfDay(year.nowMs, -luck.between(60, 17 * 365)));
  return { bornOn, ...(luck.happens(0.15) ? { birthEstimated: true } : {}) };
}

/** What is asked at registration and not always answered. */
export function profileOf({ luck }: CaseInPlay): ChildProfile {
  return {
    ...(luck.happens(0.98) ? { sex: luck.weighted({ female: 52, male: 46, other: 2 }) } : {}),
    ...(luck.happens(0.9) ? { disability: luck.weighted({ no: 86, yes: 14 }) } : {}),
    ...(luck.happens(0.92) ? { displacement: luck.weighted(DISPLACEMENT) } : {}),
    ...(luck.happens(0.9) ? { area: luck.one(['y-area-1', 'y-area-2', 'y-area-3']) } : {}),
  };
}

function register(played: CaseInPlay): void {
  const { luck, year } = played;
  if (played.state.stage !== 'CONSENT_PENDING') return;
  const concerns = someConcerns(played);
  const encounterId = luck.happens(0.5) ? played.id('encounter') : undefined;
  const accepted = played.work('registerCase', {
    caseCode: caseCode(played),
    concerns,
    ...birthOf(played),
    ...(luck.happens(0.94) ? { profile: profileOf(played) } : {}),
    ...(encounterId === undefined ? {} : { encounterId }),
  });
  if (!accepted || encounterId === undefined) return;
  played.after(luck.between(90, 200) * MINUTE, () => played.work('recordEncounterEnd', { encounterId }));
  if (luck.happens(0.2)) plannedNote(played, instant(year.nowMs));
}

function plannedNote(played: CaseInPlay, since: string): void {
  played.after(played.luck.between(1, 20) * DAY, () => {
    if (played.isOpen) played.work('recordNote', { subject: `since ${since.slice(0, 4)}`, ...played.content('note') });
  });
}

/** Digits of the kind that codes are made of. */
function caseCode({ luck }: CaseInPlay): string {
  const group = (): string => Array.from({ length: 4 }, () => String(luck.between(3, 9))).join('');
  return `${group()}-${group()}-${group()}`;
}
