import { isDutyState, type CaseState, type HostedState } from '@caseward/domain';
import { stateHash } from '@caseward/security';

/**
 * The shape of a case's state, as goldens are recorded with it. A golden is never edited: when the state gains fields, the
 * number rises, and the older goldens are compared by what the state had when they were recorded.
 */
export const STATE_SCHEMA = 2;

/** Schema 1, before urgent action, consent by scope, services, conferences, transfers and death had a place in the state. */
const SCHEMA_1 = [
  'schemaVersion',
  'caseId',
  'seq',
  'stage',
  'episode',
  'identifiedAt',
  'caseCode',
  'owner',
  'policy',
  'level',
  'levelSince',
  'concerns',
  'consent',
  'closureRecommended',
  'assessed',
  'plan',
  'implementationStarted',
  'planConcludedAt',
  'lowerings',
  'closureRequest',
  'closure',
  'reopeningRequest',
  'facts',
  'obligations',
  'breaches',
  'escalations',
  'caseloadReview',
  'recentCommandIds',
] as const satisfies readonly (keyof CaseState)[];

function schema1(state: CaseState): object {
  const kept = Object.fromEntries(SCHEMA_1.map((field) => [field, state[field]]));
  const { consent, closureRequest } = state;
  return {
    ...kept,
    consent: consent === null ? null : { participate: consent.participate, storeData: consent.storeData },
    closureRequest: closureRequest === null ? null : withoutEvidence(closureRequest),
  };
}

function withoutEvidence({ evidence: _, ...rest }: NonNullable<CaseState['closureRequest']>): object {
  return rest;
}

/** The hash of a state in the shape of a schema; null for a run that never got to a state. */
export function hashUnder(schema: number, state: HostedState | null): string | null {
  if (state === null) return null;
  return stateHash(schema === 1 && !isDutyState(state) ? (schema1(state) as CaseState) : state);
}
