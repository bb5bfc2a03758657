import {
  decideHosted,
  DomainError,
  evolveHosted,
  hostedChanges,
  initialState,
  isDutyState,
  nextHostedAlarmAt,
  SYSTEM_ACTOR,
  takenOver,
  type Command,
  type HostedCommand,
  type HostedEvent,
  type HostedState,
  type Instant,
} from '@caseward/domain';
import { condition, log, uuid4 } from '@temporalio/workflow';
import { Mutex } from 'async-mutex';
import type { CommandOrigin, Decision } from './case-activities.js';
import { clockRevision, now } from './clock.js';
import type { CarriedState, CaseStart, CommandResult, Refusal } from './messages.js';
import { readRecord, recordDecision } from './record.js';
import { alarmFromOutside, isEnvelope, refusalFailure, refusalOf } from './refusal.js';
import { emitState } from './state-sink.js';

type Settled = { readonly result: CommandResult<HostedEvent> } | { readonly refusal: Refusal };

function carriedState(caseId: string, { state }: CarriedState): HostedState {
  return isDutyState(state) ? state : takenOver(caseId, state);
}

/**
 * One case, or one duty file, in memory. It believes nothing but what the record returned: its own decisions take effect only as recorded
 * events, so a replay under other rules follows the recorded events too.
 */
export class CaseFile {
  #state: HostedState;
  #opened: boolean;
  #turns = 0;
  #nextAlarm: Instant | null = null;
  #clockRevision = clockRevision();
  readonly #oneAtATime = new Mutex();

  constructor({ caseId, carried }: CaseStart) {
    this.#state = carried === undefined ? initialState(caseId) : carriedState(caseId, carried);
    this.#opened = carried !== undefined;
    if (this.#opened) this.#stateChanged();
  }

  get state(): HostedState {
    return this.#state;
  }

  get nextAlarm(): Instant | null {
    return this.#nextAlarm;
  }

  /** Commands, alarms and syncs handled by this run. */
  get turns(): number {
    return this.#turns;
  }

  /** The clock's revision at the last sync: whoever changes the clock's speed sends a sync. */
  get knownClockRevision(): number {
    return this.#clockRevision;
  }

  async open(): Promise<void> {
    if (this.#opened) return;
    this.#adopt((await readRecord(this.#state.caseId, 0)).events);
    this.#opened = true;
  }

  /** Before anything is written. Synchronous: an asynchronous validator would fail the workflow task. */
  validate(command: HostedCommand): void {
    if (!isEnvelope(command)) throw refusalFailure(refusalOf(null, this.#state.seq));
    if (!this.#opened || command.type === 'sync' || this.#isRetry(command)) return;
    const decision = this.#judge(command, 'update');
    if ('refusal' in decision) throw refusalFailure(decision.refusal);
  }

  /** @throws ApplicationFailure when the case changed between validation and its turn, so that it is refused after all. */
  async execute(command: HostedCommand): Promise<CommandResult<HostedEvent>> {
    const settled = await this.#inTurn(command, 'update');
    if ('refusal' in settled) throw refusalFailure(settled.refusal);
    return settled.result;
  }

  /** A signal has no answer: its end, refusal included, is in the record. */
  async receive(command: HostedCommand): Promise<void> {
    if (isEnvelope(command)) await this.#inTurn(command, 'signal');
    else log.warn('a signal that is no command was dropped');
  }

  /** @returns false when nothing was due after all. */
  async soundAlarm(): Promise<boolean> {
    return this.#oneAtATime.runExclusive(async () => {
      const alarm: Command = {
        commandId: uuid4(),
        type: 'alarm',
        actor: SYSTEM_ACTOR,
        occurredAt: now(),
        payload: {},
      };
      // Not judged like a person's command: a rule that fails here is a defect, and failing the task leaves no trace of it.
      const events = decideHosted(this.#state, alarm, { now: alarm.occurredAt });
      if (events.length === 0) return false;
      await this.#settle(alarm, 'alarm', this.#accepted(events));
      return true;
    });
  }

  async #inTurn(command: HostedCommand, origin: CommandOrigin): Promise<Settled> {
    await condition(() => this.#opened);
    return this.#oneAtATime.runExclusive(() =>
      command.type === 'sync' ? this.#sync() : this.#settle(command, origin, this.#judge(command, origin)),
    );
  }

  async #settle(command: HostedCommand, origin: CommandOrigin, first: Decision): Promise<Settled> {
    this.#turns += 1;
    for (let decision = first; ; decision = this.#judge(command, origin)) {
      const { caseId, seq } = this.#state;
      const recorded = await recordDecision({ caseId, expectedSeq: seq, command, origin, decidedAt: now(), decision });
      this.#adopt(recorded.adopted);
      if (recorded.end === 'refused' && recorded.refusal !== null) return { refusal: recorded.refusal };
      if (recorded.end === 'recorded') {
        const own = [...recorded.earlier, ...recorded.adopted].filter(
          ({ commandId }) => commandId === command.commandId,
        );
        return { result: { seq: own.at(-1)?.seq ?? this.#state.seq, events: own } };
      }
      if (recorded.adopted.length === 0) throw new Error('the record stands behind the workflow');
    }
  }

  async #sync(): Promise<Settled> {
    this.#turns += 1;
    const { events } = await readRecord(this.#state.caseId, this.#state.seq);
    this.#adopt(events);
    this.#clockRevision = clockRevision();
    return { result: { seq: this.#state.seq, events } };
  }

  #judge(command: HostedCommand, origin: CommandOrigin): Decision {
    if (this.#isRetry(command)) return this.#accepted([]);
    if (command.type === 'alarm' && origin !== 'alarm') return { refusal: alarmFromOutside(this.#state.seq) };
    try {
      return this.#accepted(decideHosted(this.#state, command, { now: now() }));
    } catch (error) {
      if (!(error instanceof DomainError)) log.warn('no rule could read a command', { type: command.type });
      return { refusal: refusalOf(error, this.#state.seq) };
    }
  }

  #accepted(events: readonly HostedEvent[]): Decision {
    return { events, changes: hostedChanges(this.#state, events.reduce(evolveHosted, this.#state)) };
  }

  #isRetry({ commandId }: HostedCommand): boolean {
    return this.#state.recentCommandIds.includes(commandId);
  }

  #adopt(events: readonly HostedEvent[]): void {
    for (const event of events) {
      if (event.seq <= this.#state.seq) continue;
      if (event.seq !== this.#state.seq + 1) throw new Error(`event ${event.seq} follows ${this.#state.seq}`);
      this.#state = evolveHosted(this.#state, event);
    }
    if (events.length > 0) this.#stateChanged();
  }

  #stateChanged(): void {
    this.#nextAlarm = nextHostedAlarmAt(this.#state);
    emitState(this.#state);
  }
}
