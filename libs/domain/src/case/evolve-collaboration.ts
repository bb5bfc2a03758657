import type { Instant } from '../time/instant.js';
import { authorOf } from '../access/actor.js';
import type { CaseEvent, EventOf } from './events.js';
import type { CaseState } from './state.js';
import type { BidOutcome, Bid, Conference, PlanAction, Referral } from './vocabulary/implementation.js';

/** Plan actions, referrals, conferences, determinations, feedback. */
export function evolveCollaboration(state: CaseState, event: CaseEvent): CaseState {
  switch (event.type) {
    case 'PlanActionStarted':
      return withAction(state, event.data.actionId, 'ongoing');
    case 'PlanActionCompleted':
      return withAction(state, event.data.actionId, 'completed');
    case 'FeedbackRecorded': {
      const { from, scores } = event.data;
      return { ...state, feedback: [...state.feedback, { from, scores, at: event.occurredAt }] };
    }
    case 'BidFlagged': {
      const { bidId, kind } = event.data;
      return withBid(state, { bidId, kind, flaggedAt: event.occurredAt, status: 'pending', decidedAt: null });
    }
    case 'BidDecided': {
      const known = state.bids[event.data.bidId];
      // TIME-9: an older decision that is entered later does not replace a newer one.
      if (known === undefined || (known.decidedAt ?? '') > event.occurredAt) return state;
      return withBid(state, { ...known, status: BID_STATUS[event.data.outcome], decidedAt: event.occurredAt });
    }
    case 'CaseReopened':
      return { ...endedWithEpisode(state, event.occurredAt), planActions: {}, proposedActions: null, bids: {} };
    default:
      return evolveConference(evolveReferral(evolvePlan(state, event), event), event);
  }
}

/** CLK-7, PERM-4: what was still open with others when the case was closed does not come to life again with it. */
function endedWithEpisode(state: CaseState, endedAt: Instant): CaseState {
  const referrals = Object.entries(state.referrals).map(([id, referral]): [string, Referral] => {
    const isOpen = referral.status === 'sent' || referral.status === 'accepted';
    return [id, isOpen ? { ...referral, status: 'revoked', endedAt, recall: false } : referral];
  });
  const conferences = Object.entries(state.conferences).map(([id, conference]): [string, Conference] => [
    id,
    conference.status === 'convened' ? { ...conference, status: 'cancelled' } : conference,
  ]);
  return { ...state, referrals: Object.fromEntries(referrals), conferences: Object.fromEntries(conferences) };
}

/** PLAN-2, A53: the actions of a plan come into force with its sign-off; while a revision waits, the old ones go on. */
function evolvePlan(state: CaseState, event: CaseEvent): CaseState {
  switch (event.type) {
    case 'PlanActionsListed': {
      const listed = event.data.actions.map((action): [string, PlanAction] => [
        action.actionId,
        { ...action, status: state.planActions[action.actionId]?.status ?? 'pending' },
      ]);
      return { ...state, proposedActions: Object.fromEntries(listed) };
    }
    case 'PlanSignedOff':
      return state.proposedActions === null ? state : inForce(state, state.proposedActions);
    case 'PlanReturned':
      return { ...state, proposedActions: null };
    default:
      return state;
  }
}

/** What was started under the old plan stays in the record, whether the new one lists it or not. */
function inForce(state: CaseState, proposed: Readonly<Record<string, PlanAction>>): CaseState {
  const before = Object.entries(state.planActions).filter(([, { status }]) => status !== 'pending');
  const listed = Object.entries(proposed).map(([actionId, action]): [string, PlanAction] => [
    actionId,
    { ...action, status: state.planActions[actionId]?.status ?? 'pending' },
  ]);
  return { ...state, planActions: Object.fromEntries([...before, ...listed]), proposedActions: null };
}

const BID_STATUS: Readonly<Record<BidOutcome, Bid['status']>> = {
  approve: 'approved',
  defer: 'deferred',
  not_approve: 'not_approved',
  reopen: 'pending',
  close: 'closed',
};

function withBid(state: CaseState, bid: Bid): CaseState {
  return { ...state, bids: { ...state.bids, [bid.bidId]: bid } };
}

function withAction(state: CaseState, actionId: string, status: PlanAction['status']): CaseState {
  const known = state.planActions[actionId];
  if (known === undefined) return state;
  return { ...state, planActions: { ...state.planActions, [actionId]: { ...known, status } } };
}

function withReferral(state: CaseState, referralId: string, change: Partial<Referral>): CaseState {
  const known = state.referrals[referralId];
  if (known === undefined) return state;
  return { ...state, referrals: { ...state.referrals, [referralId]: { ...known, ...change } } };
}

