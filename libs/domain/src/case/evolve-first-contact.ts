import { authorOf } from '../access/actor.js';
import type { Instant } from '../time/instant.js';
import type { CaseEvent, EventOf } from './events.js';
import type { CaseState } from './state.js';
import type { ConsentScope, ConsentState, ServiceType } from './vocabulary/first-contact.js';

/** Immediate concerns, eligibility, consent, assignment, mandatory reports. */
export function evolveFirstContact(state: CaseState, event: CaseEvent): CaseState {
  switch (event.type) {
    case 'EligibilityAnswered': {
      const { eligible, exit, isChild, childrenAtRisk = false } = event.data;
      const stage = eligible ? 'CONSENT_PENDING' : 'NOT_ELIGIBLE';
      const answered = { eligibilityExit: exit ?? null, ageUnsure: isChild === 'unsure', childrenAtRisk };
      return { ...state, ...answered, stage, intakeEndedAs: null };
    }
    case 'AdviceRecorded':
      return { ...state, advice: [...new Set([...state.advice, ...event.data.topics])] };
    case 'IntakeEnded':
      return { ...state, intakeEndedAs: event.data.as };
    case 'ProfileRecorded': {
      const { content: _, ...profile } = event.data;
      return { ...state, profile };
    }
    case 'BirthRecorded':
      return { ...state, birth: { bornOn: event.data.bornOn, estimated: event.data.estimated } };
    case 'CaseRegistered':
      return { ...state, ...loadOf(event), preference: event.data.preference ?? state.preference };
    case 'ImmediateConcernRaised': {
      const { immediateConcernId, type, incident, cardAlert } = event.data;
      const concern = { immediateConcernId, type, incident, cardAlert, raisedAt: event.occurredAt };
      const open = { ...concern, addressedAt: null, addressedBy: null };
      return { ...state, immediateConcerns: { ...state.immediateConcerns, [immediateConcernId]: open } };
    }
    case 'ImmediateConcernAddressed':
      return addressed(state, event);
    case 'UrgentScreenRecorded': {
      const screen = { screenedAt: event.occurredAt, outcome: event.data.outcome };
      return { ...state, urgentScreens: [...(state.urgentScreens ?? []), screen] };
    }
    default:
      return evolveConsent(state, event);
  }
}

/** SUPV-1. */
function loadOf({ data }: EventOf<'CaseRegistered'> | EventOf<'CaseReopened'>): { readonly overLimit?: true } {
  return data.overLimit === true ? { overLimit: true } : {};
}

/** TIME-9: the gate lifts with whatever answered the concern first, as it happened. */
function addressed(state: CaseState, { data, occurredAt }: EventOf<'ImmediateConcernAddressed'>): CaseState {
  const known = state.immediateConcerns[data.immediateConcernId];
  if (known === undefined || (known.addressedAt !== null && known.addressedAt <= occurredAt)) return state;
  const lifted = { ...known, addressedAt: occurredAt, addressedBy: data.by };
  return { ...state, immediateConcerns: { ...state.immediateConcerns, [known.immediateConcernId]: lifted } };
}

/** CONS-4: consent is a legal basis as long as it stands; a supervisor's authorisation outlives another refusal. */
function asked(state: CaseState, event: EventOf<'ConsentRecorded'>): CaseState {
  const { content: _, ...scopes } = event.data;
  const consent = { givenBy: [], assent: null, ...scopes, recordedAt: event.occurredAt };
  const next = { ...state, consent, invitationOutstanding: false };
  if (scopes.participate && scopes.storeData) {
    const granted = { legalBasis: 'consent', legalBasisSince: event.occurredAt, withoutConsent: null } as const;
    const intake = state.episode > 0 ? {} : ({ stage: 'CONSENT_PENDING', intakeEndedAs: null } as const);
    return { ...next, ...granted, ...intake };
  }
  const refused = withoutGivenBasis(next);
  return state.episode > 0 || refused.legalBasis !== null ? refused : { ...refused, stage: 'CONSENT_REFUSED' };
}

/** REOP-1: a re-opening confirms that the child takes part; what was withdrawn from others stays withdrawn. */
function confirmedAnew(state: CaseState, at: Instant): CaseState {
  if (state.legalBasis !== null) return state;
  const consent = state.consent && { ...state.consent, participate: true, storeData: true, recordedAt: at };
  return { ...state, consent, legalBasis: 'consent', legalBasisSince: at };
}

function withoutGivenBasis(state: CaseState): CaseState {
  return state.legalBasis === 'consent' ? { ...state, legalBasis: null, legalBasisSince: null } : state;
}

function evolveConsent(state: CaseState, event: CaseEvent): CaseState {
  switch (event.type) {
    case 'ConsentRecorded':
      return asked(state, event);
    case 'ConsentWithdrawn': {
      if (state.consent === null) return state;
      const consent = withdrawn(state.consent, event.data.scopes, event.data.services);
      const next = { ...state, consent };
      return consent.participate && consent.storeData ? next : withoutGivenBasis(next);
    }
    case 'WithoutConsentProposed': {
      const { ground } = event.data;
      const withoutConsent = { ground, proposedBy: authorOf(event.actor), proposedAt: event.occurredAt };
      return { ...state, withoutConsent, intakeEndedAs: null };
    }
    case 'WithoutConsentAuthorised': {
      const intake = state.episode > 0 ? {} : ({ stage: 'CONSENT_PENDING' } as const);
      const basis = { legalBasis: event.data.legalBasis, legalBasisSince: event.occurredAt };
      return { ...state, ...intake, ...basis, withoutConsent: null, invitationOutstanding: true };
    }
    case 'CaseReopened':
      return { ...confirmedAnew(state, event.occurredAt), ...loadOf(event) };
    case 'FollowUpRecorded': {
      const { qualifies, invited = false } = event.data;
      if (!qualifies || state.legalBasis === null || state.legalBasis === 'consent') return state;
      return { ...state, invitationOutstanding: !invited };
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
    case 'CaseReassigned': {
      const { to, overLimit = false } = event.data;
      const conflictOfInterest = conflictOf(state, to.caseworkerId);
      return { ...state, owner: to, unassigned: false, overLimit, conflictOfInterest };
    }
    case 'ConflictOfInterestDeclared': {
      const { kind, caseworkerId } = event.data;
      const knownConflicts = { ...state.knownConflicts, [caseworkerId]: { kind, declaredAt: event.occurredAt } };
      const conflictOfInterest = conflictOf({ ...state, knownConflicts }, state.owner?.caseworkerId ?? '');
      return { ...state, knownConflicts, conflictOfInterest };
    }
    case 'ConflictOfInterestResolved': {
      const { [state.conflictOfInterest?.caseworkerId ?? '']: _, ...knownConflicts } = state.knownConflicts;
      return { ...state, knownConflicts, conflictOfInterest: null };
    }
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

/** PERM-2: what is known about whoever has the case now. */
function conflictOf({ knownConflicts }: CaseState, caseworkerId: string): CaseState['conflictOfInterest'] {
  const known = knownConflicts[caseworkerId];
  return known === undefined ? null : { ...known, caseworkerId };
}

function withReport(state: CaseState, reportId: string, change: object): CaseState {
  const known = state.mandatoryReports[reportId];
  if (known === undefined) return state;
  return { ...state, mandatoryReports: { ...state.mandatoryReports, [reportId]: { ...known, ...change } } };
}
