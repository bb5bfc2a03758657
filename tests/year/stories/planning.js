import { DAY, localDate } from '../calendar.js';
/** A plan of a few actions; one that goes on from the plan before keeps its date. */
export function agreePlan(played, atMs) {
  const { luck, state } = played;
  const going = Object.values(state.planActions)
    .filter(({ status }) => status !== 'completed')
    .map(({ actionId, responsible, dueOn }) => ({ actionId, responsible, dueOn }));
  const fresh = Array.from({ length: luck.between(1, 3) }, () => {
    const dueOn = localDate(atMs + luck.between(10, 120) * DAY);
    const actionId = played.id('action');
    const bid = luck.happens(0.015) ? { bid: 'separation_from_parents' } : {};
    return { actionId, responsible: played.owner.caseworkerId, dueOn, monitoring: 'weekly', ...bid };
  });
  const involved = luck.weighted({ both: 80, child: 9, caregiver: 9, none: 2 });
  played.work(
    'agreePlan',
    {
      involved: involved === 'both' ? ['child', 'caregiver'] : involved === 'none' ? [] : [involved],
      actions: [...going, ...fresh],
      ...played.content('case_plan'),
    },
    atMs,
  );
}
/** The actions of a plan in force, one after the other. */
export function carryOut(played) {
  const { luck } = played;
  for (const { actionId, status } of Object.values(played.state.planActions)) {
    if (status !== 'pending' || !luck.happens(0.8)) continue;
    played.after(luck.between(1, 25) * DAY, () => start(played, actionId));
  }
}
function start(played, actionId) {
  const action = played.state.planActions[actionId];
  if (!played.isOpen || action?.status !== 'pending') return;
  const isBlocked =
    action.bid !== undefined && !Object.values(played.state.bids).some(({ status }) => status === 'approved');
  if (isBlocked || !played.work('startPlanAction', { actionId, ...played.content('action') })) return;
  if (!played.luck.happens(0.7)) return;
  played.after(played.luck.between(5, 60) * DAY, () => {
    const isOngoing = played.state.planActions[actionId]?.status === 'ongoing';
    if (played.isOpen && isOngoing) played.work('completePlanAction', { actionId });
  });
}
//# sourceMappingURL=planning.js.map
