import { confersOn, isShared } from '../access/relations.js';
import { endOfDate } from '../time/zone.js';
import type { KnownObligation } from './obligation.js';
import { referralTasks } from './referral-tasks.js';
import type { CaseState } from './state.js';
import { person, supervisors, task, type TaskRow } from './task-row.js';
import type { Conference, Referral } from './vocabulary/implementation.js';

/** What several organisations do together: referrals, conferences, determinations, transfers. */
export function collaborationTasks(state: CaseState): TaskRow[] {
  return [
    ...Object.values(state.referrals).flatMap((referral) => providerTasks(state, referral)),
    ...referralTasks(state),
    ...Object.values(state.conferences)
      .filter(({ status }) => status === 'convened')
      .flatMap((conference) => conferenceTasks(state, conference)),
    ...Object.values(state.bids)
      .filter(({ status }) => status === 'pending' || status === 'deferred')
      .map(({ bidId, flaggedAt }) =>
        task(state, 'bid_decision', `bid:${bidId}`, 'recordBidDecision', supervisors(state), flaggedAt),
      ),
    ...Object.values(state.transfers)
      .filter(({ status }) => status === 'proposed')
      .map(({ transferId, proposedAt }) =>
        task(state, 'transfer_proposal', `transfer:${transferId}`, 'sendTransfer', supervisors(state), proposedAt),
      ),
  ];
}

/** REF-1, PERM-4: the provider answers, and says when the service is done; not once it is recalled (CONS-6). */
function providerTasks(state: CaseState, referral: Referral): TaskRow[] {
  if (!isShared(referral)) return [];
  const { referralId: id, providerId, priority, status, sentAt } = referral;
  const since = sentAt ?? '';
  const provider = person(providerId);
  // A provider knows the priority of the referral, not the risk level of the child.
  const seen = (row: TaskRow): TaskRow => ({ ...row, riskLevel: priority.toUpperCase() });
  if (status === 'accepted') {
    return [seen(task(state, 'referral_result', `referral_result:${id}`, 'reportReferralDone', provider, since))];
  }
  const due = answerDutyOf(state, referral)?.due ?? null;
  return [seen(task(state, 'referral_request', `referral:${id}`, 'answerReferral', provider, since, due))];
}

/** The clock of a referral's answer: its key ends with the seq of the fact that sent it. */
function answerDutyOf({ facts, obligations }: CaseState, { referralId }: Referral): KnownObligation | undefined {
  const sent = facts.findLast((fact) => fact.type === 'ReferralSent' && fact.data.referralId === referralId);
  if (sent === undefined) return undefined;
  return Object.values(obligations).find(
    ({ kind, status, key }) => kind === 'referral_answer' && status === 'open' && key.endsWith(`:${String(sent.seq)}`),
  );
}

/**
 * CONF-2: the chair, when a guest the supervisor, concludes it with a report; everybody invited says what she or he thinks,
 * unless the case may not be shared any more (CONS-6).
 */
function conferenceTasks(state: CaseState, conference: Conference): TaskRow[] {
  const { conferenceId: id, chairId, plannedFor, convenedAt, members, views } = conference;
  const { policy } = state;
  const due = policy === null ? null : { dueOn: plannedFor, overdueFrom: endOfDate(policy.zone, plannedFor) };
  const chair = members.find(({ memberId }) => memberId === chairId);
  const isGuest = chair !== undefined && chair.organisationId !== state.owner?.agencyId;
  const invited = confersOn(state).includes(conference) ? members : [];
  const reporter = isGuest ? supervisors(state) : person(chairId);
  return [
    task(state, 'conference', `conference:${id}`, 'concludeConference', reporter, convenedAt, due),
    ...invited
      .filter(({ memberId }) => views[memberId] === undefined)
      .map(({ memberId }) =>
        task(
          state,
          'conference_view',
          `conference_view:${id}:${memberId}`,
          'recordConferenceView',
          person(memberId),
          convenedAt,
          due,
        ),
      ),
  ];
}
