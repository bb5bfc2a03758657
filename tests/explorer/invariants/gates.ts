import type { CaseEvent } from '@caseward/domain';
import { dateIn, dayNumber, type Step } from '../world.js';
import {
  all,
  episodeAt,
  consentIn,
  dangersAt,
  isDead,
  last,
  levelAt,
  monthsAfter,
  ofEpisode,
  type Entry,
} from './history.js';
import { invariant, noneOf } from './invariant.js';

const known = (step: Step, event: CaseEvent): readonly CaseEvent[] => step.after.events.slice(0, event.seq - 1);

/** UA-2, literally: what is refused while an immediate concern is open at the moment of the act. */
function isBarred(event: CaseEvent): boolean {
  switch (event.type) {
    case 'CaseRegistered':
    case 'AssessmentCompleted':
    case 'PlanAgreed':
    case 'PlanSignedOff':
    case 'ReviewHeld':
    case 'LoweringProposed':
      return true;
    case 'ClosureRequested':
    case 'CaseClosed':
      return event.data.reason !== 'death';
    case 'ConcernRated':
      return event.data.confirmedBy !== null;
    default:
      return false;
  }
}

const VISITED = ['goal_met', 'no_longer_at_risk', 'no_further_action', 'other'];

/** From when visits count (3.10, A60), and how many there were, without asking the domain. */
function visitsFor(step: Step, closing: Entry<'CaseClosed'>): string | null {
  const { values } = step.world.policy;
  const events = ofEpisode(known(step, closing));
  const trigger = values['implementation.start_trigger'] === 'first_action' ? 'PlanActionStarted' : 'PlanSignedOff';
  const started = all(events, trigger)[0]?.occurredAt;
  const conclusion = last(events, 'PlanConcluded', 'PlanConclusionCleared');
  const concluded = conclusion?.type === 'PlanConcluded' ? conclusion.occurredAt : undefined;
  const { reason } = closing.data;
  if (reason === 'goal_met' && concluded === undefined) return 'the plan is not concluded';
  const level = last(events, 'RiskLevelChanged');
  const anchors = [
    ...(concluded === undefined ? [] : [concluded]),
    ...(concluded === undefined || reason === 'no_longer_at_risk' ? [started ?? '9'] : []),
    ...(reason === 'no_longer_at_risk' && level !== undefined ? [level.occurredAt] : []),
  ].sort();
  const since = anchors.at(-1)!;
  const dates = new Set(
    all(events, 'FollowUpRecorded')
      .filter(
        ({ occurredAt, data }) => occurredAt > since && (data.reached === 'child' || data.reached === 'caregiver'),
      )
      .map(({ occurredAt }) => dateIn(step.world, occurredAt)),
  );
  const reviews = all(events, 'ReviewHeld').filter(({ occurredAt }) => occurredAt > since).length;
  if (dates.size < (values['closure.min_followups'] as number)) return `${String(dates.size)} visits after ${since}`;
  return reviews < (values['closure.min_reviews'] as number) ? `no review after ${since}` : null;
}

/** CONF-3, recounted from who was invited and what was said. */
function isAgreed(step: Step, closing: Entry<'CaseClosed'>): boolean {
  const events = known(step, closing);
  const requested = last(events, 'ClosureRequested');
  const { values } = step.world.policy;
  return all(events, 'ConferenceConcluded').some(({ seq, data: { conferenceId, outcome } }) => {
    if (outcome !== 'close' || seq < (requested?.seq ?? 0)) return false;
    const convened = all(events, 'ConferenceConvened').find(({ data }) => data.conferenceId === conferenceId);
    const added = all(events, 'ConferenceMembersInvited').filter(({ data }) => data.conferenceId === conferenceId);
    const members = [...(convened?.data.members ?? []), ...added.flatMap(({ data }) => data.members)];
    const chair = members.find(({ memberId }) => memberId === convened?.data.chairId);
    const views = all(events, 'ConferenceViewRecorded').filter(
      ({ data, seq: said }) => data.conferenceId === conferenceId && said < seq,
    );
    const agrees = (id: string): boolean =>
      views.findLast(({ data }) => data.memberId === id)?.data.agreesToClosure === true;
    return (
      chair?.role === 'supervisor' &&
      members.length >= (values['conference.min_members'] as number) &&
      new Set(members.map(({ organisationId }) => organisationId)).size >= (values['conference.min_orgs'] as number) &&
      members.every(({ memberId }) => agrees(memberId))
    );
  });
}

