import type { CaseState } from '@caseward/domain';
import { dateIn, dayNumber, HOUR, msOf, type Node, type World } from './world.js';

/** Days from today, cut where nothing depends on the distance any more. */
function inDays(world: World, today: number, at: string | null, cut: number): number | null {
  if (at === null) return null;
  const date = at.length === 10 ? at : dateIn(world, at);
  return Math.max(-cut, Math.min(cut, dayNumber(date) - today));
}

/** What can make a difference to what comes next: no ids of entries, and moments only as distances from now. */
export function keyOf(world: World, { state, ms }: Node): string {
  const today = dayNumber(dateIn(world, new Date(ms).toISOString()));
  const days = (at: string | null, cut = 6): number | null => inDays(world, today, at, cut);
  return JSON.stringify([
    world.name,
    state.stage,
    Math.min(state.episode, 3),
    [state.level, state.assessed, state.implementationStarted, state.closureRecommended],
    Object.values(state.concerns).map(({ level, ratedAt }) => [level, days(ratedAt, 2)]),
    state.plan && [state.plan.status, Math.min(state.plan.revision, 3), state.plan.agreedBy],
    days(state.planConcludedAt, 3),
    Object.values(state.lowerings).map(({ concernId, to, proposedBy }) => [concernId, to, proposedBy]),
    state.closureRequest && [state.closureRequest.reason, state.closureRequest.requestedBy],
    state.closure && [state.closure.reason, days(state.closure.closedAt, 40)],
    state.reopeningRequest && [state.reopeningRequest.concerns[0]?.level, state.reopeningRequest.requestedBy],
    duties(state, days, ms),
    misses(state, days),
    visits(world, state, days),
    firstContact(state, days),
    sharing(state),
    ending(state, days),
  ]);
}

type Days = (at: string | null, cut?: number) => number | null;

function duties(state: CaseState, days: Days, ms: number): unknown {
  return Object.values(state.obligations)
    .filter(({ status }) => status === 'open')
    .map(({ kind, level, due, anchor, remindedFor }) => [
      kind,
      level,
      due.dueOn === null ? Math.round((msOf(due.overdueFrom) - ms) / (6 * HOUR)) : days(due.dueOn, 60),
      days(anchor, 3),
      remindedFor === due.overdueFrom,
    ]);
}

function misses(state: CaseState, days: Days): unknown {
  return [
    state.breaches.map(({ kind, level, withdrawnAt, due }) => [
      kind,
      level,
      withdrawnAt === null,
      days(due.overdueFrom, 2),
    ]),
    state.escalations
      .filter(({ status }) => status !== 'resolved')
      .map(({ kind, step, status, assignedTo }) => [kind, step, status, assignedTo]),
  ];
}

/** What a count of visits, a silence or a recomputed date can still look at. */
function visits(world: World, state: CaseState, days: Days): unknown {
  const last = new Set<string>();
  for (const fact of state.facts) {
    if (fact.type === 'FollowUpRecorded') {
      last.add(`${fact.data.qualifies ? 'f' : fact.data.reached}${String(days(dateIn(world, fact.occurredAt), 4))}`);
    } else if (fact.type === 'ReviewHeld') last.add(`r${String(days(dateIn(world, fact.occurredAt), 33))}`);
  }
  return [...last];
}

function firstContact(state: CaseState, days: Days): unknown {
  const { consent } = state;
  return [
    consent && [consent.participate, consent.storeData, consent.services?.length ?? 0, consent.caseTransfer === true],
    state.legalBasis,
    state.withoutConsent?.proposedBy,
    state.intakeEndedAs,
    state.unassigned,
    state.owner?.caseworkerId,
    state.overLimit,
    state.conflictOfInterest?.caseworkerId,
    Object.values(state.immediateConcerns).map(({ type, raisedAt, addressedAt, addressedBy }) => [
      type,
      days(raisedAt, 2),
      days(addressedAt, 2),
      addressedBy,
    ]),
    state.birth && [days(state.birth.bornOn, 1), state.birth.estimated, state.turned18, state.birthdayAnnounced],
    Object.values(state.mandatoryReports).map(({ decision, advice }) => [decision, advice]),
  ];
}

function sharing(state: CaseState): unknown {
  return [
    Object.values(state.planActions).map(({ status, bid }) => [status, bid]),
    Object.values(state.referrals).map(({ service, status, recall, toExplain, overridden, toFollowUp }) => [
      service,
      status,
      recall,
      toExplain,
      overridden,
      toFollowUp.length,
    ]),
    Object.values(state.conferences).map(({ status, views, agreesToClosure, members }) => [
      status,
      agreesToClosure,
      members.length,
      Object.values(views).map((view) => view.agreesToClosure),
    ]),
    Object.values(state.bids).map(({ kind, status }) => [kind, status]),
    Object.values(state.transfers).map(({ status, proposedBy, sentBy }) => [status, proposedBy, sentBy]),
  ];
}

function ending(state: CaseState, days: Days): unknown {
  return [
    state.death && [days(state.death.diedOn, 3), state.death.stageBefore],
    state.deathCorrection?.proposedBy,
    Object.values(state.emergencyAccesses ?? {}).map(({ personId, openedAt, endedAt, justified }) => [
      personId,
      days(openedAt, 1),
      endedAt === null,
      justified,
    ]),
    state.notices.length,
  ];
}
