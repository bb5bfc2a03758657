import { initialState, type CaseState } from './state.js';

/** What an older release carried from one run of a case to the next: what it did not know is missing. */
export type CarriedCase = Partial<CaseState> & Pick<CaseState, 'seq'>;

/** Whether a carried state knows everything that the record says; an older one lacks what came later. */
export function isWhole(carried: CarriedCase): boolean {
  return Object.keys(initialState('')).every((field) => field in carried);
}

/**
 * A carried state as this release reads it. A field that is new begins as in a new case; what older consents and requests
 * for closure imply is filled in, so that the rules find what they ask for. The record itself says more (see `isWhole`).
 */
export function takenOver(caseId: string, carried: CarriedCase): CaseState {
  const state: CaseState = { ...initialState(caseId), ...carried };
  if (isWhole(carried)) return state;
  const { consent, closureRequest } = state;
  const since = state.identifiedAt ?? '';
  const isAgreed = consent !== null && consent.participate && consent.storeData;
  const basis =
    isAgreed && !('legalBasis' in carried) ? ({ legalBasis: 'consent', legalBasisSince: since } as const) : {};
  return {
    ...state,
    ...basis,
    consent: consent === null ? null : { ...{ givenBy: [], assent: null, recordedAt: since }, ...consent },
    closureRequest: closureRequest === null ? null : { ...{ evidence: {} }, ...closureRequest },
  };
}
