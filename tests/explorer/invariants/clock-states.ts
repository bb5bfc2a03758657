import type { ObligationKind } from '@caseward/domain';
import { dateIn, dayNumber, instant, msOf, type Step } from '../world.js';
import { all, isDead, last, levelAt, monthsAfter, openDuties } from './history.js';
import { invariant, noneOf } from './invariant.js';
import { clocksOfTheCase } from './clock-steps.js';

const AT_WORK = ['REGISTERED', 'ASSESSED', 'PLAN_AGREED', 'IMPLEMENTING', 'STABILISING', 'CLOSURE_REQUESTED'];

/** A54: where the first action starts the clocks, a signed plan waits for that action. */
function awaitsFirstAction({ world, after: { state, events } }: Step): boolean {
  if (world.policy.values['implementation.start_trigger'] !== 'first_action') return false;
  return state.plan?.status === 'signed_off' && all(events, 'PlanActionStarted').length < state.episode;
}

/** UA-4, POST-1, IM-6. */
const OUTLIVES_CLOSURE: readonly ObligationKind[] = ['post_closure_review', 'urgent_action', 'emergency_review'];

export const CLOCK_STATES = [
  invariant('RISK-1', 'the level is the highest of the open concerns', ({ world, after: { state, events, ms } }) =>
    state.episode === 0 || state.level === levelAt(world, events, instant(ms)) ? null : `${state.level} is typed in`,
  ),
  invariant(
    'TIME-3',
    'each running clock says when it is due, and is over at the end of that day',
    ({ world, after }) =>
      noneOf(
        openDuties(after)
          .filter(({ kind, due: { dueOn, dueAt, overdueFrom } }) => {
            if ((dueOn === null) === (dueAt === null)) return true;
            if (dueOn === null) return overdueFrom < dueAt!;
            const lastDay = dateIn(world, instant(msOf(overdueFrom) - 1));
            const grace =
              kind === 'post_closure_review' ? (world.policy.values['post_closure.grace_days'] as number) : 0;
            return dayNumber(lastDay) !== dayNumber(dueOn) + grace || dateIn(world, overdueFrom) <= lastDay;
          })
          .map(({ key, due }) => `${key} ${JSON.stringify(due)}`),
      ),
  ),
  invariant('CLK-2', 'a date is its term after the fact that it names', ({ world, after }) => {
    const { values } = world.policy;
    const dated = openDuties(after).filter(
      ({ due, derivation }) => due.dueOn !== null && derivation.countedFrom.length >= 10,
    );
    return noneOf(
      dated
        .filter(({ due, derivation: { policyKey, rule, countedFrom } }) => {
          const value = values[policyKey];
          const from = countedFrom.length === 10 ? countedFrom : dateIn(world, countedFrom);
          if (rule === 'TIME-6') return due.dueOn !== from;
          if (policyKey.startsWith('review.') || policyKey === 'post_closure.months')
            return due.dueOn !== monthsAfter(from, value as number);
          const days = typeof value === 'number' ? value : (value as { readonly days: number }).days;
          return dayNumber(due.dueOn!) - dayNumber(from) !== days;
        })
        .map(
          ({ key, due, derivation }) =>
            `${key} ${due.dueOn ?? ''} by ${derivation.term} from ${derivation.countedFrom}`,
        ),
    );
  }),
  invariant('CLK-5', 'two visits on one date count once', ({ world, after: { events, state } }) => {
    const duty = Object.values(state.obligations).find(({ kind, status }) => kind === 'follow_up' && status === 'open');
    if (duty?.derivation.rule !== 'CLK-4') return undefined;
    const { times } = world.policy.values[duty.derivation.policyKey] as { readonly times: number };
    if (times < 2) return undefined;
    const from = duty.derivation.countedFrom;
    const anchors = all(events, 'PlanSignedOff', 'PlanActionStarted', 'ConcernRated');
    // Up to the last anchor a date may be a virtual one (A37), whoever was visited on it.
    if (anchors.some(({ occurredAt }) => dateIn(world, occurredAt) >= from)) return null;
    const visits = all(events, 'FollowUpRecorded').filter(({ data }) => data.qualifies);
    const dates = new Set(visits.map(({ occurredAt }) => dateIn(world, occurredAt)));
    if (!dates.has(from) || [...dates].some((date) => date > from)) return null;
    return `counted from ${from}, the day of the last visit itself`;
  }),
  invariant(
    'TIME-8',
    'the engine is woken before anything is missed, and nothing missed is without its breach',
    ({ domain, after }) => {
      const now = instant(after.ms);
      const next = domain.nextAlarmAt(after.state);
      const wrong = next !== null && next <= now ? [`the next alarm was due at ${next}`] : [];
      for (const { key, kind, due } of openDuties(after)) {
        if (!domain.ruleOf(kind).breaches) continue;
        const isBreached = after.state.breaches.some((one) => one.key === key && one.withdrawnAt === null);
        if (due.overdueFrom <= now ? !isBreached : next === null || next > due.overdueFrom) wrong.push(key);
      }
      return noneOf(wrong);
    },
  ),
  invariant('TIME-7', 'an open case at risk has a running clock or somebody owes a decision', (step) => {
    const { after } = step;
    if (!AT_WORK.includes(after.state.stage) || after.state.level === 'NO' || isDead(after.events)) return undefined;
    if (clocksOfTheCase(after).length > 0 || awaitsFirstAction(step)) return null;
    return `${after.state.stage} at ${after.state.level}`;
  }),
  invariant(
    'TIME-7',
    'after closure nothing runs but the final review, what is urgent, and the review of an emergency',
    ({ after }) => {
      if (after.state.stage !== 'CLOSED') return undefined;
      const others = openDuties(after).filter(({ kind }) => !OUTLIVES_CLOSURE.includes(kind));
      return noneOf(others.map(({ key }) => key));
    },
  ),
  invariant('CLOSE-5', 'no clock of before runs after a death', ({ after }) => {
    const death = last(after.events, 'DeathRecorded');
    if (death === undefined || !isDead(after.events)) return undefined;
    return noneOf(
      openDuties(after)
        .filter(({ kind, anchor }) => kind !== 'emergency_review' && anchor <= death.occurredAt)
        .map(({ key }) => key),
    );
  }),
  invariant('A65', 'what was due on the day of death or later is no breach', ({ after }) => {
    const death = last(after.events, 'DeathRecorded');
    if (death === undefined || !isDead(after.events)) return undefined;
    const { diedOn } = death.data;
    return noneOf(
      after.state.breaches
        .filter(({ withdrawnAt, due }) => withdrawnAt === null && due.dueOn !== null && due.dueOn >= diedOn)
        .map(({ breachId }) => breachId),
    );
  }),
  invariant('TIME-8', 'an escalation ends with the duty that it is about', ({ after }) => {
    const running = after.state.escalations.filter(({ status }) => status !== 'resolved');
    if (running.length === 0) return undefined;
    return noneOf(
      running
        .filter(({ key }) => {
          const duty = after.state.obligations[key];
          return duty?.status !== 'open' || duty.due.overdueFrom > instant(after.ms);
        })
        .map(({ escalationId }) => escalationId),
    );
  }),
  invariant(
    'POST-1',
    'a closed case is looked at again where its reason asks for it',
    ({ world, after: { state, events } }) => {
      const closing = last(events, 'CaseClosed', 'CaseReopened', 'DeathAnnulled');
      if (closing?.type !== 'CaseClosed' || state.stage !== 'CLOSED') return undefined;
      const expected: boolean = closing.data.finalReview;
      const review = Object.values(state.obligations).find(
        ({ kind, episode }) => kind === 'post_closure_review' && episode === state.episode,
      );
      if (!expected) return review === undefined ? null : 'a final review that nobody asked for';
      const due = monthsAfter(dateIn(world, closing.occurredAt), world.policy.values['post_closure.months'] as number);
      return review?.due.dueOn === due ? null : `due ${review?.due.dueOn ?? 'never'}, not ${due}`;
    },
  ),
];
