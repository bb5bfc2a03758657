import type { CommandType, KnownObligation, ObligationKind } from '@caseward/domain';
import { dateIn, instant, msOf, type Node, type Step, type World } from '../world.js';
import { all, last, levelAt, openDuties, ownerAt } from './history.js';
import { invariant, noneOf } from './invariant.js';

const OF_THE_CASE: readonly ObligationKind[] = [
  'assessment',
  'plan',
  'plan_signoff',
  'follow_up',
  'review',
  'reassessment',
  'plan_revision',
  'closure_decision',
  'post_closure_review',
];
export const clocksOfTheCase = (node: Node): KnownObligation[] =>
  openDuties(node).filter(({ kind }) => OF_THE_CASE.includes(kind));

/** TIME-7, CLK-9, REF-1: none of these starts, stops or moves a clock of the case. */
const MOVES_NO_CLOCK: ReadonlySet<CommandType> = new Set<CommandType>([
  'recordNote',
  'draftReferral',
  'sendReferral',
  'overrideSharing',
  'explainSharing',
  'answerReferral',
  'reportReferralDone',
  'revokeReferral',
  'recordService',
  'conveneConference',
  'inviteToConference',
  'recordConferenceView',
  'cancelConference',
  'flagBid',
  'recordBidDecision',
  'recordConsent',
  'withdrawConsent',
  'proposeWithoutConsent',
  'authoriseWithoutConsent',
  'refuseWithoutConsent',
  'proposeTransfer',
  'sendTransfer',
  'rejectTransfer',
  'revokeTransfer',
  'requestClosure',
  'raiseImmediateConcern',
  'addressImmediateConcern',
  'recordUrgentScreen',
  'declareConflictOfInterest',
  'resolveConflictOfInterest',
  'raiseMandatoryReport',
  'adviseMandatoryReport',
  'decideMandatoryReport',
  'recordBirth',
  'acknowledgeNotice',
  'acknowledgeEscalation',
  'resolveEscalation',
  'reassignEscalation',
  'openEmergencyAccess',
  'endEmergencyAccess',
  'reviewEmergencyAccess',
]);

const dates = (duties: readonly KnownObligation[]): string =>
  duties
    .map(({ key, due }) => `${key} ${due.overdueFrom}`)
    .sort()
    .join(', ');

function sameClocks({ before, after }: Step): string | null {
  const [was, is] = [dates(clocksOfTheCase(before)), dates(clocksOfTheCase(after))];
  return was === is ? null : `${was} became ${is}`;
}

const rankIn = ({ policy }: World, level: string): number =>
  (policy.values['risk.levels'] as readonly string[]).indexOf(level);

