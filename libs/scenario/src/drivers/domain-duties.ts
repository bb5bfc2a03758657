import {
  availableDutyCommands,
  decideDuty,
  DomainError,
  dutyReadModelOf,
  evolveDuty,
  mayReadDutyFile,
  nextDutyAlarmAt,
  sopTextOf,
  sopVersions,
  SYSTEM_ACTOR,
  type DutyEvent,
  type DutyState,
  type Instant,
} from '@caseward/domain';
import type { Answer, DutyView, SentDuty, Stage } from '../play/driver.js';
import { uuidOf } from '../play/ids.js';
import { dutyCommand, dutyFileIdOf, malformedDuty } from './duty-command.js';

interface FileRecord {
  readonly events: readonly DutyEvent[];
  readonly state: DutyState;
}

/** What the events of a duty file, folded to `state`, show. */
export function dutyViewOf(state: DutyState, events: readonly DutyEvent[]): DutyView {
  const texts = sopVersions(state).map((version) => [version.sopVersion, sopTextOf(version)?.content?.digest ?? '']);
  const sopTexts = Object.fromEntries(texts) as Readonly<Record<string, string>>;
  return { ...dutyReadModelOf(state), records: events.map(({ type }) => type), sopTexts };
}

/** Duty files on the pure domain: alarms fire one by one at their instants. */
export class DomainDuties {
  private readonly files = new Map<string, FileRecord>();

  constructor(private readonly stage: Stage) {}

  advanceTo(instant: Instant): void {
    for (const file of this.files.keys()) this.#fireAlarms(file, instant);
  }

  #fireAlarms(file: string, until: Instant): void {
    for (;;) {
      const { state } = this.recordOf(file);
      const at = nextDutyAlarmAt(state);
      if (at === null || at > until) return;
      const commandId = uuidOf(this.stage.run, state.caseId, 'alarm', at, String(state.seq));
      const alarm = { commandId, type: 'alarm', actor: SYSTEM_ACTOR, occurredAt: at, payload: {} } as const;
      const events = decideDuty(state, state.caseId, alarm, { now: at });
      if (events.length === 0) throw new Error(`an alarm at ${at} changes nothing: the file would never sleep`);
      this.#append(file, events);
    }
  }

  send(sent: SentDuty): Answer {
    const refusal = malformedDuty(sent);
    if (refusal !== null) return refusal;
    const before = this.files.get(sent.file)?.state ?? null;
    const fileId = dutyFileIdOf(this.stage, sent.file);
    try {
      const events = decideDuty(before, fileId, dutyCommand(this.stage, sent), { now: sent.recordedAt });
      this.#append(sent.file, events);
      const seq = this.recordOf(sent.file).state.seq;
      return { accepted: true, seq, events: events.map(({ type }) => type), recordedAt: sent.recordedAt };
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      const { code, rule, message, details } = error;
      return { accepted: false, code, rule, message, remedy: details.remedy, inputs: details.inputs };
    }
  }

  view(file: string): DutyView {
    const { state, events } = this.recordOf(file);
    return dutyViewOf(state, events);
  }

  /** Null for somebody who cannot open the file. */
  commandsFor(file: string, as: string): readonly string[] | null {
    const { state } = this.recordOf(file);
    const actor = this.stage.cast.actor(as);
    return mayReadDutyFile(state, actor) ? availableDutyCommands(state, actor) : null;
  }

  private recordOf(file: string): FileRecord {
    const known = this.files.get(file);
    if (known === undefined) throw new Error(`the duty file "${file}" is not open yet`);
    return known;
  }

  #append(file: string, events: readonly DutyEvent[]): void {
    const before = this.files.get(file);
    let state: DutyState | null = before?.state ?? null;
    for (const event of events) state = evolveDuty(state, event);
    if (state !== null) this.files.set(file, { events: [...(before?.events ?? []), ...events], state });
  }
}
