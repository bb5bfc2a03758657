import type { ClockDraft, ClockEventType, EventData } from '../case/events.js';
import type { Instant } from '../time/instant.js';
import type { DutyCommand } from './commands.js';
import type { DutyDraft, DutyEvent, DutyFactData, DutyFactType } from './events.js';
import { evolveDuty } from './evolve.js';
import type { DutyState } from './file.js';

/** Collects what one command decides on a duty file; `state` is always the one after the events so far. */
export class DutyRecorder {
  readonly events: DutyEvent[] = [];
  #state: DutyState | null;

  constructor(
    readonly caseId: string,
    state: DutyState | null,
    readonly command: Pick<DutyCommand, 'commandId' | 'actor'>,
    /** The moment of recording. */
    readonly now: Instant,
  ) {
    this.#state = state;
  }

  get state(): DutyState {
    if (this.#state === null) throw new RangeError('the duty file is not open yet');
    return this.#state;
  }

  /** A fact: what somebody did. */
  fact<T extends DutyFactType>(type: T, occurredAt: Instant, data: DutyFactData[T]): void {
    this.#add({ type, occurredAt, data } as unknown as DutyDraft);
  }

  emit<T extends ClockEventType>(type: T, occurredAt: Instant, data: EventData[T]): void {
    this.#add({ type, occurredAt, data } as unknown as DutyDraft);
  }

  record(draft: ClockDraft): void {
    this.#add(draft);
  }

  #add(draft: DutyDraft): void {
    const event = {
      caseId: this.caseId,
      seq: (this.#state?.seq ?? 0) + 1,
      ...draft,
      recordedAt: this.now,
      commandId: this.command.commandId,
      actor: this.command.actor,
    } as DutyEvent;
    this.events.push(event);
    this.#state = evolveDuty(this.#state, event);
  }
}
