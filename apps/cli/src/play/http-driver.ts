import { setTimeout as sleep } from 'node:timers/promises';
import type {
  AuditView,
  CaseFile,
  CaseloadsView,
  CommandAnswer,
  CommandOutcomeView,
  PeoplesCommand,
  ProblemBody,
  RefusalTallyView,
  SimulationView,
} from '@caseward/contracts';
import {
  asItHappened,
  fold,
  laterOf,
  nextAlarmAt,
  toMs,
  type CaseEvent,
  type CaseState,
  type Instant,
} from '@caseward/domain';
import {
  caseIdOf,
  commandIdOf,
  viewOf,
  type Answer,
  type CaseView,
  type DutyView,
  type HappenedView,
  type Refused,
  type ScenarioDriver,
  type SentArrangement,
  type SentCommand,
  type SentDuty,
  type SentQuestion,
  type SpanView,
  type Stage,
  type StartDriver,
} from '@caseward/scenario';
import { realMs } from '../terminal/clock.js';
import { asOf, type AsOf } from './as-of.js';
import { CaseReader, type ReaderParts } from './case-reader.js';
import { caseComplaints, clocksComplaint, inboxComplaints } from './http-checks.js';
import { HttpDuties } from './http-duties.js';
import { HttpOrganisation } from './http-organisation.js';
import { HttpQuestions } from './http-questions.js';
import { addressed } from './routes.js';

export interface HttpParts extends ReaderParts {
  /** The login of somebody in the cast. */
  readonly loginOf: (name: string) => string;
  /** The login of the head of an agency. */
  readonly headOf: (agency: string) => string;
  /** An administrator, who audits. */
  readonly observer: string;
  /** Real time within which an alarm must have come. */
  readonly patienceMs?: number;
}

type Problem = Pick<ProblemBody, 'code' | 'rule' | 'detail' | 'remedy' | 'inputs'>;

const PATIENCE_MS = 60_000;
const LOOK_AGAIN_MS = 40;
const LOOKS = 10;
/** Short, because a clock may change its pace meanwhile. */
const LONGEST_NAP_MS = 1_000;

export function refusedBy({ code, rule = '', detail = '', remedy, inputs }: Problem): Refused {
  return { accepted: false, code, rule, message: detail, remedy, inputs };
}

/** Plays on the whole system through its API and nothing else, as the different people, on its simulation clock. */
export function httpDriver(parts: HttpParts): StartDriver {
  return async (stage) => new HttpDriver(stage, parts);
}

export class HttpDriver implements ScenarioDriver {
  readonly name = 'http';
  private readonly reader: CaseReader;
  private readonly duties: HttpDuties;
  private readonly organisation: HttpOrganisation;
  private readonly questions: HttpQuestions;
  private readonly enteredBy = new Map<string, Instant>();

  constructor(
    private readonly stage: Stage,
    private readonly parts: HttpParts,
  ) {
    this.reader = new CaseReader(stage, parts);
    this.duties = new HttpDuties(stage, parts);
    this.organisation = new HttpOrganisation(stage, parts);
    this.questions = new HttpQuestions(stage, parts);
  }

  async advanceTo(instant: Instant): Promise<void> {
    for (;;) {
      const { body } = await this.parts.client.get<SimulationView>(undefined, '/v1/simulation');
      if (!body.simulated) throw new Error('this deployment runs on real time: start one with a simulation clock');
      if (body.now >= instant) return;
      const ms = body.speed === 0 ? LONGEST_NAP_MS : (toMs(instant) - toMs(body.now)) / body.speed;
      await sleep(Math.min(LONGEST_NAP_MS, Math.max(1, Math.ceil(ms))));
    }
  }

