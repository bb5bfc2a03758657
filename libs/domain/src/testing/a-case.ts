import { SYSTEM_ACTOR, type Actor, type Owner } from '../access/actor.js';
import { nextAlarmAt } from '../case/alarms.js';
import type { ClosureChecks, Command, CommandPayloads, CommandType, ContentRef } from '../case/commands.js';
import { decide } from '../case/decide.js';
import type { CaseEvent } from '../case/events.js';
import { evolve } from '../case/evolve.js';
import { initialState, type CaseState } from '../case/state.js';
import type { ObligationKind } from '../case/obligation.js';
import { policySnapshot, type PolicySnapshot } from '../policy/policy.js';
import type { Instant } from '../time/instant.js';
import { instantOfLocal } from '../time/zone.js';

export const OWNER: Owner = { caseworkerId: 'cw-a', teamId: 'team-1', officeId: 'office-1', agencyId: 'agency-a' };
const place = { teamId: 'team-1', officeId: 'office-1', agencyId: 'agency-a' };
export const CW: Actor = { personId: 'cw-a', role: 'CW', ...place };
export const SUP: Actor = { personId: 'sup-a', role: 'SUP', ...place };
export const MGR: Actor = { personId: 'mgr-a', role: 'MGR', officeId: 'office-1', agencyId: 'agency-a' };
export const CONTENT: ContentRef = { contentId: 'content-1', form: 'note', formVersion: 1, digest: '00' };

/** Every common gate of 3.10 answered. */
export const COMPLETE_FORM: ClosureChecks = {
  childAndFamilyInvolved: true,
  workersTold: true,
  contactForLaterGiven: true,
  feedbackOffered: true,
  fileComplete: true,
  storageFormAgreed: true,
  keepUntil: '2040-12-31',
};

/** A fictional case played by hand in specs; local times are in the policy's zone; alarms fire at their instants. */
export class TestCase {
  state: CaseState = initialState('case-1');
  readonly events: CaseEvent[] = [];
  private commands = 0;

  constructor(readonly policy: PolicySnapshot = policySnapshot()) {}

  instant(local: string): Instant {
    return local.endsWith('Z')
      ? local
      : instantOfLocal(this.policy.zone, local.length === 10 ? `${local}T10:00` : local);
  }

  /** Fires every alarm up to the moment, each at its own instant. */
  until(local: string): this {
    const end = this.instant(local);
    for (;;) {
      const at = nextAlarmAt(this.state);
      if (at === null || at > end) return this;
      const fired = this.apply(
        { commandId: `alarm-${at}`, type: 'alarm', actor: SYSTEM_ACTOR, occurredAt: at, payload: {} },
        at,
      );
      if (fired === 0) throw new Error(`the alarm at ${at} had nothing to do`);
    }
  }

  /** One alarm only, as after an outage. */
  wakeOnlyAt(local: string): this {
    const at = this.instant(local);
    this.apply({ commandId: 'late-alarm', type: 'alarm', actor: SYSTEM_ACTOR, occurredAt: at, payload: {} }, at);
    return this;
  }

  do<T extends CommandType>(
    local: string,
    actor: Actor,
    type: T,
    payload: CommandPayloads[T],
    recordedLocal: string = local,
  ): this {
    const occurredAt = this.instant(local);
    this.until(recordedLocal);
    this.commands += 1;
    const command = {
      commandId: `command-${String(this.commands)}`,
      type,
      actor,
      occurredAt,
      payload,
    } as unknown as Command;
    this.apply(command, this.instant(recordedLocal));
    return this;
  }

  private apply(command: Command, now: Instant): number {
    const events = decide(this.state, command, { now });
    for (const event of events) this.state = evolve(this.state, event);
    this.events.push(...events);
    return events.length;
  }

  consented(local: string): this {
    return this.do(local, CW, 'identifyChild', { source: 'community', owner: OWNER, policy: this.policy })
      .do(local, CW, 'answerEligibility', {
        isChild: 'yes',
        harmedOrAtRisk: true,
        needsCaseworker: true,
        needsServices: true,
      })
      .do(local, CW, 'recordConsent', { participate: true, storeData: true });
  }

  registered(local: string, level: string, encounterId?: string): this {
    const concerns = [{ concernId: 'c1', category: 'child_labour' as const, level }];
    const encounter = encounterId === undefined ? {} : { encounterId };
    return this.consented(local).do(local, CW, 'registerCase', { caseCode: 'CW-0001', concerns, ...encounter });
  }

  assessed(local: string): this {
    return this.do(local, CW, 'completeAssessment', {});
  }

  planned(agreed: string, signedOff: string = agreed): this {
    return this.do(agreed, CW, 'agreePlan', { involved: ['child', 'caregiver'] }).do(signedOff, SUP, 'signOffPlan', {});
  }

  followedUp(local: string, recorded: string = local): this {
    return this.do(local, CW, 'recordFollowUp', { reached: 'child', channel: 'visit' }, recorded);
  }

  reviewed(local: string): this {
    return this.do(local, CW, 'holdReview', {});
  }

  rated(local: string, level: string, recorded: string = local): this {
    return this.do(local, CW, 'rateConcern', { rating: { concernId: 'c1', level }, sourceForm: 'other' }, recorded);
  }

  /** The due date (or exact instant) of the open duty of a kind; undefined when none runs. */
  due(kind: ObligationKind): string | undefined {
    const open = Object.values(this.state.obligations).find((o) => o.kind === kind && o.status === 'open');
    return open?.due.dueOn ?? open?.due.dueAt ?? undefined;
  }

  standing(): string[] {
    return this.state.breaches
      .filter(({ withdrawnAt }) => withdrawnAt === null)
      .map(({ kind, due, level }) => `${kind} ${due.dueOn ?? due.dueAt ?? ''} ${level}`);
  }
}
