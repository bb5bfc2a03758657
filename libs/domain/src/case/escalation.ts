import { policyOfClock } from '../policy/adopted.js';
import {
  ladderOf,
  NO_RISK,
  rankOf,
  type EscalationLadder,
  type PolicySnapshot,
  type RiskLevel,
} from '../policy/policy.js';
import { fromMs, HOUR_MS, laterOf, plusHours, toMs, type Instant } from '../time/instant.js';
import type { ClockDraft, EscalationEnd } from './events.js';
import { isOnTime, ruleOf, type KnownObligation } from './obligation.js';
import type { Breach, Clocked, Escalation } from './state.js';

/**
 * NO risk runs at the cadence of LOW and climbs like it. A31: by the policy that armed the clock, unless the case has
 * risen since to a level that only its present one knows.
 */
function ladderFor(
  state: Clocked,
  present: PolicySnapshot,
  obligation: KnownObligation,
  level: RiskLevel,
): EscalationLadder {
  const policy = policyOfClock(state, present, obligation);
  const { ladder } = ruleOf(obligation.kind);
  if (ladder !== 'by_level') return ladderOf(policy, ladder);
  const climbing = level === NO_RISK ? 'LOW' : level;
  return ladderOf(rankOf(policy, climbing) < 0 ? present : policy, climbing);
}

/** When a reminder is due: the policy's hours before the deadline, or half the period when that is shorter. */
export function remindAt(state: Clocked, policy: PolicySnapshot, obligation: KnownObligation): Instant | null {
  const { remindHours } = ladderFor(state, policy, obligation, obligation.level);
  if (remindHours === null || obligation.remindedFor === obligation.due.overdueFrom) return null;
  const overdueFrom = toMs(obligation.due.overdueFrom);
  const half = (overdueFrom - toMs(obligation.anchor)) / 2;
  const at = fromMs(Math.floor(overdueFrom - Math.min(remindHours * HOUR_MS, half)));
  return at > obligation.knownSince ? at : null;
}

export function reminders(state: Clocked, policy: PolicySnapshot, now: Instant): ClockDraft[] {
  return openObligations(state).flatMap((obligation): ClockDraft[] => {
    const at = remindAt(state, policy, obligation);
    if (at === null || at > now || now >= obligation.due.overdueFrom) return [];
    const { key, kind, due } = obligation;
    return [{ type: 'DeadlineReminded', occurredAt: at, data: { key, kind, overdueFrom: due.overdueFrom } }];
  });
}

export function openObligations(state: Clocked): KnownObligation[] {
  return Object.values(state.obligations).filter(({ status }) => status === 'open');
}

/** A miss that somebody has to answer for now: the duty is still open and its due instant has passed. */
interface Miss {
  readonly obligation: KnownObligation;
  readonly breach: Breach | null;
  readonly escalationId: string;
  readonly level: RiskLevel;
  readonly missedAt: Instant;
}

function missOf(state: Clocked, obligation: KnownObligation): Miss {
  const breach = state.breaches.find(({ key, withdrawnAt }) => key === obligation.key && withdrawnAt === null) ?? null;
  return {
    obligation,
    breach,
    escalationId: breach?.breachId ?? obligation.key,
    level: breach?.level ?? obligation.level,
    missedAt: breach?.raisedAt ?? laterOf(obligation.due.overdueFrom, obligation.knownSince),
  };
}

/** Steps that an escalation has still to climb, with their instants; none once somebody acknowledged it. */
export function stepsAhead(state: Clocked, policy: PolicySnapshot, obligation: KnownObligation): StepAhead[] {
  const miss = missOf(state, obligation);
  const present = state.escalations.find(({ escalationId }) => escalationId === miss.escalationId);
  if (present !== undefined && present.status !== 'open') return [];
  return ladderFor(state, policy, obligation, miss.level)
    .steps.filter(({ level }) => level > (present?.step ?? 0))
    .map(({ level, afterHours }, index) => ({
      step: level,
      at: plusHours(miss.missedAt, afterHours),
      miss,
      opens: present === undefined && index === 0,
    }));
}
interface StepAhead {
  readonly step: 1 | 2 | 3;
  readonly at: Instant;
  readonly miss: Miss;
  /** The first step opens the escalation, the others raise it. */
  readonly opens: boolean;
}

export function settleEscalations(state: Clocked, policy: PolicySnapshot, now: Instant): ClockDraft[] {
  const ended = state.escalations
    .filter(({ status }) => status !== 'resolved')
    .flatMap((escalation) => endOf(state, escalation, now));
  const climbed = openObligations(state)
    .filter(({ due }) => now >= due.overdueFrom)
    .flatMap((obligation) => stepsAhead(state, policy, obligation))
    .filter(({ at }) => at <= now)
    .map(climb);
  return [...ended, ...climbed];
}

function climb({ step, at, miss, opens }: StepAhead): ClockDraft {
  const { escalationId, obligation, breach, level, missedAt } = miss;
  if (!opens) return { type: 'EscalationRaised', occurredAt: at, data: { escalationId, step } };
  const { key, kind } = obligation;
  const data = { escalationId, key, kind, breachId: breach?.breachId ?? null, riskLevel: level, step, missedAt };
  return { type: 'EscalationOpened', occurredAt: at, data };
}

/** Doing the overdue act resolves it; a withdrawn breach ends it as done on time (TIME-9). */
function endOf(state: Clocked, escalation: Escalation, now: Instant): ClockDraft[] {
  const obligation = state.obligations[escalation.key];
  const breach = state.breaches.find(({ breachId }) => breachId === escalation.breachId);
  const how = howItEnded(obligation, breach, now);
  if (how === null) return [];
  const { escalationId } = escalation;
  return [{ type: 'EscalationResolved', occurredAt: now, data: { escalationId, how } }];
}

function howItEnded(
  obligation: KnownObligation | undefined,
  breach: Breach | undefined,
  now: Instant,
): EscalationEnd | null {
  if (obligation === undefined) return 'duty_ended';
  const { status, endedAt, due } = obligation;
  if (status === 'met') {
    return breach?.withdrawnAt != null || isOnTime(due, endedAt ?? now) ? 'done_on_time_entered_late' : 'act_done';
  }
  return status === 'cancelled' || now < due.overdueFrom ? 'duty_ended' : null;
}