  async send(sent: SentCommand): Promise<Answer> {
    const caseId = caseIdOf(this.stage, sent.caseName);
    const commandId = commandIdOf(this.stage, sent.path);
    const { path, body } = addressed(sent.type as PeoplesCommand, caseId, sent.payload);
    const form = sent.form === undefined ? {} : { form: sent.form };
    const author = sent.authoredBy === undefined ? {} : { authoredBy: this.stage.cast.personId(sent.authoredBy) };
    const answer = await this.parts.client.ask<CommandAnswer | { commandId: string }>({
      as: this.parts.loginOf(sent.as),
      method: 'POST',
      path,
      body: { ...body, ...form, ...author, occurredAt: sent.occurredAt },
      headers: { 'idempotency-key': commandId },
    });
    if (!answer.ok) {
      return refusedBy(answer.problem);
    }
    const result = answer.status === 202 ? await this.outcomeOf(sent.as, commandId) : null;
    if (result?.refusal !== undefined) {
      return refusedBy(result.refusal);
    }
    return this.accepted(sent, commandId);
  }

  /** What the record holds of the command, whichever way the answer came. */
  private async accepted({ caseName, recordedAt }: SentCommand, commandId: string): Promise<Answer> {
    const own = (await this.reader.timeline(caseName)).filter((event) => event.commandId === commandId);
    const entered = own[0]?.recordedAt ?? recordedAt;
    this.enteredBy.set(caseName, laterOf(this.enteredBy.get(caseName) ?? entered, entered));
    return { accepted: true, seq: own.at(-1)?.seq ?? 0, events: own.map(({ type }) => type), recordedAt: entered };
  }

  private async outcomeOf(as: string, commandId: string): Promise<CommandOutcomeView> {
    const givenUpAt = realMs() + (this.parts.patienceMs ?? PATIENCE_MS);
    for (;;) {
      const { body } = await this.parts.client.get<CommandOutcomeView>(
        this.parts.loginOf(as),
        `/v1/commands/${commandId}`,
      );
      if (body.status !== 'pending') return body;
      if (realMs() > givenUpAt) throw new Error(`command ${commandId} is still pending`);
      await sleep(LOOK_AGAIN_MS);
    }
  }

  async observe(caseName: string, at: Instant): Promise<CaseView> {
    const { state, events } = await this.settled(caseName, at);
    return viewOf(state, events);
  }

  /** Waits for the alarms that were due by `at`. */
  private async settled(caseName: string, at: Instant): Promise<AsOf> {
    const givenUpAt = realMs() + (this.parts.patienceMs ?? PATIENCE_MS);
    const caseId = caseIdOf(this.stage, caseName);
    for (;;) {
      const enteredBy = laterOf(at, this.enteredBy.get(caseName) ?? at);
      const found = asOf(caseId, await this.reader.timeline(caseName), at, enteredBy);
      const due = nextAlarmAt(found.state);
      if (due === null || due > at) return found;
      if (realMs() > givenUpAt) throw new Error(`${caseName}: the alarm of ${due} has not come`);
      await sleep(LOOK_AGAIN_MS);
    }
  }

  async observeAsKnown(caseName: string, at: Instant): Promise<CaseView> {
    const known = (await this.reader.timeline(caseName)).filter(({ recordedAt }) => recordedAt <= at);
    const state = fold(caseIdOf(this.stage, caseName), known);
    const audit = await this.audit(caseName, at);
    const complaint = clocksComplaint(Object.values(state.obligations), audit.asKnown?.clocks ?? []);
    if (complaint !== null) throw new Error(`${caseName}, as known at ${at}: ${complaint}`);
    return viewOf(state, known);
  }

  async observeAsItHappened(caseName: string, at: Instant): Promise<HappenedView> {
    const happened = asItHappened(fold(caseIdOf(this.stage, caseName), await this.reader.timeline(caseName)), at);
    const audit = await this.audit(caseName, at);
    const complaint = clocksComplaint(happened.obligations, audit.asItHappened?.clocks ?? []);
    if (complaint !== null) throw new Error(`${caseName}, as it happened at ${at}: ${complaint}`);
    return happened;
  }

