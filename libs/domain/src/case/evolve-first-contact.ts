import { authorOf } from '../access/actor.js';
import type { CaseEvent } from './events.js';
import type { CaseState } from './state.js';
import type { ConsentScope, ConsentState, ServiceType } from './vocabulary/first-contact.js';

/** Immediate concerns, eligibility, consent, assignment, mandatory reports. */
export function evolveFirstContact(state: CaseState, event: CaseEvent): CaseState {
  switch (event.type) {
    case 'EligibilityAnswered': {
      const { eligible, exit, isChild } = event.data;
      const stage = eligible ? 'CONSENT_PENDING' : 'NOT_ELIGIBLE';
      return { ...state, stage, eligibilityExit: exit ?? null, ageUnsure: isChild === 'unsure' };
    }
    case 'AdviceRecorded':
      return { ...state, advice: [...new Set([...state.advice, ...event.data.topics])] };
    case 'IntakeEnded':
      return { ...state, intakeEndedAs: event.data.as };
    case 'BirthRecorded':
      return { ...state, birth: { bornOn: event.data.bornOn, estimated: event.data.estimated } };
    case 'CaseRegistered':
      return { ...state, preference: event.data.preference ?? state.preference };
    case 'ImmediateConcernRaised': {
      const { immediateConcernId, type, incident, cardAlert } = event.data;
      const concern = { immediateConcernId, type, incident, cardAlert, raisedAt: event.occurredAt };
      const open = { ...concern, addressedAt: null, addressedBy: null };
      return { ...state, immediateConcerns: { ...state.immediateConcerns, [immediateConcernId]: open } };
    }
    case 'ImmediateConcernAddressed': {
      const known = state.immediateConcerns[event.data.immediateConcernId];
      if (known === undefined) return state;
      const addressed = { ...known, addressedAt: event.occurredAt, addressedBy: event.data.by };
      return { ...state, immediateConcerns: { ...state.immediateConcerns, [known.immediateConcernId]: addressed } };
    }
    default:
      return evolveConsent(state, event);
  }
}

function evolveConsent(state: CaseState, event: CaseEvent): CaseState {
  switch (event.type) {
    case 'ConsentRecorded': {
      const { content: _, ...scopes } = event.data;
      const consent = { givenBy: [], assent: false, ...scopes, recordedAt: event.occurredAt };
      const agreed = scopes.participate && scopes.storeData;
      if (state.episode > 0) return { ...state, consent, ...(agreed ? { legalBasis: 'consent' } : {}) };
      return {
        ...state,
        consent,
        legalBasis: agreed ? 'consent' : null,
        withoutConsent: null,
        intakeEndedAs: null,
        stage: agreed ? 'CONSENT_PENDING' : 'CONSENT_REFUSED',
      };
    }
    case 'ConsentWithdrawn': {
      if (state.consent === null) return state;
      return { ...state, consent: withdrawn(state.consent, event.data.scopes, event.data.services) };
    }
    case 'WithoutConsentProposed': {
      const { ground } = event.data;
      const withoutConsent = { ground, proposedBy: authorOf(event.actor), proposedAt: event.occurredAt };
      return { ...state, withoutConsent };
    }
    case 'WithoutConsentAuthorised': {
      const stage = state.episode === 0 ? 'CONSENT_PENDING' : state.stage;
      return { ...state, stage, withoutConsent: null, legalBasis: event.data.legalBasis };
    }
    case 'WithoutConsentRefused':
      return { ...state, withoutConsent: null };
    default:
      return evolveResponsibility(state, event);
  }
}

function withdrawn(
  consent: ConsentState,
  scopes: readonly ConsentScope[],
  services: readonly ServiceType[],
): ConsentState {
  const left: Record<string, unknown> = { ...consent };
  for (const scope of scopes) {
    if (scope !== 'services') left[scope] = false;
    else left['services'] = (consent.services ?? []).filter((service) => !services.includes(service));
  }
  return left as unknown as ConsentState;
}

function evolveResponsibility(state: CaseState, event: CaseEvent): CaseState {
  switch (event.type) {
    case 'CaseAssigned':
      return { ...state, owner: event.data.to, unassigned: false, overLimit: event.data.overLimit };
    case 'CaseReassigned':
      return {
        ...state,
        unassigned: false,
        overLimit: event.data.overLimit ?? false,
        conflictOfInterest: conflictAfter(state, event.data.to.caseworkerId),
      };
    case 'ConflictOfInterestDeclared':
      return {
        ...state,
        conflictOfInterest: {
          kind: event.data.kind,
          caseworkerId: event.data.caseworkerId,
          declaredAt: event.occurredAt,
        },
      };
    case 'ConflictOfInterestResolved':
      return { ...state, conflictOfInterest: null };
    case 'MandatoryReportRaised': {
      const { reportId, law } = event.data;
      const raised = { reportId, law, raisedBy: authorOf(event.actor), raisedAt: event.occurredAt };
      const report = { ...raised, advice: null, decision: null };
      return { ...state, mandatoryReports: { ...state.mandatoryReports, [reportId]: report } };
    }
    case 'MandatoryReportAdvised':
      return withReport(state, event.data.reportId, { advice: event.data.advice });
    case 'MandatoryReportDecided':
      return withReport(state, event.data.reportId, { decision: event.data.decision });
    default:
      return state;
  }
}

function conflictAfter(state: CaseState, caseworkerId: string): CaseState['conflictOfInterest'] {
  return state.conflictOfInterest?.caseworkerId === caseworkerId ? state.conflictOfInterest : null;
}

function withReport(state: CaseState, reportId: string, change: object): CaseState {
  const known = state.mandatoryReports[reportId];
  if (known === undefined) return state;
  return { ...state, mandatoryReports: { ...state.mandatoryReports, [reportId]: { ...known, ...change } } };
}
