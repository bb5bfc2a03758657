import {
  asItHappened,
  availableCommands,
  canOpen,
  decide,
  detailsOf,
  DomainError,
  evolve,
  fold,
  initialState,
  nextAlarmAt,
  openCasesOf,
  readModelOf,
  refusalsOf,
  SYSTEM_ACTOR,
  type CaseEvent,
  type CaseState,
  type Command,
  type Instant,
} from '@caseward/domain';
import type {
  Answer,
  CaseView,
  DutyView,
  HappenedView,
  ScenarioDriver,
  SentArrangement,
  SentCommand,
  SentDuty,
  SpanView,
  Stage,
} from '../play/driver.js';
import { uuidOf } from '../play/ids.js';
import { DomainDuties } from './domain-duties.js';
import { caseIdOf, engineCommand, malformed } from './engine-command.js';
import { PlayedOrganisation } from './played-organisation.js';

interface CaseRecord {
  readonly events: readonly CaseEvent[];
  readonly state: CaseState;
  readonly alarmAt: Instant | null;
}

/** What the events of a case, folded to `state`, show. */
export function viewOf(state: CaseState, events: readonly CaseEvent[]): CaseView {
  const plan = state.plan === null ? null : { revision: state.plan.revision, status: state.plan.status };
  const records = events.map(({ type }) => type);
  return { ...readModelOf(state), plan, caseloadReview: state.caseloadReview, details: detailsOf(state), records };
}

/** Plays on the pure domain alone: alarms fire one by one at their instants, nothing waits. */
export class DomainDriver implements ScenarioDriver {
  readonly name = 'domain';

  private readonly cases = new Map<string, CaseRecord>();
  private readonly duties: DomainDuties;
  private readonly organisation: PlayedOrganisation;

  constructor(private readonly stage: Stage) {
    this.duties = new DomainDuties(stage);
    this.organisation = new PlayedOrganisation(stage, () => this.states());
  }

  async advanceTo(instant: Instant): Promise<void> {
    for (const caseName of this.cases.keys()) this.fireAlarms(caseName, instant);
    this.duties.advanceTo(instant);
  }

  private fireAlarms(caseName: string, until: Instant): void {
    for (;;) {
      const { state, alarmAt: at } = this.recordOf(caseName);
      if (at === null || at > until) return;
      const events = decide(state, this.alarm(state, at), { now: at });
      if (events.length === 0) throw new Error(`an alarm at ${at} changes nothing: the case would never sleep`);
      this.append(caseName, events);
    }
  }

  private alarm(state: CaseState, at: Instant): Command {
    const commandId = uuidOf(this.stage.run, state.caseId, 'alarm', at, String(state.seq));
    return { commandId, type: 'alarm', actor: SYSTEM_ACTOR, occurredAt: at, payload: {} };
  }

  async send(sent: SentCommand): Promise<Answer> {
    const { state } = this.recordOf(sent.caseName);
    const refusal = malformed(sent);
    if (refusal !== null) return refusal;
    try {
      const command = engineCommand(this.stage, sent, {
        actorOf: (name) => this.organisation.actor(name),
        openCases: (caseworkerId) => this.openCasesOf(caseworkerId),
        ownerOf: (name) => this.recordOf(name).state.owner,
      });
      const events = decide(state, command, { now: sent.recordedAt });
      const seq = this.append(sent.caseName, events);
      this.organisation.follow(sent);
      return { accepted: true, seq, events: events.map(({ type }) => type), recordedAt: sent.recordedAt };
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      const { code, rule, message, details } = error;
      return { accepted: false, code, rule, message, remedy: details.remedy, inputs: details.inputs };
    }
  }

  async observe(caseName: string): Promise<CaseView> {
    const { state, events } = this.recordOf(caseName);
    return viewOf(state, events);
  }

  async observeAsKnown(caseName: string, at: Instant): Promise<CaseView> {
    const { events, state } = this.recordOf(caseName);
    const known = events.filter(({ recordedAt }) => recordedAt <= at);
    return viewOf(fold(state.caseId, known), known);
  }

  async observeAsItHappened(caseName: string, at: Instant): Promise<HappenedView> {
    return asItHappened(this.recordOf(caseName).state, at);
  }

  async canOpen(caseName: string, as: string, at: Instant): Promise<boolean> {
    return canOpen(this.recordOf(caseName).state, this.organisation.actor(as), at);
  }

  async commandsFor(caseName: string, as: string): Promise<readonly string[]> {
    return availableCommands(this.recordOf(caseName).state, this.organisation.actor(as));
  }

  async openCases(caseworker: string): Promise<number> {
    return this.openCasesOf(this.stage.cast.personId(caseworker));
  }

  async spanOf(name: string, at: Instant): Promise<SpanView> {
    return this.organisation.spanOf(name, at);
  }

  async arrange(sent: SentArrangement): Promise<Answer> {
    return this.organisation.arrange(sent);
  }

  async refusals(agency: string): Promise<number> {
    const states = [...this.cases.values()].map(({ state }) => state);
    return refusalsOf(states, this.stage.cast.agencyId(agency));
  }

  async sendDuty(sent: SentDuty): Promise<Answer> {
    return this.duties.send(sent);
  }

  async observeDuty(file: string): Promise<DutyView> {
    return this.duties.view(file);
  }

  async dutyCommandsFor(file: string, as: string): Promise<readonly string[] | null> {
    return this.duties.commandsFor(file, as);
  }

  private openCasesOf(caseworkerId: string): number {
    return openCasesOf(
      [...this.cases.values()].map(({ state }) => state),
      caseworkerId,
    );
  }

  /** Every case as it stands now. */
  states(): CaseState[] {
    return [...this.cases.values()].map(({ state }) => state);
  }

  async verify(): Promise<readonly string[]> {
    return [];
  }

  async stop(): Promise<void> {
    this.cases.clear();
  }

  private recordOf(caseName: string): CaseRecord {
    const known = this.cases.get(caseName);
    return known ?? { events: [], state: initialState(caseIdOf(this.stage, caseName)), alarmAt: null };
  }

  private append(caseName: string, events: readonly CaseEvent[]): number {
    const before = this.recordOf(caseName);
    const state = events.reduce(evolve, before.state);
    this.cases.set(caseName, { events: [...before.events, ...events], state, alarmAt: nextAlarmAt(state) });
    return state.seq;
  }
}

export async function startDomainDriver(stage: Stage): Promise<ScenarioDriver> {
  return new DomainDriver(stage);
}
