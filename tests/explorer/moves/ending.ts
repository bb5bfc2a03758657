import type { ClosureReason, ConferenceMember } from '@caseward/domain';
import { dateIn, DAY, instant } from '../world.js';
import { CONTENT, firstOf, freshId, move, type Move } from './move.js';

const checks = {
  childAndFamilyInvolved: true,
  workersTold: true,
  contactForLaterGiven: true,
  feedbackOffered: true,
  fileComplete: true,
  storageFormAgreed: true,
  keepUntil: '2046-01-01',
};
const evidence = {
  transitionPlan: true,
  supportInformationGiven: true,
  agencySearchRecorded: true,
  goalMet: true,
};

const close = (reason: ClosureReason, late = 0): Move =>
  move(
    `asks to close: ${reason} ${String(late)} days ago`,
    'caseworker',
    'requestClosure',
    {
      reason,
      checks,
      evidence,
      content: CONTENT,
    },
    late,
  );

export const CLOSING: readonly Move[] = [
  move('concludes the plan', 'caseworker', 'concludePlan', {}),
  move('concluded the plan yesterday', 'caseworker', 'concludePlan', {}, 1),
  ...(['goal_met', 'no_longer_at_risk', 'no_risk_found', 'other', 'not_contactable', 'wish_to_stop'] as const).map(
    (reason) => close(reason),
  ),
  close('goal_met', 1),
  ...(['supervisor', 'manager', 'caseworker'] as const).map((part) =>
    move('approves the closure', part, 'approveClosure', { noGroundsAgainstWish: true, content: CONTENT }),
  ),
  move('returns the closure', 'supervisor', 'returnClosure', { content: CONTENT }),
  move('keeps the case open', 'supervisor', 'keepCaseOpen', { content: CONTENT }),
];

export const AFTERWARDS: readonly Move[] = [
  close('opened_in_error'),
  close('turned_18'),
  close('relocated'),
  move('holds the final review', 'caseworker', 'holdFinalReview', {}),
  ...['HIGH', 'NO'].map((level) =>
    move(`asks to re-open at ${level}`, 'caseworker', 'requestReopening', {
      eligibilityConfirmed: true,
      consentConfirmed: true,
      concerns: [{ concernId: 'c1', category: 'neglect', level }],
      content: CONTENT,
    }),
  ),
  ...(['supervisor', 'caseworker'] as const).map((part) => move('re-opens', part, 'approveReopening', {})),
  move('does not re-open', 'supervisor', 'returnReopening', { content: CONTENT }),
];

const members: readonly ConferenceMember[] = [
  { memberId: 'sup-a', organisationId: 'agency-a', role: 'supervisor' },
  { memberId: 'cw-a', organisationId: 'agency-a', role: 'caseworker' },
  { memberId: 'conf-1', organisationId: 'agency-h', role: 'specialist' },
];
const convened = ({ status }: { readonly status: string }): boolean => status === 'convened';

const view = (agreesToClosure: boolean): Move =>
  move(agreesToClosure ? 'notes a consent' : 'notes a dissent', 'supervisor', 'recordConferenceView', ({ state }) => {
    const open = firstOf(state.conferences, convened);
    const next = open?.members.find(({ memberId }) => open.views[memberId] === undefined);
    if (open === null || next === undefined) return null;
    return {
      conferenceId: open.conferenceId,
      memberId: next.memberId,
      agreesToClosure,
      attended: true,
      content: CONTENT,
    };
  });

export const CONFERENCES: readonly Move[] = [
  ...([members, members.slice(0, 2)] as const).map((invited) =>
    move(`convenes ${String(invited.length)}`, 'supervisor', 'conveneConference', ({ state, ms }, world) => {
      const conferenceId = freshId('f', state.conferences, 2);
      if (conferenceId === null) return null;
      const plannedFor = dateIn(world, instant(ms));
      return { conferenceId, purposes: ['closure'], chairId: 'sup-a', plannedFor, members: invited, content: CONTENT };
    }),
  ),
  view(true),
  view(false),
  move('speaks', 'member', 'recordConferenceView', ({ state }) => {
    const open = firstOf(state.conferences, convened);
    if (open === null) return null;
    return { conferenceId: open.conferenceId, memberId: 'conf-1', agreesToClosure: true, attended: true };
  }),
  ...(['close', 'stay_open'] as const).map((outcome) =>
    move(`concludes: ${outcome}`, 'supervisor', 'concludeConference', ({ state }) => {
      const open = firstOf(state.conferences, convened);
      if (open === null) return null;
      return {
        conferenceId: open.conferenceId,
        outcome,
        childOrCaregiverPresent: true,
        review: outcome === 'stay_open',
        content: CONTENT,
      };
    }),
  ),
  move('cancels the conference', 'supervisor', 'cancelConference', ({ state }) => {
    const open = firstOf(state.conferences, convened);
    return open === null ? null : { conferenceId: open.conferenceId, content: CONTENT };
  }),
  move('flags a determination', 'caseworker', 'flagBid', ({ state }) => {
    const bidId = freshId('b', state.bids, 1);
    return bidId === null ? null : { bidId, kind: 'separation_from_parents', content: CONTENT };
  }),
  ...(['approve', 'not_approve'] as const).map((outcome) =>
    move(`determines: ${outcome}`, 'supervisor', 'recordBidDecision', {
      bidId: 'b1',
      decidedBy: 'bid_panel',
      outcome,
      content: CONTENT,
    }),
  ),
];

const died = (daysAgo: number): Move =>
  move(`records a death ${String(daysAgo)} days ago`, 'caseworker', 'recordDeath', ({ ms }, world) => ({
    diedOn: dateIn(world, instant(ms - daysAgo * DAY)),
    content: CONTENT,
  }));

export const DEATH: readonly Move[] = [
  died(0),
  died(1),
  died(2),
  close('death'),
  ...(['supervisor', 'caseworker'] as const).map((part) =>
    move('says the record is wrong', part, 'proposeDeathCorrection', { content: CONTENT }),
  ),
  ...(['manager', 'supervisor'] as const).map((part) =>
    move('annuls the death', part, 'confirmDeathCorrection', { content: CONTENT }),
  ),
  move('keeps the death', 'manager', 'returnDeathCorrection', { content: CONTENT }),
];
