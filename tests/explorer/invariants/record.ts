import { isDeepStrictEqual } from 'node:util';
import { instant, MINUTE, type Node } from '../world.js';
import { all } from './history.js';
import { invariant, noneOf } from './invariant.js';

/** What costs much is checked in some steps only: about one in `every`. */
const sampled = ({ events, ms }: Node, every: number): boolean =>
  (events.length * 7 + Math.floor(ms / MINUTE) * 13) % every === 0;

/** Checked at every step. */
export const RECORD_STEPS = [
  invariant('TIME-1', 'entries are numbered without a gap and recorded in order', ({ before, after, fresh }) => {
    const from = before.events.length;
    const isNumbered = fresh.every(({ seq }, index) => seq === from + index + 1);
    const moments = [...before.events.slice(-1), ...fresh].map(({ recordedAt }) => recordedAt);
    const isInOrder = moments.every((at, index) => index === 0 || at >= moments[index - 1]!);
    return isNumbered && isInOrder && after.state.seq === after.events.length ? null : 'numbers or moments jump';
  }),
  invariant('TIME-1', 'nothing is recorded before it happens', ({ fresh }) =>
    noneOf(fresh.filter(({ occurredAt, recordedAt }) => occurredAt > recordedAt).map(({ type }) => type)),
  ),
  invariant(
    'IM-6',
    'deciding twice on one state gives the same entries',
    ({ domain, before, after, fresh, command }) => {
      if (command === null || !sampled(after, 16)) return undefined;
      const again = domain.decide(before.state, command, { now: instant(after.ms) });
      return isDeepStrictEqual(again, fresh) ? null : 'the second decision differs';
    },
  ),
  invariant('IM-6', 'a fold of the record is the state', ({ domain, after }) => {
    if (!sampled(after, 32)) return undefined;
    return isDeepStrictEqual(domain.fold('case-1', after.events), after.state) ? null : 'the fold differs';
  }),
  invariant('IM-6', 'what an append writes turns one read model into the next', ({ domain, before, after }) => {
    if (!sampled(after, 64)) return undefined;
    const [from, to] = [domain.readModelOf(before.state), domain.readModelOf(after.state)];
    const { tasks, removedTaskIds } = domain.readModelChanges(before.state, after.state);
    const kept = new Map(from.tasks.map((task) => [task.taskId, task]));
    for (const id of removedTaskIds) kept.delete(id);
    for (const task of tasks) kept.set(task.taskId, task);
    return isDeepStrictEqual(kept, new Map(to.tasks.map((task) => [task.taskId, kept.get(task.taskId)]))) &&
      to.tasks.every((task) => isDeepStrictEqual(task, kept.get(task.taskId)))
      ? null
      : 'tasks differ';
  }),
];

/** Checked in every distinct state. */
export const RECORD_STATES = [
  invariant('TIME-9', 'counters agree with the record', ({ after: { events, state } }) => {
    const expected = {
      breaches: all(events, 'BreachRaised').length,
      withdrawn: all(events, 'BreachWithdrawn').length,
      escalations: all(events, 'EscalationOpened').length,
      listed: all(events, 'BreachWithdrawn', 'LateEntryFlagged').length,
      episodes: all(events, 'CaseRegistered', 'CaseReopened').length,
      transfers: new Set(all(events, 'TransferProposed', 'TransferSent').map(({ data }) => data.transferId)).size,
    };
    const found = {
      breaches: state.breaches.length,
      withdrawn: state.breaches.filter(({ withdrawnAt }) => withdrawnAt !== null).length,
      escalations: state.escalations.length,
      listed: state.caseloadReview.length,
      episodes: state.episode,
      transfers: Object.keys(state.transfers).length,
    };
    return isDeepStrictEqual(found, expected) ? null : `${JSON.stringify(found)} against ${JSON.stringify(expected)}`;
  }),
  invariant('SPEC-3.4', 'the stage says what the record says', ({ after: { state } }) => {
    const { stage, closure, closureRequest, implementationStarted, planConcludedAt } = state;
    const wrong = [
      ...((stage === 'CLOSED') === (closure !== null) ? [] : ['closed']),
      ...((stage === 'CLOSURE_REQUESTED') === (closureRequest !== null) ? [] : ['requested']),
      ...(stage === 'STABILISING' && planConcludedAt === null ? ['stabilising without a concluded plan'] : []),
      ...(stage === 'IMPLEMENTING' && planConcludedAt !== null ? ['implementing after the plan was concluded'] : []),
      ...((stage === 'IMPLEMENTING' || stage === 'STABILISING') && !implementationStarted ? ['not signed off'] : []),
    ];
    return noneOf(wrong);
  }),
  invariant('SPEC-3.4', 'every open duty is a task of somebody', ({ domain, after }) => {
    if (!sampled(after, 16)) return undefined;
    const { state } = after;
    const duties = Object.values(state.obligations).filter(({ status }) => status === 'open');
    const tasks = new Map(domain.readModelOf(state).tasks.map((task) => [task.taskId, task]));
    return noneOf(
      duties
        .filter(({ key }) => {
          const assignee = tasks.get(`duty:${key}`)?.assignee;
          return assignee === undefined || (assignee.personId ?? assignee.scopeId) === null;
        })
        .map(({ key }) => `nobody has ${key}`),
    );
  }),
];
