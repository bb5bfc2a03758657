import { episodeFacts, episodeStart } from './handlers/support.js';
import type { CaseState } from './state.js';

/** 3.4 CLOSED: everybody who works with the child in this episode, besides the one who decided. */
export function workersOf(state: CaseState, decidedBy: string): string[] {
  const start = episodeStart(state) ?? '';
  const signers = episodeFacts(state).flatMap(({ type, actor }) => (type === 'PlanSignedOff' ? [actor.personId] : []));
  const providers = Object.values(state.referrals).flatMap(({ status, providerId, endedAt }) => {
    const isOpen = status === 'sent' || status === 'accepted';
    return isOpen || (status === 'done' && endedAt !== null && endedAt >= start) ? [providerId] : [];
  });
  const members = Object.values(state.conferences).flatMap((conference) =>
    conference.status !== 'cancelled' && conference.convenedAt >= start
      ? conference.members.map(({ memberId }) => memberId)
      : [],
  );
  const caseworker = state.owner === null ? [] : [state.owner.caseworkerId];
  const asked = state.closureRequest === null ? [] : [state.closureRequest.requestedBy];
  const all = new Set([...caseworker, ...asked, ...signers, ...providers, ...members]);
  all.delete(decidedBy);
  return [...all].sort();
}
