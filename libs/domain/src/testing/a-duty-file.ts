import type { Actor } from '../access/actor.js';
import type { DutyCommand, DutyCommandType, DutyPayloads } from '../duty/commands.js';
import { decideDuty, nextDutyAlarmAt } from '../duty/decide.js';
import type { DutyEvent } from '../duty/events.js';
import { evolveDuty } from '../duty/evolve.js';
import type { DutyFileKind, DutyScope, DutyState } from '../duty/file.js';
import { policySnapshot, type PolicySnapshot } from '../policy/policy.js';
import { instantOfLocal } from '../time/zone.js';

export const SCOPE: DutyScope = { teamId: 'team-a', officeId: 'office-a', agencyId: 'agency-a' };
export const SUP_A: Actor = { personId: 'SUP-A', role: 'SUP', ...SCOPE } as Actor;
export const MGR_A: Actor = { personId: 'MGR-A', role: 'MGR', officeId: 'office-a', agencyId: 'agency-a' };
export const HEAD_A: Actor = { personId: 'HEAD-A', role: 'HEAD', agencyId: 'agency-a' };

/** A duty file under test; every moment is local time in the policy's zone, and no alarm is forgotten on the way. */
export class ADutyFile {
  readonly events: DutyEvent[] = [];
  #state: DutyState | null = null;
  #count = 0;

  constructor(readonly policy: PolicySnapshot = policySnapshot()) {}

  get state(): DutyState {
    if (this.#state === null) throw new Error('open it first');
    return this.#state;
  }

  open(kind: DutyFileKind, subjectId: string, at: string, scope: DutyScope = SCOPE, by: Actor = SUP_A): this {
    return this.give('openDutyFile', { kind, subjectId, scope, policy: this.policy }, at, by);
  }

  give<T extends DutyCommandType>(
    type: T,
    payload: DutyPayloads[T],
    at: string,
    by: Actor = SUP_A,
    entered = at,
  ): this {
    const command = {
      commandId: `c-${String((this.#count += 1))}`,
      type,
      actor: by,
      occurredAt: instantOfLocal(this.policy.zone, at),
      payload,
    } as unknown as DutyCommand;
    this.until(entered);
    this.#apply(decideDuty(this.#state, 'file-1', command, { now: instantOfLocal(this.policy.zone, entered) }));
    return this;
  }

  /** Sounds every alarm up to this local time. */
  until(local: string): this {
    const now = instantOfLocal(this.policy.zone, local);
    while (this.#state !== null) {
      const at = nextDutyAlarmAt(this.#state);
      if (at === null || at > now) break;
      const alarm = { commandId: `a-${at}`, type: 'alarm', actor: { personId: 'system', role: 'SYSTEM' } } as const;
      const events = decideDuty(this.#state, 'file-1', { ...alarm, occurredAt: at, payload: {} }, { now: at });
      if (events.length === 0) throw new Error(`nothing was due at ${at}`);
      this.#apply(events);
    }
    return this;
  }

  due(kind: string): string[] {
    return Object.values(this.state.obligations)
      .filter((duty) => duty.kind === kind && duty.status === 'open')
      .map(({ due }) => due.dueOn ?? due.dueAt ?? '');
  }

  breached(kind: string): string[] {
    return this.state.breaches
      .filter((breach) => breach.kind === kind && breach.withdrawnAt === null)
      .map(({ due }) => due.dueOn ?? '');
  }

  #apply(events: readonly DutyEvent[]): void {
    for (const event of events) {
      this.#state = evolveDuty(this.#state, event);
      this.events.push(event);
    }
  }
}
