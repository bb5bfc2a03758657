import type { CommandAnswer } from '@caseward/contracts';
import { expect } from 'vitest';
import type { Answer, ApiPerson } from './person.js';

export const HIGH = { concernId: 'c1', category: 'neglect', level: 'HIGH' } as const;
export const LOW = { concernId: 'c1', category: 'neglect', level: 'LOW' } as const;

/** An answer that must have been applied. */
export function applied(answer: Answer<CommandAnswer>): CommandAnswer {
  expect(answer.status, answer.text).toBeLessThan(202);
  return answer.body;
}

/** A case up to its consent, now or at an earlier moment. */
export async function consentedCase(caseworker: ApiPerson, occurredAt?: string): Promise<string> {
  const when = occurredAt === undefined ? {} : { occurredAt };
  const { caseId } = applied(await caseworker.post('/v1/cases', { source: 'community', ...when }));
  const yes = { isChild: 'yes', harmedOrAtRisk: true, needsCaseworker: true, needsServices: true };
  applied(await caseworker.post(`/v1/cases/${caseId}/eligibility-answers`, { ...yes, ...when }));
  applied(await caseworker.post(`/v1/cases/${caseId}/consents`, { participate: true, storeData: true, ...when }));
  return caseId;
}

export async function registeredCase(caseworker: ApiPerson, concern: typeof HIGH | typeof LOW = LOW): Promise<string> {
  const caseId = await consentedCase(caseworker);
  applied(await caseworker.post(`/v1/cases/${caseId}/registration`, { concerns: [concern] }));
  return caseId;
}

/** A case with a plan that waits for its sign-off. */
export async function plannedCase(caseworker: ApiPerson): Promise<string> {
  const caseId = await registeredCase(caseworker);
  applied(await caseworker.post(`/v1/cases/${caseId}/assessments`));
  applied(await caseworker.post(`/v1/cases/${caseId}/case-plans`, { involved: ['child', 'caregiver'] }));
  return caseId;
}
