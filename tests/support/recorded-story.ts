import { randomUUID } from 'node:crypto';
import {
  decide,
  decideHosted,
  evolve,
  evolveHosted,
  hostedChanges,
  initialState,
  instantOfLocal,
  nextAlarmAt,
  nextHostedAlarmAt,
  policySnapshot,
  readModelChanges,
  SYSTEM_ACTOR,
  type Actor,
  type CaseState,
  type Command,
  type CommandPayloads,
  type CommandType,
  type DutyCommandType,
  type DutyPayloads,
  type HostedCommand,
  type HostedState,
  type Instant,
  type Owner,
} from '@caseward/domain';
import { appendEvents, type Sql } from '@caseward/persistence';

export const STORY_POLICY = policySnapshot();
export const storyInstant = (local: string): Instant => instantOfLocal(STORY_POLICY.zone, local);
const FORM = { content: { contentId: 'content-1', form: 'note', formVersion: 1, digest: '00' } };

export interface Beginning {
  /** CONS-1 scope 3. */
  readonly reporting?: boolean;
  readonly level?: string;
  readonly more?: Partial<CommandPayloads['registerCase']>;
}

/** A fictional case straight into the record, by local times of the default policy; alarms fire at their instants. */
export class RecordedStory {
  state: CaseState = initialState(randomUUID());

  constructor(
    private readonly record: Sql,
    readonly owner: Owner,
  ) {}

  get caseworker(): Actor {
    return { ...this.place, personId: this.owner.caseworkerId, role: 'CW' };
  }

  get supervisor(): Actor {
    return { ...this.place, personId: `sup-${this.owner.teamId}`, role: 'SUP' };
  }

  private get place(): Omit<Owner, 'caseworkerId'> {
    const { caseworkerId: _, ...place } = this.owner;
    return place;
  }

  /** @param recorded when it was entered, if later */
  async do<T extends CommandType>(
    local: string,
    type: T,
    payload: CommandPayloads[T],
    { actor = this.caseworker, recorded = local }: { readonly actor?: Actor; readonly recorded?: string } = {},
  ): Promise<this> {
    const now = storyInstant(recorded);
    await this.until(recorded);
    const command = { commandId: randomUUID(), type, actor, occurredAt: storyInstant(local), payload };
    await this.give(command as unknown as Command, now);
    return this;
  }

  async until(local: string): Promise<this> {
    const now = storyInstant(local);
    for (let at = nextAlarmAt(this.state); at !== null && at <= now; at = nextAlarmAt(this.state)) {
      await this.give({ commandId: randomUUID(), type: 'alarm', actor: SYSTEM_ACTOR, occurredAt: at, payload: {} }, at);
    }
    return this;
  }

  async registered(day: string, { reporting = true, level = 'LOW', more = {} }: Beginning = {}): Promise<this> {
    const concerns = [{ concernId: 'c1', category: 'neglect' as const, level }];
    const answers = { isChild: 'yes', harmedOrAtRisk: true, needsCaseworker: true, needsServices: true } as const;
    await this.do(`${day}T08:00`, 'identifyChild', { source: 'school', owner: this.owner, policy: STORY_POLICY });
    await this.do(`${day}T08:20`, 'answerEligibility', answers);
    await this.do(`${day}T08:30`, 'recordConsent', { participate: true, storeData: true, reporting });
    return this.do(`${day}T10:00`, 'registerCase', { caseCode: randomUUID().slice(0, 8), concerns, ...more });
  }

  assessed(local: string, recorded = local): Promise<this> {
    return this.do(local, 'completeAssessment', {}, { recorded });
  }

  async planned(agreed: string, signedOff: string): Promise<this> {
    await this.do(agreed, 'agreePlan', { involved: ['child', 'caregiver'] });
    return this.do(signedOff, 'signOffPlan', {}, { actor: this.supervisor });
  }

  heard(local: string, from: 'child' | 'caregiver', score: number): Promise<this> {
    return this.do(local, 'recordFeedback', { from, scores: [2, 8, 2, 8, 2, 8, score, score], ...FORM });
  }

  private async give(command: Command, now: Instant): Promise<void> {
    const events = decide(this.state, command, { now });
    const after = events.reduce(evolve, this.state);
    await appendEvents(this.record, {
      ...{ caseId: this.state.caseId, expectedSeq: this.state.seq, command, events },
      changes: readModelChanges(this.state, after),
    });
    this.state = after;
  }
}

/** The duty file of a caseworker, straight into the record. */
export class RecordedDutyFile {
  private state: HostedState = initialState(randomUUID());

  constructor(
    private readonly record: Sql,
    readonly owner: Owner,
  ) {}

  async opened(local: string): Promise<this> {
    const { caseworkerId: subjectId, ...scope } = this.owner;
    return this.do(local, 'openDutyFile', { kind: 'caseworker', subjectId, scope, policy: STORY_POLICY });
  }

  async do<T extends DutyCommandType>(local: string, type: T, payload: DutyPayloads[T]): Promise<this> {
    await this.until(local);
    const { caseworkerId: _, ...place } = this.owner;
    const actor: Actor = { personId: `sup-${this.owner.teamId}`, role: 'SUP', ...place };
    const occurredAt = storyInstant(local);
    await this.give({ commandId: randomUUID(), type, actor, occurredAt, payload } as unknown as HostedCommand);
    return this;
  }

  async until(local: string): Promise<this> {
    const now = storyInstant(local);
    for (let at = nextHostedAlarmAt(this.state); at !== null && at <= now; at = nextHostedAlarmAt(this.state)) {
      await this.give({ commandId: randomUUID(), type: 'alarm', actor: SYSTEM_ACTOR, occurredAt: at, payload: {} });
    }
    return this;
  }

  private async give(command: HostedCommand): Promise<void> {
    const { caseId, seq } = this.state;
    const events = decideHosted(this.state, command, { now: command.occurredAt });
    const after = events.reduce<HostedState>(evolveHosted, this.state);
    const changes = hostedChanges(this.state, after);
    await appendEvents(this.record, { caseId, expectedSeq: seq, command, events, changes });
    this.state = after;
  }
}
