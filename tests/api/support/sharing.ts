import type { SharedFile } from '@caseward/contracts';
import { applied, consentedCase, LOW } from './casework.js';
import type { Answer, ApiPerson } from './person.js';

/** A registered case whose consent covers medical care and a transfer. */
export async function sharingCase(caseworker: ApiPerson): Promise<string> {
  const caseId = await consentedCase(caseworker);
  applied(await caseworker.post(`/v1/cases/${caseId}/registration`, { concerns: [LOW] }));
  const scopes = { participate: true, storeData: true, services: ['medical'], caseTransfer: true };
  applied(await caseworker.post(`/v1/cases/${caseId}/consents`, { ...scopes, givenBy: ['caregiver'] }));
  return caseId;
}

export const REFERRAL = {
  referralId: 'r-1',
  service: 'medical',
  providerId: 'demo-rfp-tariq',
  providerAgencyId: 'agency-willow',
  priority: 'high',
  channel: 'digital_system',
  urgent: true,
} as const;

export const TRANSFER = {
  transferId: 't-1',
  toAgencyId: 'agency-compass',
  reason: 'child_moves',
  childAndFamilyConsulted: true,
  metNewCaseworker: true,
} as const;

/** Proposed by the caseworker and sent by the supervisor. */
export async function sentTransfer(caseworker: ApiPerson, supervisor: ApiPerson): Promise<string> {
  const caseId = await sharingCase(caseworker);
  applied(
    await caseworker.post(`/v1/cases/${caseId}/transfer-proposals`, { ...TRANSFER, form: { summary: 'invented' } }),
  );
  applied(await supervisor.post(`/v1/cases/${caseId}/transfers`, TRANSFER));
  return caseId;
}

export const shared = (person: ApiPerson, caseId: string): Promise<Answer<SharedFile>> =>
  person.get<SharedFile>(`/v1/shared-cases/${caseId}`);
