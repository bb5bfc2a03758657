import { createActivities } from '@caseward/activities';
import {
  asItHappened,
  availableCommands,
  canOpen,
  earliest,
  evolve,
  fold,
  fromMs,
  initialState,
  nextAlarmAt,
  openCasesOf,
  realMsUntil,
  refusalsOf,
  simulatedInstant,
  toMs,
  type CaseEvent,
  type CaseState,
  type ClockSegment,
  type Command,
  type Instant,
} from '@caseward/domain';
import { openDataSource, readRecord, rebuild } from '@caseward/persistence';
import {
  caseIdOf,
  engineCommand,
  malformed,
  PlayedOrganisation,
  viewOf,
  type Answer,
  type CaseView,
  type DutyView,
  type HappenedView,
  type ScenarioDriver,
  type SentArrangement,
  type SentCommand,
  type SentDuty,
  type SpanView,
  type Stage,
  type StartDriver,
} from '@caseward/scenario';
import { canonicalJson } from '@caseward/security';
import { CaseClient, CommandRefusedError, encodeRun, fetchRun } from '@caseward/temporal';
import { caseWorkerOptions, withClock } from '@caseward/temporal/worker';
import { STATE_QUERY } from '@caseward/workflows/messages';
import type { Client } from '@temporalio/client';
import type { PayloadCodec } from '@temporalio/common';
import { Worker, type NativeConnection } from '@temporalio/worker';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { realMs } from '../terminal/clock.js';
import { WorkflowDuties } from './workflow-duties.js';

/** An engine whose time jumps when it is asked to sleep. */
export interface SkippingEngine {
  readonly client: Client;
  readonly native: NativeConnection;
  readonly namespace: string;
  sleep(ms: number): Promise<void>;
  nowMs(): Promise<number>;
}

export interface WorkflowParts {
  readonly engine: SkippingEngine;
  readonly codec: PayloadCodec;
  /** PostgreSQL with its tables, as the role of the programs. */
  readonly databaseUrl: string;
  /** The workflow code, still without a clock. */
  readonly bundle: string;
  /** 0 replays a whole run for every task. */
  readonly maxCachedWorkflows?: number;
}

/** The scenario starts a little before its first step, so that nothing happens at the very first instant. */
const LEAD_MS = 60_000;
const PATIENCE_MS = 20_000;
const LOOK_AGAIN_MS = 15;

/** Plays on real workflow code, a real worker and a real database; only the engine's time is skipped. */
export function workflowDriver(parts: WorkflowParts): StartDriver {
  return async (stage) => {
    const realFromMs = Math.floor(await parts.engine.nowMs());
    const segments = [{ realFromMs, simulatedFrom: fromMs(toMs(stage.firstInstant) - LEAD_MS), speed: 1 }];
    const record = await openDataSource({ url: parts.databaseUrl, poolSize: 4, applicationName: 'caseward-play' });
    const { engine, codec, bundle, maxCachedWorkflows = 100 } = parts;
    const taskQueue = `play-${caseIdOf(stage, '')}`;
    const activities = createActivities({
      record,
      closedRun: async (caseId, runId) => {
        const run = await fetchRun(engine.client, caseId, runId);
        return run === null ? null : encodeRun(run);
      },
    });
    const { native: connection, namespace } = engine;
    const code = withClock(bundle, segments);
    const worker = await Worker.create(
      caseWorkerOptions({
        connection,
        namespace,
        codec,
        bundle: code,
        activities,
        maxCachedWorkflows,
        taskQueue,
        shutdownGraceMs: 1_000,
      }),
    );
    const client = new CaseClient(engine.client, { taskQueue });
    return new WorkflowDriver(stage, { engine, client, record, segments, worker, running: worker.run() });
  };
}

interface Running {
  readonly engine: SkippingEngine;
  readonly client: CaseClient;
  readonly record: DataSource;
  readonly segments: readonly ClockSegment[];
  readonly worker: Worker;
  readonly running: Promise<void>;
}

class WorkflowDriver implements ScenarioDriver {
  readonly name = 'workflow';
  private readonly events = new Map<string, CaseEvent[]>();
  private readonly states = new Map<string, CaseState>();
  private readonly duties: WorkflowDuties;
  private readonly organisation: PlayedOrganisation;

  constructor(
    private readonly stage: Stage,
    private readonly run: Running,
  ) {
    this.duties = new WorkflowDuties(stage, run);
    this.organisation = new PlayedOrganisation(stage, () => this.states.values());
  }

  /** Jumps from alarm to alarm, so that each one is handled at its instant and not after the whole jump. */
  async advanceTo(instant: Instant): Promise<void> {
    for (;;) {
      const alarm = this.earliestAlarm();
      const target = alarm !== null && alarm < instant ? alarm : instant;
      const nowMs = await this.run.engine.nowMs();
      if (simulatedInstant(this.run.segments, nowMs) < target) {
        await this.run.engine.sleep(realMsUntil(this.run.segments, nowMs, target) ?? 0);
      }
      await this.settle(target);
      if (target === instant) return;
    }
  }

  private earliestAlarm(): Instant | null {
    const ofDuties = this.duties.names.map((file) => this.duties.nextAlarmOf(file));
    return earliest([...[...this.states.values()].map(nextAlarmAt), ...ofDuties]);
  }