const isCovered = (step: Step, event: Entry<'ReferralSent'>): boolean => {
  const events = known(step, event);
  const consent = consentIn(events);
  const { referralId, service, urgent } = event.data;
  if (all(events, 'SharingOverridden').some(({ data }) => data.referralId === referralId)) return true;
  return consent.services.includes(service) || (urgent && !consent.recorded);
};

const each = <T extends CaseEvent['type']>(
  step: Step,
  types: readonly T[],
  wrong: (event: Entry<T>) => string | null,
): string | null | undefined => {
  const found = all(step.fresh, ...types);
  return found.length === 0 ? undefined : noneOf(found.map(wrong).filter((one) => one !== null));
};

export const GATE_STEPS = [
  invariant('FLOW-1', 'nobody is registered without eligibility and a consent or an authorisation', (step) =>
    each(step, ['CaseRegistered'], (event) => {
      const events = known(step, event);
      const isEligible = last(events, 'EligibilityAnswered')?.data.eligible === true;
      const legal = last(events, 'ConsentRecorded', 'ConsentWithdrawn', 'WithoutConsentAuthorised');
      const mayRegister = consentIn(events).given || legal?.type === 'WithoutConsentAuthorised';
      return isEligible && mayRegister ? null : `eligible ${String(isEligible)}, consent ${String(mayRegister)}`;
    }),
  ),
  invariant('UA-2', 'nothing of the list happens while an immediate concern is open', (step) => {
    const barred = step.fresh.filter(isBarred);
    if (barred.length === 0) return undefined;
    const dead = isDead(step.before.events);
    return noneOf(
      barred
        .filter((event) => !dead && dangersAt(known(step, event), event.occurredAt).length > 0)
        .map(({ type }) => type),
    );
  }),
  invariant('CONS-5', 'nothing leaves outside the consent without an override', (step) =>
    each(step, ['ReferralSent', 'TransferSent'], (event) => {
      if (event.type === 'ReferralSent') return isCovered(step, event) ? null : event.data.service;
      const isTold = consentIn(known(step, event)).caseTransfer;
      return isTold || (event.data.overridden && event.data.content !== undefined) ? null : 'the whole case';
    }),
  ),
  invariant('CONS-6', 'withdrawn consent flags what was shared under it for recall', (step) => {
    if (last(step.fresh, 'ConsentWithdrawn') === undefined) return undefined;
    const { services } = consentIn(step.after.events);
    return noneOf(
      Object.values(step.after.state.referrals)
        .filter(({ status, service, overridden, recall }) => {
          const isOpen = status === 'sent' || status === 'accepted';
          const wasCovered = consentIn(step.before.events).services.includes(service);
          return isOpen && wasCovered && !services.includes(service) && !overridden && !recall;
        })
        .map(({ referralId }) => referralId),
    );
  }),
  invariant('PLAN-2', 'nothing of a plan starts before its sign-off', (step) =>
    each(step, ['ReferralSent', 'ServiceRecorded', 'PlanActionStarted', 'PlanConcluded', 'ReviewHeld'], (event) => {
      const isSigned = all(episodeAt(known(step, event), event.occurredAt), 'PlanSignedOff').length > 0;
      if (isSigned) return null;
      if (event.type === 'ReferralSent' && (event.data.urgent || last(step.fresh, 'SharingOverridden') !== undefined))
        return null;
      if (event.type === 'ReviewHeld' && last(step.fresh, 'ConferenceConcluded') !== undefined) return null;
      const { command } = step;
      if (command?.type === 'recordService' && command.payload.urgent === true) return null;
      return event.type;
    }),
  ),
  invariant('BID-2', 'an action that needs a determination waits for it', (step) =>
    each(step, ['PlanActionStarted'], (event) => {
      const events = ofEpisode(known(step, event));
      const inForce = last(events, 'PlanSignedOff')?.data.revision;
      const listed = all(events, 'PlanActionsListed').findLast(({ data }) => data.revision === inForce);
      const bid = listed?.data.actions.find(({ actionId }) => actionId === event.data.actionId)?.bid;
      if (bid === undefined) return null;
      const flagged = all(events, 'BidFlagged')
        .filter(({ data }) => data.kind === bid)
        .map(({ data }) => data.bidId);
      const outcome = flagged.map(
        (id) => all(events, 'BidDecided').findLast(({ data }) => data.bidId === id)?.data.outcome,
      );
      return outcome.includes('approve') ? null : bid;
    }),
  ),
  invariant('SPEC-3.10', 'no closure around two visits and a review', (step) =>
    each(step, ['CaseClosed'], (event) => (VISITED.includes(event.data.reason) ? visitsFor(step, event) : null)),
  ),
  invariant('CLOSE-1', 'high and medium risk close only with a conference that agreed', (step) =>
    each(step, ['CaseClosed'], (event) => {
      const { reason } = event.data;
      if (reason === 'death' || reason === 'opened_in_error') return null;
      const level = levelAt(step.world, known(step, event), event.occurredAt);
      const way = step.world.policy.values[`closure.approval.${level.toLowerCase()}`];
      return way !== 'conference' || isAgreed(step, event) ? null : `closed at ${level}`;
    }),
  ),
  invariant('TR-4', 'no case closes with a transfer that waits for an answer', (step) =>
    each(step, ['CaseClosed'], (event) => {
      const events = known(step, event);
      const answered = all(events, 'TransferAccepted', 'TransferRejected', 'TransferRevoked').map(
        ({ data }) => data.transferId,
      );
      const waiting = all(events, 'TransferSent').filter(({ data }) => !answered.includes(data.transferId));
      return waiting.length === 0 ? null : 'a transfer waits';
    }),
  ),
  invariant('CLOSE-4', 'a child is given up as not contactable only after months of attempts', (step) =>
    each(step, ['CaseClosed'], (event) => {
      if (event.data.reason !== 'not_contactable') return null;
      const { values } = step.world.policy;
      const contacts = all(ofEpisode(known(step, event)), 'FollowUpRecorded').sort((a, b) =>
        a.occurredAt.localeCompare(b.occurredAt),
      );
      const success = contacts.findLastIndex(({ data }) => data.reached === 'child' || data.reached === 'caregiver');
      const failed = contacts.slice(success + 1).filter(({ data }) => data.reached === 'nobody');
      if (failed.length < (values['closure.not_contactable.min_attempts'] as number))
        return `${String(failed.length)} attempts`;
      const channels = new Set(failed.map(({ data }) => data.channel)).size;
      if (channels < (values['closure.not_contactable.min_channels'] as number)) return `${String(channels)} channel`;
      const earliest = monthsAfter(
        dateIn(step.world, failed[0]!.occurredAt),
        values['closure.not_contactable_months'] as number,
      );
      return dateIn(step.world, event.occurredAt) < earliest ? `before ${earliest}` : null;
    }),
  ),
  invariant('CLOSE-2', 'a closure that needs visits waits for the period of stability', (step) =>
    each(step, ['ClosureRequested'], (event) => {
      const concluded = step.before.state.planConcludedAt;
      if (concluded === null || !VISITED.includes(event.data.reason)) return null;
      const days = dayNumber(dateIn(step.world, event.occurredAt)) - dayNumber(dateIn(step.world, concluded));
      return days < (step.world.policy.values['closure.stability_days'] as number) ? `${String(days)} days` : null;
    }),
  ),
  invariant(
    'CLOSE-3',
    'a rise voids a request to close and the conclusion of the plan',
    ({ world, before, after, command }) => {
      const order = world.policy.values['risk.levels'] as readonly string[];
      const isRise = order.indexOf(after.state.level) > order.indexOf(before.state.level);
      if (!isRise || before.state.stage === 'CLOSED' || before.state.episode === 0 || command === null)
        return undefined;
      return after.state.closureRequest === null && after.state.planConcludedAt === null ? null : after.state.stage;
    },
  ),
  invariant('POST-1', 'a final review is not held before its day', (step) =>
    each(step, ['FinalReviewHeld'], (event) => {
      const closing = last(known(step, event), 'CaseClosed');
      if (closing === undefined) return 'nothing was closed';
      const earliest = monthsAfter(
        dateIn(step.world, closing.occurredAt),
        step.world.policy.values['post_closure.months'] as number,
      );
      return dateIn(step.world, event.occurredAt) < earliest ? `before ${earliest}` : null;
    }),
  ),
  invariant('CLOSE-5', 'a case that closed with a death is not re-opened', (step) =>
    each(step, ['CaseReopened'], (event) => (isDead(known(step, event)) ? 're-opened' : null)),
  ),
  invariant('A58', 'a closed case does not rise', ({ world, before, after }) => {
    if (before.state.stage !== 'CLOSED' || after.state.stage !== 'CLOSED') return undefined;
    const order = world.policy.values['risk.levels'] as readonly string[];
    return order.indexOf(after.state.level) > order.indexOf(before.state.level) ? after.state.level : null;
  }),
];