  async canOpen(caseName: string, as: string): Promise<boolean> {
    return (await this.fileOf(caseName, as)) !== null;
  }

  async commandsFor(caseName: string, as: string): Promise<readonly string[]> {
    return (await this.fileOf(caseName, as))?.availableCommands ?? [];
  }

  /** What somebody of the cast gets to see of a case; an administrator's look at its structure is no look at the child. */
  private async fileOf(caseName: string, as: string): Promise<Pick<CaseFile, 'availableCommands'> | null> {
    if (this.stage.cast.member(as).role === 'ADM') return null;
    for (const collection of ['cases', 'shared-cases']) {
      const path = `/v1/${collection}/${caseIdOf(this.stage, caseName)}`;
      const answer = await this.parts.client.ask<CaseFile>({ as: this.parts.loginOf(as), path });
      if (answer.ok) return answer.body;
      if (answer.status !== 404 && answer.status !== 403) throw new Error(`GET ${path}: ${answer.problem.code}`);
    }
    return null;
  }

  /** As the head of the caseworker's agency is told. */
  async openCases(caseworker: string): Promise<number> {
    const { cast } = this.stage;
    const head = this.parts.headOf(cast.member(caseworker).agency);
    const { body } = await this.parts.client.get<CaseloadsView>(head, '/v1/caseloads');
    return body.items.find(({ caseworkerId }) => caseworkerId === cast.personId(caseworker))?.openCases ?? 0;
  }

  spanOf(name: string): Promise<SpanView> {
    return this.organisation.spanOf(name);
  }

  arrange(sent: SentArrangement): Promise<Answer> {
    return this.organisation.arrange(sent);
  }

  async refusals(agency: string): Promise<number> {
    const { body } = await this.parts.client.get<RefusalTallyView>(this.parts.headOf(agency), '/v1/refusal-tally');
    return body.items.reduce((sum, { refusals }) => sum + refusals, 0);
  }

  sendDuty(sent: SentDuty): Promise<Answer> {
    return this.duties.send(sent);
  }

  observeDuty(file: string, at: Instant): Promise<DutyView> {
    return this.duties.observe(file, at);
  }

  dutyCommandsFor(file: string, as: string): Promise<readonly string[] | null> {
    return this.duties.commandsFor(file, as);
  }

  private async audit(caseName: string, at: Instant): Promise<AuditView> {
    const path = `/v1/audit/cases/${caseIdOf(this.stage, caseName)}?at=${encodeURIComponent(at)}`;
    return (await this.parts.client.get<AuditView>(this.parts.observer, path)).body;
  }

  answer(question: SentQuestion): Promise<unknown> {
    return this.questions.answer(question);
  }

  /** Case files and inboxes must say what the timelines say; an alarm may come between two looks, so there are several. */
  async verify(): Promise<readonly string[]> {
    let complaints = await this.complaints();
    for (let look = 1; look < LOOKS && complaints.length > 0; look += 1) complaints = await this.complaints();
    return complaints;
  }

  private async complaints(): Promise<readonly string[]> {
    const states: CaseState[] = [];
    const complaints: string[] = [];
    for (const caseName of this.stage.caseNames) {
      const caseId = caseIdOf(this.stage, caseName);
      const events = await this.reader.timeline(caseName);
      if (events.length === 0) continue;
      complaints.push(...(await caseComplaints(this.reader, caseName, caseId)));
      states.push(fold(caseId, await this.reader.timeline(caseName)));
    }
    return [...complaints, ...(await inboxComplaints(this.parts, this.stage.cast, states))];
  }

  async stop(): Promise<void> {
    // The deployment belongs to whoever started it.
  }

  /** What was recorded of each case, as far as it was looked at. */
  get records(): ReadonlyMap<string, readonly CaseEvent[]> {
    return this.reader.records;
  }
}