  /** Until every alarm up to `instant` stands in the record. */
  private async settle(instant: Instant): Promise<void> {
    const givenUpAt = realMs() + PATIENCE_MS;
    const wait = async (name: string, due: () => Instant | null, catchUp: () => Promise<number>): Promise<void> => {
      for (let at = due(); at !== null && at <= instant; at = due()) {
        if (realMs() > givenUpAt)
          throw new Error(`${name}: the alarm of ${at} has not come within ${PATIENCE_MS / 1000} s`);
        if ((await catchUp()) === 0) await sleep(LOOK_AGAIN_MS);
      }
    };
    for (const name of this.states.keys()) {
      await wait(
        name,
        () => nextAlarmAt(this.stateOf(name)),
        () => this.catchUp(name),
      );
    }
    for (const file of this.duties.names) {
      await wait(
        file,
        () => this.duties.nextAlarmOf(file),
        () => this.duties.catchUp(file),
      );
    }
  }

  sendDuty(sent: SentDuty): Promise<Answer> {
    return this.duties.send(sent);
  }

  observeDuty(file: string): Promise<DutyView> {
    return this.duties.observe(file);
  }

  dutyCommandsFor(file: string, as: string): Promise<readonly string[] | null> {
    return this.duties.commandsFor(file, as);
  }

  async send(sent: SentCommand): Promise<Answer> {
    const refusal = malformed(sent);
    if (refusal !== null) return refusal;
    const caseId = caseIdOf(this.stage, sent.caseName);
    try {
      const { seq, events } = await this.run.client.execute(caseId, this.command(sent));
      await this.catchUp(sent.caseName);
      this.organisation.follow(sent);
      const recordedAt = events[0]?.recordedAt ?? sent.recordedAt;
      return { accepted: true, seq, events: events.map(({ type }) => type), recordedAt };
    } catch (error) {
      if (!(error instanceof CommandRefusedError)) throw error;
      const { code, rule, message, details } = error;
      return { accepted: false, code, rule, message, remedy: details.remedy, inputs: details.inputs };
    }
  }

  async observe(caseName: string): Promise<CaseView> {
    await this.catchUp(caseName);
    return viewOf(this.stateOf(caseName), this.events.get(caseName) ?? []);
  }

  async observeAsKnown(caseName: string, at: Instant): Promise<CaseView> {
    const events = this.events.get(caseName) ?? [];
    const known = events.filter(({ recordedAt }) => recordedAt <= at);
    return viewOf(fold(caseIdOf(this.stage, caseName), known), known);
  }

  async observeAsItHappened(caseName: string, at: Instant): Promise<HappenedView> {
    return asItHappened(this.stateOf(caseName), at);
  }

  async canOpen(caseName: string, as: string, at: Instant): Promise<boolean> {
    await this.catchUp(caseName);
    return canOpen(this.stateOf(caseName), this.organisation.actor(as), at);
  }

  async commandsFor(caseName: string, as: string): Promise<readonly string[]> {
    await this.catchUp(caseName);
    return availableCommands(this.stateOf(caseName), this.organisation.actor(as));
  }

  async openCases(caseworker: string): Promise<number> {
    return openCasesOf(this.states.values(), this.stage.cast.personId(caseworker));
  }

  async spanOf(name: string, at: Instant): Promise<SpanView> {
    return this.organisation.spanOf(name, at);
  }

  async arrange(sent: SentArrangement): Promise<Answer> {
    return this.organisation.arrange(sent);
  }

  async refusals(agency: string): Promise<number> {
    return refusalsOf(this.states.values(), this.stage.cast.agencyId(agency));
  }

  private command(sent: SentCommand): Command {
    return engineCommand(this.stage, sent, {
      actorOf: (name) => this.organisation.actor(name),
      openCases: (caseworkerId) => openCasesOf(this.states.values(), caseworkerId),
      ownerOf: (name) => this.states.get(name)?.owner ?? null,
    });
  }

  /** Workflow, record and read models must agree. */
  async verify(): Promise<readonly string[]> {
    const complaints: string[] = [];
    for (const caseName of this.states.keys()) {
      await this.catchUp(caseName);
      const handle = this.run.engine.client.workflow.getHandle(caseIdOf(this.stage, caseName));
      const held = await handle.query<CaseState>(STATE_QUERY);
      if (canonicalJson(held) !== canonicalJson(this.stateOf(caseName))) {
        complaints.push(`${caseName}: the workflow's state differs from the fold of the record`);
      }
    }
    const { first } = await rebuild(this.run.record, { check: true });
    if (first !== null) complaints.push(`a read model differs from the record: ${JSON.stringify(first)}`);
    return complaints;
  }

  async stop(): Promise<void> {
    const { engine, worker, running, record } = this.run;
    // A timer of a case that no worker serves any more would hold up the engine's time for the next scenario.
    const ids = [...[...this.states.values()].map(({ caseId }) => caseId), ...this.duties.ids];
    const handles = ids.map((id) => engine.client.workflow.getHandle(id));
    await Promise.all(handles.map((handle) => handle.terminate('the play is over').catch(() => undefined)));
    if (worker.getState() === 'RUNNING') worker.shutdown();
    await running;
    await record.destroy();
  }

  private stateOf(caseName: string): CaseState {
    return this.states.get(caseName) ?? initialState(caseIdOf(this.stage, caseName));
  }

  /** Reads on in the record. @returns how many events were new */
  private async catchUp(caseName: string): Promise<number> {
    const before = this.stateOf(caseName);
    const fresh = await readRecord(this.run.record, before.caseId, before.seq);
    if (fresh.length === 0) return 0;
    this.events.set(caseName, [...(this.events.get(caseName) ?? []), ...fresh]);
    this.states.set(caseName, fresh.reduce(evolve, before));
    return fresh.length;
  }
}
