import {
  availableDutyCommands,
  evolveDuty,
  mayReadDutyFile,
  nextDutyAlarmAt,
  type DutyEvent,
  type DutyState,
  type Instant,
} from '@caseward/domain';
import { readRecord } from '@caseward/persistence';
import {
  dutyCommand,
  dutyFileIdOf,
  dutyViewOf,
  malformedDuty,
  type Answer,
  type DutyView,
  type SentDuty,
  type Stage,
} from '@caseward/scenario';
import { CommandRefusedError, type CaseClient } from '@caseward/temporal';
import type { DataSource } from 'typeorm';

interface FileRecord {
  readonly state: DutyState | null;
  readonly events: readonly DutyEvent[];
}

/** Duty files on real workflow code: sent through the engine, read from the record. */
export class WorkflowDuties {
  readonly #files = new Map<string, FileRecord>();

  constructor(
    private readonly stage: Stage,
    private readonly run: { readonly client: CaseClient; readonly record: DataSource },
  ) {}

  get names(): readonly string[] {
    return [...this.#files.keys()];
  }

  /** For whoever ends the play. */
  get ids(): readonly string[] {
    return this.names.map((file) => dutyFileIdOf(this.stage, file));
  }

  nextAlarmOf(file: string): Instant | null {
    const { state } = this.#recordOf(file);
    return state === null ? null : nextDutyAlarmAt(state);
  }

  async send(sent: SentDuty): Promise<Answer> {
    const refusal = malformedDuty(sent);
    if (refusal !== null) return refusal;
    const fileId = dutyFileIdOf(this.stage, sent.file);
    try {
      const { seq, events } = await this.run.client.execute<DutyEvent>(fileId, dutyCommand(this.stage, sent));
      await this.catchUp(sent.file);
      const recordedAt = events[0]?.recordedAt ?? sent.recordedAt;
      return { accepted: true, seq, events: events.map(({ type }) => type), recordedAt };
    } catch (error) {
      if (!(error instanceof CommandRefusedError)) throw error;
      const { code, rule, message, details } = error;
      return { accepted: false, code, rule, message, remedy: details.remedy, inputs: details.inputs };
    }
  }

  async observe(file: string): Promise<DutyView> {
    await this.catchUp(file);
    const { state, events } = this.#recordOf(file);
    if (state === null) throw new Error(`the duty file "${file}" is not open yet`);
    return dutyViewOf(state, events);
  }

  async commandsFor(file: string, as: string): Promise<readonly string[] | null> {
    await this.catchUp(file);
    const { state } = this.#recordOf(file);
    const actor = this.stage.cast.actor(as);
    return state !== null && mayReadDutyFile(state, actor) ? availableDutyCommands(state, actor) : null;
  }

  /** Reads on in the record. @returns how many events were new */
  async catchUp(file: string): Promise<number> {
    const { state, events } = this.#recordOf(file);
    const fileId = dutyFileIdOf(this.stage, file);
    const fresh = await readRecord<DutyEvent>(this.run.record, fileId, state?.seq ?? 0);
    if (fresh.length === 0) return 0;
    let next = state;
    for (const event of fresh) next = evolveDuty(next, event);
    this.#files.set(file, { state: next, events: [...events, ...fresh] });
    return fresh.length;
  }

  #recordOf(file: string): FileRecord {
    return this.#files.get(file) ?? { state: null, events: [] };
  }
}
