import { approvalWayOf, type ClosureChecks, type ClosureReason } from '@caseward/domain';
import { DAY, HOUR, localDate, YEAR } from '../calendar.js';
import type { CaseInPlay } from '../play.js';
import { untilSupervisor } from './answers.js';
import { someConcerns } from './intake.js';
import { feedback } from './feedback.js';
import { plotOf } from './plot.js';
import type { Reactions } from './reactions.js';

const CHECKS: ClosureChecks = {
  childAndFamilyInvolved: true,
  workersTold: true,
  contactForLaterGiven: true,
  feedbackOffered: true,
  fileComplete: true,
  storageFormAgreed: true,
  keepUntil: `${String(YEAR + 20)}-12-31`,
};
const EVIDENCE = { transitionPlan: true, supportInformationGiven: true, agencySearchRecorded: true, goalMet: true };
const MOST_ATTEMPTS = 5;
const AFTER_VISITS: readonly ClosureReason[] = ['goal_met', 'no_longer_at_risk', 'no_further_action', 'other'];

/** Asks for the closure; what it lacks is done, and it is asked for again. */
export function tryToClose(played: CaseInPlay, reason: ClosureReason): void {
  const { luck, state } = played;
  const plot = plotOf(played);
  if (state.closure !== null || state.closureRequest !== null || state.episode === 0) return;
  if ((state.death !== null) !== (reason === 'death')) return;
  if (isHeld(played)) {
    played.after(2 * DAY, () => tryToClose(played, reason));
    return;
  }
  if (reason !== 'death' && reason !== 'not_contactable') {
    if (luck.happens(0.6)) feedback(played, 'child');
    if (luck.happens(0.55)) feedback(played, 'caregiver');
  }
  const payload = { reason, checks: CHECKS, evidence: EVIDENCE, ...played.content('closure') };
  plot.attempts += 1;
  if (played.work('requestClosure', payload) || plot.attempts >= MOST_ATTEMPTS) return;
  if (AFTER_VISITS.includes(reason)) visitBefore(played, reason);
  else played.after(14 * DAY, () => tryToClose(played, reason));
}

/** UA-2, TR-4: danger and a transfer that waits for its answer come first. */
function isHeld(played: CaseInPlay): boolean {
  const waits = Object.values(played.state.transfers).some(({ status }) => status === 'sent');
  return played.state.death === null && (played.isInDanger() || waits);
}

/** 3.10: two visits and a review. */
function visitBefore(played: CaseInPlay, reason: ClosureReason): void {
  const visit = (): void => {
    if (played.isOpen)
      played.work('recordFollowUp', { reached: 'child', channel: 'visit', ...played.content('follow_up') });
  };
  played.after(3 * DAY, visit);
  played.after(8 * DAY, visit);
  played.after(9 * DAY, () => {
    if (played.isOpen && played.state.implementationStarted && !played.isInDanger()) {
      played.work('holdReview', played.content('review'));
    }
  });
  played.after(10 * DAY, () => tryToClose(played, reason));
}

/** The plan has reached its goal, or what it could. */
function conclude(played: CaseInPlay, reason: ClosureReason): void {
  const { state } = played;
  if (!played.isOpen || state.closureRequest !== null) return;
  if (reason !== 'goal_met') {
    tryToClose(played, reason);
    return;
  }
  if (state.planConcludedAt === null) {
    const isReady = state.stage === 'IMPLEMENTING' && state.plan?.status === 'signed_off' && !played.isInDanger();
    if (!isReady) {
      played.after(6 * DAY, () => conclude(played, reason));
      return;
    }
    played.work('concludePlan', played.content('case_plan'));
  }
  visitBefore(played, reason);
}

