import { realMs } from '../../../support/clock.js';
import type { Walk } from '../walk.js';

/** Who works on the same cases. */
export interface Crew {
  readonly worker: string;
  readonly supervisor: string;
  readonly manager: string;
}

const crew = (worker: string, supervisor: string, manager: string): Crew => ({ worker, supervisor, manager });

export const CREWS: readonly Crew[] = [
  crew('cw.amal', 'sup.badr', 'mgr.gale'),
  crew('cw.basim', 'sup.badr', 'mgr.gale'),
  crew('cw.dunya', 'sup.farah', 'mgr.gale'),
  crew('cw.hana', 'sup.idris', 'mgr.jude'),
  crew('cw.mina', 'sup.omar', 'mgr.pilar'),
];

export const idOf = (login: string): string => `demo-${login.replace('.', '-')}`;

const DAY_MS = 86_400_000;
export const daysAgo = (days: number): string => new Date(realMs() - days * DAY_MS).toISOString();
export const dayIn = (days: number): string => daysAgo(-days).slice(0, 10);

const SCOPES = { participate: true, storeData: true, services: ['medical', 'education'], caseTransfer: true };

export interface TakenIn extends Crew {
  readonly caseId: string;
}

/** A child whose case is about to be registered. @param ago days since that happened */
export async function consented(walk: Walk, ago = 0): Promise<TakenIn> {
  const one = walk.chance.one(CREWS);
  const when = ago === 0 ? {} : { occurredAt: daysAgo(ago) };
  const body = { source: 'community', form: { text: 'invented' }, ...when };
  const { caseId } = (await walk.ask<{ caseId: string }>('POST /v1/cases', one.worker, { body })).body;
  const form = { text: walk.known(caseId).mark };
  const yes = { isChild: 'yes', harmedOrAtRisk: true, needsCaseworker: true, needsServices: true };
  await walk.give('answerEligibility', one.worker, caseId, { ...yes, ...when, form });
  await walk.give('recordConsent', one.worker, caseId, { ...SCOPES, ...when, form, givenBy: ['caregiver'] });
  return { ...one, caseId };
}

/** A registered case. @param ago days since it was; since then nothing happened */
export async function registered(walk: Walk, level: 'HIGH' | 'MEDIUM' | 'LOW', ago = 0): Promise<TakenIn> {
  const taken = await consented(walk, ago);
  const when = ago === 0 ? {} : { occurredAt: daysAgo(ago) };
  const form = { text: walk.known(taken.caseId).mark };
  const concerns = [{ concernId: 'c1', category: 'neglect', level }];
  await walk.give('registerCase', taken.worker, taken.caseId, { concerns, ...when, form });
  return taken;
}

/** What a closure form says when it is complete. */
export const CLOSURE_CHECKS = {
  ...{ childAndFamilyInvolved: true, workersTold: true, contactForLaterGiven: true, feedbackOffered: true },
  ...{ fileComplete: true, storageFormAgreed: true, keepUntil: '2046-01-01' },
};