function begun(event: EventOf<'ReferralDrafted'> | EventOf<'ReferralSent'>): Referral {
  const { content: _, ...request } = event.data;
  const isSent = event.type === 'ReferralSent';
  return {
    ...request,
    status: isSent ? 'sent' : 'draft',
    draftedBy: authorOf(event.actor),
    sentAt: isSent ? event.occurredAt : null,
    endedAt: null,
    overridden: false,
    toExplain: false,
    recall: false,
    toFollowUp: [],
  };
}

function evolveReferral(state: CaseState, event: CaseEvent): CaseState {
  switch (event.type) {
    case 'ReferralDrafted':
    case 'ReferralSent': {
      const fresh = begun(event);
      const known = state.referrals[fresh.referralId];
      const { draftedBy, overridden, toExplain } = known ?? fresh;
      const referral = { ...fresh, draftedBy, overridden, toExplain };
      return { ...state, referrals: { ...state.referrals, [referral.referralId]: referral } };
    }
    case 'SharingOverridden':
      return withReferral(state, event.data.referralId, { overridden: true, toExplain: true });
    case 'SharingExplained':
      return withReferral(state, event.data.referralId, { toExplain: false });
    case 'ReferralAnswered': {
      const { referralId, accepted } = event.data;
      const ended = accepted ? {} : { endedAt: event.occurredAt, recall: false };
      return withReferral(state, referralId, { status: accepted ? 'accepted' : 'rejected', ...ended });
    }
    case 'ReferralDone': {
      const ended = { status: 'done', endedAt: event.occurredAt, recall: false } as const;
      return withReferral(state, event.data.referralId, { ...ended, toFollowUp: ['child', 'provider'] });
    }
    case 'ReferralRevoked':
      return withReferral(state, event.data.referralId, {
        status: 'revoked',
        endedAt: event.occurredAt,
        recall: false,
      });
    case 'ReferralFollowedUp': {
      const { referralId, with: whom } = event.data;
      const toFollowUp = (state.referrals[referralId]?.toFollowUp ?? []).filter((one) => one !== whom);
      return withReferral(state, referralId, { toFollowUp });
    }
    case 'ConsentWithdrawn': {
      const recalled = event.data.recalledReferralIds;
      return recalled.reduce((next, referralId) => withReferral(next, referralId, { recall: true }), state);
    }
    default:
      return state;
  }
}

function withConference(state: CaseState, conferenceId: string, change: Partial<Conference>): CaseState {
  const known = state.conferences[conferenceId];
  if (known === undefined) return state;
  return { ...state, conferences: { ...state.conferences, [conferenceId]: { ...known, ...change } } };
}

function evolveConference(state: CaseState, event: CaseEvent): CaseState {
  switch (event.type) {
    case 'ConferenceConvened': {
      const { content: _, ...called } = event.data;
      const conference: Conference = {
        ...called,
        convenedBy: event.actor.personId,
        convenedAt: event.occurredAt,
        views: {},
        status: 'convened',
        concludedAt: null,
        agreesToClosure: false,
      };
      return { ...state, conferences: { ...state.conferences, [called.conferenceId]: conference } };
    }
    case 'ConferenceMembersInvited': {
      const { conferenceId, members } = event.data;
      const known = state.conferences[conferenceId]?.members ?? [];
      return withConference(state, conferenceId, { members: [...known, ...members] });
    }
    case 'ConferenceViewRecorded': {
      const { conferenceId, memberId, agreesToClosure, attended } = event.data;
      const view = { agreesToClosure, attended, recordedAt: event.occurredAt };
      const known = state.conferences[conferenceId]?.views ?? {};
      if ((known[memberId]?.recordedAt ?? '') > view.recordedAt) return state;
      return withConference(state, conferenceId, { views: { ...known, [memberId]: view } });
    }
    case 'ConferenceConcluded': {
      const { conferenceId, agreesToClosure } = event.data;
      const concluded = { status: 'concluded', concludedAt: event.occurredAt, agreesToClosure } as const;
      return withConference(state, conferenceId, concluded);
    }
    case 'ConferenceCancelled':
      return withConference(state, event.data.conferenceId, { status: 'cancelled' });
    default:
      return state;
  }
}

/** A67, CLOSE-3: an agreement answered one request; the next one starts without it. */
export function withoutAgreement(state: CaseState): CaseState {
  const conferences = Object.entries(state.conferences).map(
    ([conferenceId, conference]) => [conferenceId, { ...conference, agreesToClosure: false }] as const,
  );
  return { ...state, conferences: Object.fromEntries(conferences) };
}
