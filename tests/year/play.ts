import {
  decide,
  DomainError,
  evolve,
  initialState,
  nextAlarmAt,
  openImmediateConcerns,
  SYSTEM_ACTOR,
  type Actor,
  type CaseEvent,
  type CaseState,
  type Command,
  type CommandPayloads,
  type CommandType,
  type Owner,
  type PolicySnapshot,
} from '@caseward/domain';
import { caseworker, dataEntry, supervisor, teamOf, type Team } from './cast.js';
import { instant, MINUTE } from './calendar.js';
import type { Luck } from './luck.js';
import type { Year } from './year.js';

/** Entries that a clerk may transcribe for a caseworker. */
const TRANSCRIBED: ReadonlySet<CommandType> = new Set([
  'recordFollowUp',
  'recordService',
  'holdReview',
  'recordFeedback',
]);

/** One invented case of the year: its state, its record, and the hands that work on it. */
export class CaseInPlay {
  state: CaseState;
  readonly events: CaseEvent[] = [];
  /** Ids given out in this case so far. */
  private ids = 0;
  private commands = 0;
  private alarmPlannedAt: string | null = null;

  constructor(
    readonly year: Year,
    readonly caseId: string,
    readonly luck: Luck,
  ) {
    this.state = initialState(caseId);
  }

  get owner(): Owner {
    if (this.state.owner === null) throw new Error('nobody has this case yet');
    return this.state.owner;
  }

  get policy(): PolicySnapshot {
    if (this.state.policy === null) throw new Error('nobody has told of this child yet');
    return this.state.policy;
  }

  get team(): Team {
    return teamOf(this.owner);
  }

  get caseworker(): Actor {
    return caseworker(this.owner);
  }

  get supervisor(): Actor {
    return supervisor(this.team);
  }

  get isOpen(): boolean {
    return this.state.episode > 0 && this.state.closure === null && this.state.death === null;
  }

  isInDanger(atMs = this.year.nowMs): boolean {
    return openImmediateConcerns(this.state, instant(atMs)).length > 0;
  }

  id(kind: string): string {
    this.ids += 1;
    return `${kind}-${String(this.ids)}`;
  }

  content(form: string): { readonly content: NonNullable<CommandPayloads['recordNote']['content']> } {
    return { content: { contentId: this.id('content'), form, formVersion: 1, digest: 'ab'.repeat(32) } };
  }

  /** Does something after some time; what the case is like then is for the act to see. */
  after(ms: number, act: () => void): void {
    this.year.agenda.add(this.year.nowMs + Math.max(ms, MINUTE), act);
  }

  /** The clerk of the caseworker's office, while the case is typed in there. */
  private get clerk(): Actor | null {
    const one = dataEntry(this.owner);
    const now = instant(this.year.nowMs);
    const isAssigned = this.year.transcribed.some(
      ({ caseId, personId, startsAt, end }) =>
        caseId === this.caseId && personId === one.personId && startsAt <= now && (end === null || now < end.endsAt),
    );
    return isAssigned ? { ...one, assignedCaseIds: [this.caseId] } : null;
  }

  /** As the caseworker, now and then through the clerk. */
  work<T extends CommandType>(type: T, payload: CommandPayloads[T], occurredAtMs?: number): boolean {
    const clerk = TRANSCRIBED.has(type) && this.luck.happens(0.15) ? this.clerk : null;
    if (clerk === null) return this.give(this.caseworker, type, payload, occurredAtMs);
    return this.give(clerk, type, payload, occurredAtMs, this.owner.caseworkerId);
  }

  /** @returns whether it was accepted */
  give<T extends CommandType>(
    actor: Actor,
    type: T,
    payload: CommandPayloads[T],
    occurredAtMs: number = this.year.nowMs,
    authoredBy?: string,
  ): boolean {
    this.commands += 1;
    const command = {
      commandId: `${this.caseId}-${String(this.commands)}`,
      type,
      actor,
      occurredAt: instant(Math.min(occurredAtMs, this.year.nowMs)),
      payload,
      ...(authoredBy === undefined ? {} : { authoredBy }),
    } as unknown as Command;
    return this.apply(command);
  }

  private apply(command: Command): boolean {
    let fresh: readonly CaseEvent[];
    try {
      fresh = decide(this.state, command, { now: instant(this.year.nowMs) });
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      this.year.refused(command.type, error.code);
      return false;
    }
    this.year.accepted(command.type);
    const before = this.state;
    for (const event of fresh) this.state = evolve(this.state, event);
    this.events.push(...fresh);
    this.year.follow(before, this.state);
    this.planAlarm();
    for (const event of fresh) this.year.react(this, event);
    return true;
  }

  /** The engine wakes the case at the instant that it asked for; a plan that has moved is let pass. */
  private planAlarm(): void {
    const at = nextAlarmAt(this.state);
    if (at === this.alarmPlannedAt) return;
    this.alarmPlannedAt = at;
    if (at === null) return;
    this.year.agenda.add(Math.max(Date.parse(at), this.year.nowMs), () => {
      if (this.alarmPlannedAt !== at) return;
      this.alarmPlannedAt = null;
      this.give(SYSTEM_ACTOR, 'alarm', {});
      if (nextAlarmAt(this.state) === at) throw new Error(`the alarm at ${at} had nothing to do`);
      this.planAlarm();
    });
  }
}
