import { isAdviceOwed } from './advice.js';
import type { Instant } from '../time/instant.js';
import type { CommandType } from './commands.js';
import type { Fact, FactType } from './events.js';
import { isOpen } from './lifecycle.js';
import type { ObligationKind } from './obligation.js';
import type { CaseState } from './state.js';
import { caseworker, managers, supervisors, task, type TaskRow } from './task-row.js';
import { screenToDo } from './urgent-screen.js';

/** What follows from first contact: urgent action, eligibility, consent, advice, reports that a law may require. */
export function firstContactTasks(state: CaseState): TaskRow[] {
  return [
    ...nextStepTasks(state),
    ...screenTasks(state),
    ...urgentTasks(state),
    ...consentTasks(state),
    ...reportTasks(state),
  ];
}

/** What the caseworker does next before a clock runs: eligibility, consent, registration (FLOW-1), advice (4.1). */
function nextStepTasks(state: CaseState): TaskRow[] {
  const command = nextStep(state);
  if (command === null) return [];
  const kind = command === 'recordAdvice' ? 'exit_advice' : 'first_contact';
  return [task(state, kind, kind, command, caseworker(state), state.identifiedAt ?? '')];
}

function nextStep(state: CaseState): CommandType | null {
  const { stage, legalBasis, withoutConsent } = state;
  if (stage === 'IDENTIFIED') return 'answerEligibility';
  if (stage === 'CONSENT_PENDING') return legalBasis === null ? 'recordConsent' : 'registerCase';
  return withoutConsent === null && isAdviceOwed(state) ? 'recordAdvice' : null;
}

/** UA-2: until it is addressed; the supervisors are told (3.4). UA-10: a card that is missing or old is the supervisors' to put right. */
function urgentTasks(state: CaseState): TaskRow[] {
  const onClock = new Set(
    factsBehind(state, 'urgent_action', 'ImmediateConcernRaised').map(({ data }) => data.immediateConcernId),
  );
  return Object.values(state.immediateConcerns)
    .filter(({ addressedAt }) => addressedAt === null)
    .flatMap(({ immediateConcernId: id, cardAlert, raisedAt }) => {
      const row = (kind: 'immediate_concern' | 'immediate_concern_told' | 'card_alert') =>
        task(
          state,
          kind,
          `${kind}:${id}`,
          'addressImmediateConcern',
          kind === 'immediate_concern' ? caseworker(state) : supervisors(state),
          raisedAt,
        );
      return [
        ...(onClock.has(id) ? [] : [row('immediate_concern')]),
        // Without a caseworker the concern itself already waits for the supervisors.
        ...(state.unassigned && !onClock.has(id) ? [] : [row('immediate_concern_told')]),
        ...(cardAlert === null ? [] : [row('card_alert')]),
      ];
    });
}

/** FLOW-1, A19: somebody looks for immediate concerns before anything else, and again before registration. */
function screenTasks(state: CaseState): TaskRow[] {
  const step = screenToDo(state);
  if (step === null) return [];
  const since = (step === 'first' ? null : state.legalBasisSince) ?? state.identifiedAt ?? '';
  return [task(state, 'urgent_screen', `urgent_screen:${step}`, 'recordUrgentScreen', caseworker(state), since)];
}

/** CONS-3: the supervisor decides on a ground; who is helped without consent is invited again and again. PERM-2. */
function consentTasks(state: CaseState): TaskRow[] {
  const { withoutConsent, invitationOutstanding, conflictOfInterest, stage, episode } = state;
  const rows: TaskRow[] = [];
  if (withoutConsent !== null) {
    const since = withoutConsent.proposedAt;
    rows.push(
      task(state, 'consent_override', 'consent_override', 'authoriseWithoutConsent', supervisors(state), since),
    );
  }
  if (invitationOutstanding && episode > 0 && isOpen(stage)) {
    const since = registeredAt(state);
    rows.push(task(state, 'invite_to_take_part', 'invitation', 'recordFollowUp', caseworker(state), since));
  }
  if (conflictOfInterest !== null) {
    const since = conflictOfInterest.declaredAt;
    const command = 'resolveConflictOfInterest';
    rows.push(task(state, 'conflict_of_interest', 'conflict_of_interest', command, supervisors(state), since));
  }
  return rows;
}

function registeredAt({ facts, identifiedAt }: CaseState): Instant {
  const registered = facts.findLast(({ type }) => type === 'CaseRegistered' || type === 'CaseReopened');
  return registered?.occurredAt ?? identifiedAt ?? '';
}

/** MAND-1: the supervisor advises, the highest level decides; with a statutory deadline the clock asks. */
function reportTasks(state: CaseState): TaskRow[] {
  const onClock = new Set(
    factsBehind(state, 'mandatory_report', 'MandatoryReportRaised').map(({ data }) => data.reportId),
  );
  return Object.values(state.mandatoryReports)
    .filter(({ decision }) => decision === null || decision === 'defer')
    .flatMap(({ reportId: id, advice, raisedAt }) => [
      ...(advice === null
        ? [
            task(
              state,
              'mandatory_report_advice',
              `report_advice:${id}`,
              'adviseMandatoryReport',
              supervisors(state),
              raisedAt,
            ),
          ]
        : []),
      ...(onClock.has(id)
        ? []
        : [
            task(
              state,
              'mandatory_report_decision',
              `report:${id}`,
              'decideMandatoryReport',
              managers(state),
              raisedAt,
            ),
          ]),
    ]);
}

/** The facts that started the running clocks of a kind: an obligation's key ends with the seq of its fact. */
export function factsBehind<T extends FactType>(
  { obligations, facts }: CaseState,
  kind: ObligationKind,
  type: T,
): Extract<Fact, { type: T }>[] {
  const seqs = new Set(
    Object.values(obligations)
      .filter((duty) => duty.kind === kind && duty.status === 'open')
      .map(({ key }) => Number(key.slice(key.lastIndexOf(':') + 1))),
  );
  return facts.filter((fact): fact is Extract<Fact, { type: T }> => fact.type === type && seqs.has(fact.seq));
}