export const CLOCK_STEPS = [
  invariant('TIME-8', 'a breach never vanishes and keeps what it was raised for', ({ before, after }) => {
    if (before.state.breaches.length === 0) return undefined;
    const now = new Map(after.state.breaches.map((breach) => [breach.breachId, breach]));
    return noneOf(
      before.state.breaches
        .filter(({ breachId, key, raisedAt, withdrawnAt }) => {
          const kept = now.get(breachId);
          return (
            kept?.key !== key ||
            kept.raisedAt !== raisedAt ||
            (withdrawnAt !== null && kept.withdrawnAt !== withdrawnAt)
          );
        })
        .map(({ breachId }) => breachId),
    );
  }),
  invariant(
    'TIME-9',
    'a breach is withdrawn only by an entry that shows it was kept',
    ({ world, after, fresh, command }) => {
      const withdrawn = all(fresh, 'BreachWithdrawn');
      if (withdrawn.length === 0) return undefined;
      const isKept = (breachId: string): boolean => {
        const { key = '' } = after.state.breaches.find((breach) => breach.breachId === breachId) ?? {};
        const duty = after.state.obligations[key];
        if (duty === undefined) return false;
        // A65: what was due on the day of death or later was never missed.
        const death = last(after.events, 'DeathRecorded');
        if (
          death !== undefined &&
          after.state.death !== null &&
          death.data.diedOn <= dateIn(world, duty.due.overdueFrom)
        )
          return true;
        if (duty.endCause === 'TIME-9' || duty.due.overdueFrom > instant(after.ms)) return true;
        return duty.endedAt !== null && (duty.endedAt < duty.due.overdueFrom || duty.endedAt === duty.due.dueAt);
      };
      return noneOf(
        withdrawn
          .filter(
            ({ data }) => command === null || !fresh.some(({ seq }) => seq === data.bySeq) || !isKept(data.breachId),
          )
          .map(({ data }) => data.breachId),
      );
    },
  ),
  invariant('A34', 'a breach names who had the case, and its level, at the last moment on time', (step) => {
    const raised = all(step.fresh, 'BreachRaised', 'BreachCorrected');
    if (raised.length === 0) return undefined;
    return noneOf(
      raised.flatMap(({ seq, data }) => {
        const events = step.after.events.slice(0, seq - 1);
        const lastMoment = instant(msOf(data.due.overdueFrom) - 1);
        const owner = ownerAt(events, lastMoment);
        const level = levelAt(step.world, events, lastMoment);
        return [
          ...(owner?.caseworkerId === data.owner.caseworkerId ? [] : [`owner ${data.owner.caseworkerId}`]),
          ...(level === data.level ? [] : [`level ${data.level}, not ${level}`]),
        ];
      }),
    );
  }),
  invariant('RISK-3', 'a rise never loosens a due date', ({ world, before, after, command }) => {
    const isRise = rankIn(world, after.state.level) > rankIn(world, before.state.level);
    if (!isRise || before.state.episode !== after.state.episode || command?.type !== 'rateConcern') return undefined;
    return noneOf(
      clocksOfTheCase(before)
        .filter(({ key, due }) => {
          const now = after.state.obligations[key];
          return now?.status === 'open' && now.due.overdueFrom > due.overdueFrom;
        })
        .map(({ key }) => key),
    );
  }),
  invariant('RISK-4', 'a fall never rescues what was overdue', ({ world, before, after, fresh, command }) => {
    const isFall = rankIn(world, after.state.level) < rankIn(world, before.state.level);
    if (!isFall || (command?.type !== 'rateConcern' && command?.type !== 'confirmLowering')) return undefined;
    const effective =
      all(fresh, 'ConcernRated')
        .map(({ occurredAt }) => occurredAt)
        .sort()[0] ?? '';
    return noneOf(
      clocksOfTheCase(before)
        .filter(({ due }) => effective >= due.overdueFrom)
        .filter(({ key, due }) => {
          const now = after.state.obligations[key];
          const isMoved = now?.status === 'open' && now.due.overdueFrom !== due.overdueFrom;
          const breach = after.state.breaches.find((one) => one.key === key && one.withdrawnAt === null);
          return (
            isMoved ||
            (breach === undefined && before.state.breaches.some((one) => one.key === key && one.withdrawnAt === null))
          );
        })
        .map(({ key }) => key),
    );
  }),
  invariant('TIME-7', 'what is no visit, review, level or decision moves no clock', (step) => {
    if (step.command === null || !MOVES_NO_CLOCK.has(step.command.type)) return undefined;
    return sameClocks(step);
  }),
  invariant('TR-5', 'a hand-over changes no due date', (step) => {
    const isHandOver = step.command?.type === 'acceptTransfer' || step.command?.type === 'reassignCase';
    return isHandOver ? sameClocks(step) : undefined;
  }),
  invariant('TIME-8', 'an escalation never steps down, and a resolved one stays resolved', ({ before, after }) => {
    if (before.state.escalations.length === 0) return undefined;
    return noneOf(
      before.state.escalations
        .filter(({ escalationId, step, status }) => {
          const now = after.state.escalations.find((one) => one.escalationId === escalationId);
          return now === undefined || now.step < step || (status === 'resolved' && now.status !== 'resolved');
        })
        .map(({ escalationId }) => escalationId),
    );
  }),
  invariant(
    'REOP-1',
    'a re-opening starts the next episode with an assessment or a decision',
    ({ before, after, fresh }) => {
      if (last(fresh, 'CaseReopened') === undefined) return undefined;
      const kinds = openDuties(after).map(({ kind }) => kind);
      const isFresh =
        after.state.episode === before.state.episode + 1 && after.state.plan === null && !after.state.assessed;
      const runs = kinds.includes('assessment') || kinds.includes('closure_decision');
      return isFresh && runs && !kinds.includes('post_closure_review') ? null : kinds.join(' ');
    },
  ),
];