export const closingReactions: Reactions = {
  PlanSignedOff: (played) => {
    const { ending } = plotOf(played);
    if (ending !== 'goal_met' && ending !== 'no_further_action' && ending !== 'other') return;
    played.after(played.luck.between(25, 210) * DAY, () => conclude(played, ending));
  },
  PlanConclusionCleared: (played) => {
    played.after(played.luck.between(30, 80) * DAY, () => conclude(played, 'goal_met'));
  },
  ClosureRequested: (played, { data }) => {
    const byConference = approvalWayOf(played.policy, played.state.level) === 'conference';
    const { reason } = data;
    if (byConference && reason !== 'death' && reason !== 'opened_in_error') convene(played);
    else played.after(untilSupervisor(played, 4 * played.luck.next()), () => decideOn(played));
  },
  ClosureReturned: (played) => {
    const { ending } = plotOf(played);
    const reason = ending === 'goes on' ? 'goal_met' : ending;
    played.after(played.luck.between(12, 40) * DAY, () => conclude(played, reason));
  },
  CaseClosed: (played, { data }) => {
    const { luck, year } = played;
    if (data.reason === 'death') return;
    if (luck.happens(0.04)) {
      const foundAtMs = year.nowMs - luck.between(5, 50) * HOUR;
      const found = { immediateConcernId: played.id('danger'), type: 'other' } as const;
      played.after(DAY, () => played.work('raiseImmediateConcern', found, foundAtMs));
    }
    if (!luck.happens(0.12)) return;
    played.after(luck.between(10, 200) * DAY, () => comeBack(played));
  },
};

/** CLOSE-1, CONF-3: supervisor, caseworker and somebody from another organisation. */
function convene(played: CaseInPlay): void {
  const conferenceId = played.id('conference');
  const { supervisor: chair, owner, luck } = played;
  const members = [
    { memberId: chair.personId, organisationId: owner.agencyId, role: 'supervisor' },
    { memberId: owner.caseworkerId, organisationId: owner.agencyId, role: 'caseworker' },
    { memberId: 'y-school-1', organisationId: 'y-school', role: 'specialist' },
  ] as const;
  const days = luck.between(2, 9);
  const plannedFor = localDate(played.year.nowMs + days * DAY);
  played.work('conveneConference', {
    conferenceId,
    purposes: ['closure'],
    chairId: chair.personId,
    plannedFor,
    members,
  });
  const agree = luck.happens(0.9);
  played.after(untilSupervisor(played, days), () => {
    if (played.state.closureRequest === null || played.state.conferences[conferenceId]?.status !== 'convened') return;
    for (const { memberId, role } of members) {
      const agreesToClosure = agree || role !== 'specialist';
      const view = { conferenceId, memberId, agreesToClosure, attended: true, ...played.content('view') };
      played.give(played.supervisor, 'recordConferenceView', view);
    }
    const report = { conferenceId, childOrCaregiverPresent: true, ...played.content('conference_report') };
    played.give(played.supervisor, 'concludeConference', { ...report, outcome: agree ? 'close' : 'stay_open' });
    played.after(untilSupervisor(played, 1), () => decideOn(played, agree));
  });
}

function decideOn(played: CaseInPlay, agreed = true): void {
  const { state, luck, supervisor } = played;
  if (state.closureRequest === null) return;
  if (isHeld(played)) {
    played.after(DAY, () => decideOn(played, agreed));
    return;
  }
  if (!agreed || (state.death === null && luck.happens(0.07))) {
    played.give(supervisor, 'returnClosure', played.content('decision'));
    return;
  }
  const approved = played.give(supervisor, 'approveClosure', {
    noGroundsAgainstWish: true,
    finalReview: luck.happens(0.5),
    ...played.content('closure'),
  });
  if (!approved) played.after(3 * HOUR, () => played.give(supervisor, 'returnClosure', played.content('decision')));
}

/** REOP-1: a known child comes back. */
function comeBack(played: CaseInPlay): void {
  const { luck } = played;
  if (played.state.stage !== 'CLOSED' || played.state.death !== null) return;
  const concerns = someConcerns(played);
  const confirmed = { eligibilityConfirmed: true, consentConfirmed: true };
  if (!played.work('requestReopening', { ...confirmed, concerns, ...played.content('reopening') })) return;
  played.after(untilSupervisor(played, luck.next()), () => {
    if (played.state.reopeningRequest === null) return;
    if (luck.happens(0.9)) played.give(played.supervisor, 'approveReopening', {});
    else played.give(played.supervisor, 'returnReopening', played.content('decision'));
  });
}
