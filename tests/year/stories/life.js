import { SERVICE_TYPES } from '@caseward/domain';
import { DAY, HOUR, localDate } from '../calendar.js';
import { AGENCY, manager, NEIGHBOUR } from '../cast.js';
import { tryToClose } from './closing.js';
import { consentScopes, profileOf } from './intake.js';
import { feedback } from './feedback.js';
import { newPlot, plotOf } from './plot.js';
import { allToNone, step } from './ratings.js';
import { refer } from './referrals.js';
import { findDanger } from './urgent.js';
import { untilSupervisor } from './answers.js';
/** What comes between: it happens to an open case or not at all. */
function mayHappen(played, probability, withinDays, act) {
  const { luck } = played;
  if (!luck.happens(probability)) return;
  played.after(luck.between(1, withinDays) * DAY + luck.upTo(600) * 60_000, () => {
    if (played.isOpen) act();
  });
}
function dayToDay(played) {
  const { luck } = played;
  mayHappen(played, 0.12, 150, () => findDanger(played));
  mayHappen(played, 0.05, 120, () => findDanger(played, luck.between(6, 90)));
  mayHappen(played, 0.1, 120, () => rise(played));
  mayHappen(played, 0.08, 160, () => reassign(played));
  mayHappen(played, 0.14, 150, () => transfer(played));
  mayHappen(played, 0.03, 40, () => shareAtOnce(played));
  mayHappen(played, 0.03, 60, () => conflict(played));
  mayHappen(played, 0.05, 90, () => {
    played.work('raiseMandatoryReport', { reportId: played.id('report'), law: 'law-1', ...played.content('report') });
  });
  mayHappen(played, 0.04, 120, () => withdraw(played));
  mayHappen(played, 0.06, 60, () => played.work('recordProfile', { profile: profileOf(played) }));
  mayHappen(played, 0.05, 90, () => played.work('recordConsent', consentScopes(played)));
  mayHappen(played, 0.15, 120, () => feedback(played, luck.happens(0.5) ? 'child' : 'caregiver'));
  mayHappen(played, 0.2, 60, () => {
    const startedOn = localDate(played.year.nowMs - luck.upTo(5) * DAY);
    if (played.state.implementationStarted)
      played.work('recordService', { service: luck.one(SERVICE_TYPES), startedOn });
  });
  mayHappen(played, 0.03, 60, () => flagBid(played));
  mayHappen(played, 0.04, 120, () => meet(played));
}
function rise(played) {
  const [rating] = step(played, 1);
  if (rating !== undefined) played.work('rateConcern', { rating, sourceForm: 'other', ...played.content('note') });
}
function flagBid(played) {
  played.work('flagBid', { bidId: played.id('bid'), kind: 'severe_long_term_effect', ...played.content('bid') });
}
/** CONS-5, PLAN-2: outside the consent and before any plan, because safety is at risk. */
function shareAtOnce(played) {
  const referralId = refer(played, 'safety', false, 'draft');
  if (referralId === null) return;
  const reason = played.content('override');
  const payload = { referralId, ground: 'immediate_safety_risk', ...reason };
  played.after(HOUR, () => {
    if (played.isOpen) played.give(played.supervisor, 'overrideSharing', payload);
  });
}
function withdraw(played) {
  const { consent } = played.state;
  const scopes = ['reporting', 'services', 'unhcr'].filter((scope) =>
    scope === 'services' ? (consent?.services ?? []).length > 0 : consent?.[scope] === true,
  );
  if (scopes.length === 0) return;
  played.work('withdrawConsent', { scopes: [played.luck.one(scopes)], ...played.content('consent') });
}
/** TR-2: inside the agency. */
function reassign(played) {
  const { year, luck } = played;
  const to = year.freeCaseworker(played.team, luck, played.owner.caseworkerId);
  played.give(played.supervisor, 'reassignCase', {
    to,
    childAndFamilyConsulted: true,
    receiverOpenCases: year.openCasesOf(to.caseworkerId),
  });
}
function transfer(played) {
  if (Object.values(played.state.transfers).some(({ status }) => status === 'sent' || status === 'proposed')) return;
  played.work('proposeTransfer', {
    transferId: played.id('transfer'),
    toAgencyId: played.owner.agencyId === AGENCY ? NEIGHBOUR : AGENCY,
    reason: played.luck.one(['child_moves', 'specialised_service', 'organisational']),
    childAndFamilyConsulted: true,
    metNewCaseworker: played.luck.happens(0.7),
    ...played.content('transfer'),
  });
}
function conflict(played) {
  if (played.state.conflictOfInterest !== null) return;
  played.work('declareConflictOfInterest', { kind: 'social_network', ...played.content('note') });
  played.after(untilSupervisor(played, 1), () => {
    if (!played.isOpen || played.state.conflictOfInterest === null) return;
    if (played.luck.happens(0.7)) reassign(played);
    else played.give(played.supervisor, 'resolveConflictOfInterest', played.content('decision'));
  });
}
/** A conference on a complex case; now and then its report is a review, or asks for another plan. */
function meet(played) {
  const conferenceId = played.id('conference');
  const { supervisor: chair, luck } = played;
  const members = [
    { memberId: chair.personId, organisationId: played.owner.agencyId, role: 'supervisor' },
    { memberId: 'y-school-1', organisationId: 'y-school', role: 'specialist' },
  ];
  const plannedFor = localDate(played.year.nowMs + 7 * DAY);
  const called = { conferenceId, purposes: ['complex_case'], chairId: chair.personId, plannedFor, members };
  if (!played.work('conveneConference', called)) return;
  played.after(untilSupervisor(played, 7), () => {
    if (!played.isOpen) return;
    const canReview = played.state.implementationStarted && !played.isInDanger();
    played.give(played.supervisor, 'concludeConference', {
      conferenceId,
      outcome: 'stay_open',
      childOrCaregiverPresent: luck.happens(0.6),
      ...(canReview && luck.happens(0.4) ? { review: true } : {}),
      ...(luck.happens(0.3) ? { planChange: true } : {}),
      ...(luck.happens(0.2) ? { reassess: true } : {}),
      ...played.content('conference_report'),
    });
  });
}
/** How the ending comes about that the story has in store. */
const HEADED = {
  opened_in_error: (played) => {
    played.after(2 * DAY, () => {
      if (played.isOpen && played.state.plan === null) tryToClose(played, 'opened_in_error');
    });
  },
  wish_to_stop: (played) => {
    mayHappen(played, 1, 90, () => {
      if (played.luck.happens(0.4) && played.state.consent?.participate === true) {
        played.work('withdrawConsent', { scopes: ['participate'], ...played.content('consent') });
      }
      tryToClose(played, 'wish_to_stop');
    });
  },
  relocated: (played) => mayHappen(played, 1, 150, () => tryToClose(played, 'relocated')),
  durable_solution: (played) => mayHappen(played, 1, 200, () => tryToClose(played, 'durable_solution')),
  not_contactable: (played) => {
    mayHappen(played, 1, 60, () => {
      plotOf(played).lostFromMs = played.year.nowMs;
      played.after(105 * DAY, () => tryToClose(played, 'not_contactable'));
    });
  },
  death: (played) => mayHappen(played, 1, 150, () => die(played)),
};
function die(played) {
  const diedOn = localDate(played.year.nowMs - played.luck.upTo(4) * DAY);
  if (!played.work('recordDeath', { diedOn, ...played.content('note') })) return;
  played.after(played.luck.between(5, 60) * HOUR, () => tryToClose(played, 'death'));
  if (played.luck.happens(0.3))
    played.after(untilSupervisor(played, played.luck.between(1, 12)), () => correct(played));
}
/** A79: it was another child. */
function correct(played) {
  plotOf(played).ending = 'goal_met';
  if (!played.give(played.supervisor, 'proposeDeathCorrection', played.content('note'))) return;
  played.after(untilSupervisor(played, 2), () => played.give(manager(played.owner), 'confirmDeathCorrection', {}));
}
export const lifeReactions = {
  CaseRegistered: (played) => {
    dayToDay(played);
    HEADED[plotOf(played).ending]?.(played);
  },
  CaseReopened: (played) => {
    newPlot(played);
    dayToDay(played);
    HEADED[plotOf(played).ending]?.(played);
  },
  ClosureRecommended: (played) => {
    const reason = played.state.plan === null ? 'no_risk_found' : 'no_longer_at_risk';
    if (!played.luck.happens(0.7)) return;
    played.after(played.luck.between(1, 9) * DAY, () => {
      if (played.state.closureRecommended) tryToClose(played, reason);
    });
  },
  TurnedEighteen: (played) => {
    played.after(played.luck.between(3, 30) * DAY, () => {
      if (played.isOpen) tryToClose(played, 'turned_18');
    });
  },
  PlanSignedOff: (played) => {
    const { ending } = plotOf(played);
    if (ending !== 'no_longer_at_risk') return;
    mayHappen(played, 1, 140, () => {
      for (const rating of allToNone(played)) played.work('rateConcern', { rating, sourceForm: 'review' });
    });
  },
};
//# sourceMappingURL=life.js.map
