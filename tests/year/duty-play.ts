import {
  decideDuty,
  DomainError,
  evolveDuty,
  nextDutyAlarmAt,
  SYSTEM_ACTOR,
  type Actor,
  type DutyCommand,
  type DutyCommandType,
  type DutyEvent,
  type DutyPayloads,
  type DutyState,
  type Owner,
} from '@caseward/domain';
import { instant, MINUTE } from './calendar.js';
import type { Luck } from './luck.js';
import { attendFile } from './stories/supervision.js';
import type { Year } from './year.js';

/** What is owed to one caseworker of the year: a file with clocks like those of a case. */
export class DutyFileInPlay {
  state: DutyState | null = null;
  readonly events: DutyEvent[] = [];
  private commands = 0;
  private alarmPlannedAt: string | null = null;

  constructor(
    readonly year: Year,
    readonly fileId: string,
    readonly luck: Luck,
    readonly subject: Owner,
  ) {}

  content(form: string) {
    const contentId = `content-${String(this.commands)}`;
    return { content: { contentId, form, formVersion: 1, digest: 'ab'.repeat(32) } };
  }

  after(ms: number, act: () => void): void {
    this.year.agenda.add(this.year.nowMs + Math.max(ms, MINUTE), act);
  }

  give<T extends DutyCommandType>(
    actor: Actor,
    type: T,
    payload: DutyPayloads[T],
    occurredAtMs: number = this.year.nowMs,
  ): boolean {
    const occurredAt = instant(Math.min(occurredAtMs, this.year.nowMs));
    return this.apply({ type, actor, occurredAt, payload, commandId: this.nextId() } as unknown as DutyCommand);
  }

  private nextId(): string {
    this.commands += 1;
    return `${this.fileId}-${String(this.commands)}`;
  }

  private apply(command: Parameters<typeof decideDuty>[2]): boolean {
    let fresh: readonly DutyEvent[];
    try {
      fresh = decideDuty(this.state, this.fileId, command, { now: instant(this.year.nowMs) });
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      this.year.refused(command.type, error.code);
      return false;
    }
    this.year.accepted(command.type);
    for (const event of fresh) this.state = evolveDuty(this.state, event);
    this.events.push(...fresh);
    this.planAlarm();
    for (const event of fresh) {
      if (event.type === 'ObligationArmed' || event.type === 'ObligationRescheduled') attendFile(this, event.data.key);
    }
    return true;
  }

  private planAlarm(): void {
    const at = this.state === null ? null : nextDutyAlarmAt(this.state);
    if (at === this.alarmPlannedAt) return;
    this.alarmPlannedAt = at;
    if (at === null) return;
    this.year.agenda.add(Math.max(Date.parse(at), this.year.nowMs), () => {
      if (this.alarmPlannedAt !== at) return;
      this.alarmPlannedAt = null;
      const occurredAt = instant(this.year.nowMs);
      this.apply({ type: 'alarm', actor: SYSTEM_ACTOR, occurredAt, payload: {}, commandId: this.nextId() });
      this.planAlarm();
    });
  }
}
