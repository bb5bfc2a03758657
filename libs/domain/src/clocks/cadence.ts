import type { Fact } from '../case/events.js';
import { cadenceLevelOf, type RiskLevel } from '../policy/policy.js';
import type { Instant } from '../time/instant.js';
import { localDateOf } from '../time/zone.js';
import { arm, cancel, isOverdue, loosen, meet, tighten, type Board, type CountedVisit } from './board.js';
import { followUpTerm, reviewTerm, type Term } from './terms.js';

function visitOf(board: Board, at: Instant): CountedVisit {
  return { at, date: localDateOf(board.policy.zone, at) };
}

/** Counts again from another anchor: contacts after that moment (A39: not the one that revealed a rise), each date once. */
function countFrom(board: Board, anchor: CountedVisit): void {
  board.anchor = anchor;
  const dates = board.contacts.filter(({ at }) => at > anchor.at).map(({ date }) => date);
  board.contactDates = [...new Set(dates)];
}

function nextFollowUp(board: Board, level: RiskLevel, rule?: string): Term | null {
  if (board.anchor === null) return null;
  return followUpTerm(board.policy, level, board.anchor.date, board.contactDates, rule);
}

/** CLK-3: implementation starts; follow-up and review clocks start with it, at NO with the cadence of LOW (CLK-8). */
export function startImplementation(board: Board, fact: Fact): void {
  board.implementedFrom = visitOf(board, fact.occurredAt);
  board.contacts = [];
  countFrom(board, board.implementedFrom);
  startCadence(board, fact);
}

function startCadence(board: Board, fact: Fact): void {
  const level = cadenceLevelOf(board.policy, board.level);
  if (level === null || board.anchor === null) return;
  const followUp = nextFollowUp(board, level);
  if (followUp !== null && !board.open.has('follow_up')) arm(board, 'follow_up', fact, followUp);
  if (!board.open.has('review')) arm(board, 'review', fact, reviewTerm(board.policy, level, board.anchor.date));
}

/** CLK-4, CLK-5, A36: a contact that reached child or caregiver, once per local date. */
export function countFollowUp(board: Board, fact: Fact): void {
  const { anchor, implementedFrom } = board;
  if (implementedFrom === null || anchor === null || fact.occurredAt <= implementedFrom.at) return;
  const visit = visitOf(board, fact.occurredAt);
  board.contacts.push(visit);
  if (visit.at <= anchor.at || board.contactDates.at(-1) === visit.date) return;
  board.contactDates.push(visit.date);
  const present = board.open.get('follow_up');
  const late = present !== undefined && isOverdue(present, visit.at);
  meet(board, 'follow_up', fact);
  const level = cadenceLevelOf(board.policy, board.level);
  const regular = level === null ? null : nextFollowUp(board, level);
  if (level === null || regular === null) return;
  const fresh = followUpTerm(board.policy, level, visit.date, []);
  arm(board, 'follow_up', fact, late && fresh.due.overdueFrom > regular.due.overdueFrom ? fresh : regular);
}

/** CLK-6, A38: a review re-arms from its real date; two on one date are one. */
export function countReview(board: Board, fact: Fact): void {
  const { implementedFrom } = board;
  if (implementedFrom === null || fact.occurredAt < implementedFrom.at) return;
  const visit = visitOf(board, fact.occurredAt);
  if (board.lastReview?.date === visit.date) return;
  board.lastReview = visit;
  meet(board, 'review', fact);
  const level = cadenceLevelOf(board.policy, board.level);
  if (level !== null) arm(board, 'review', fact, reviewTerm(board.policy, level, visit.date));
}

/** RISK-3: the earlier of the old date and the first one counted from the rise; CLK-4 then counts from the rise. */
export function raiseCadence(board: Board, fact: Fact): void {
  if (board.implementedFrom === null) return;
  const rise = visitOf(board, fact.occurredAt);
  countFrom(board, rise);
  const level = cadenceLevelOf(board.policy, board.level);
  if (level === null) return;
  tighten(board, 'follow_up', followUpTerm(board.policy, level, rise.date, [], 'RISK-3'));
  tighten(board, 'review', reviewTerm(board.policy, level, rise.date, 'RISK-3'));
  startCadence(board, fact);
}

/** RISK-4, A45, A74: recomputed from the last follow-up and review; without a cadence they stop unless overdue. */
export function lowerCadence(board: Board, at: Instant): void {
  if (board.implementedFrom === null) return;
  countFrom(board, board.implementedFrom);
  const level = cadenceLevelOf(board.policy, board.level);
  if (level === null) {
    for (const kind of ['follow_up', 'review'] as const) {
      const open = board.open.get(kind);
      if (open !== undefined && !isOverdue(open, at)) cancel(board, kind, at, 'RISK-6');
    }
    return;
  }
  const followUp = nextFollowUp(board, level, 'RISK-4');
  if (followUp !== null) loosen(board, 'follow_up', at, followUp);
  const from = board.lastReview?.date ?? board.implementedFrom.date;
  loosen(board, 'review', at, reviewTerm(board.policy, level, from, 'RISK-4'));
}
