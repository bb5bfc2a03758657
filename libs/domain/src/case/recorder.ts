import { actorOfRecord } from '../access/actor.js';
import type { Instant } from '../time/instant.js';
import type { Command } from './commands.js';
import type { CaseEvent, Draft, EventData, EventType } from './events.js';
import { evolve } from './evolve.js';
import type { CaseState } from './state.js';

/** Collects what one command decides; `state` is always the one after the events so far. */
export class Recorder {
  readonly events: CaseEvent[] = [];

  constructor(
    public state: CaseState,
    readonly command: Pick<Command, 'commandId' | 'actor'>,
    /** The moment of recording. */
    readonly now: Instant,
  ) {}

  emit<T extends EventType>(type: T, occurredAt: Instant, data: EventData[T]): void {
    this.record({ type, occurredAt, data } as Draft);
  }

  record(draft: Draft): void {
    const event = {
      caseId: this.state.caseId,
      seq: this.state.seq + 1,
      ...draft,
      recordedAt: this.now,
      commandId: this.command.commandId,
      actor: actorOfRecord(this.command.actor),
    } as CaseEvent;
    this.events.push(event);
    this.state = evolve(this.state, event);
  }
}
