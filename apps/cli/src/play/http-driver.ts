import { setTimeout as sleep } from 'node:timers/promises';
import type {
  AuditView,
  CommandAnswer,
  CommandOutcomeView,
  PeoplesCommand,
  SimulationView,
  TimelineEntry,
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
  type HappenedView,
  type ScenarioDriver,
  type SentCommand,
  type Stage,
  type StartDriver,
} from '@caseward/scenario';
import { realMs } from '../terminal/clock.js';
import type { ApiClient } from './api-client.js';
import { asOf } from './as-of.js';
import { caseComplaints, clocksComplaint, inboxComplaints } from './http-checks.js';
import { addressed } from './routes.js';

export interface HttpParts {
  readonly client: ApiClient;
  /** The login of somebody in the cast. */
  readonly loginOf: (name: string) => string;
  /** An account that may read every case. */
  readonly observer: string;
  /** Real time within which an alarm must have come. */
  readonly patienceMs?: number;
}

interface Page<Item> {
  readonly items: readonly Item[];
  readonly next: string | null;
}

const PATIENCE_MS = 60_000;
const LOOK_AGAIN_MS = 40;
const LOOKS = 10;
const LONGEST_NAP_MS = 5_000;

/** Plays on the whole system through its API and nothing else, as the different people, on its simulation clock. */
export function httpDriver(parts: HttpParts): StartDriver {
  return async (stage) => new HttpDriver(stage, parts);
}

export class HttpDriver implements ScenarioDriver {
  readonly name = 'http';
  private readonly events = new Map<string, CaseEvent[]>();
  private readonly enteredBy = new Map<string, Instant>();

  constructor(
    private readonly stage: Stage,
    private readonly parts: HttpParts,
  ) {}

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
    const answer = await this.parts.client.ask<CommandAnswer | { commandId: string }>({
      as: this.parts.loginOf(sent.as),
      method: 'POST',
      path,
      body: { ...body, ...form, occurredAt: sent.occurredAt },
      headers: { 'idempotency-key': commandId },
    });
    if (!answer.ok) {
      const { code, rule = '', detail = '' } = answer.problem;
      return { accepted: false, code, rule, message: detail };
    }
    const result = answer.status === 202 ? await this.outcomeOf(sent.as, commandId) : null;
    if (result?.refusal !== undefined) {
      const { code, rule, detail } = result.refusal;
      return { accepted: false, code, rule, message: detail };
    }
    return this.accepted(sent, commandId);
  }

  /** What the record holds of the command, whichever way the answer came. */
  private async accepted({ caseName, recordedAt }: SentCommand, commandId: string): Promise<Answer> {
    const own = (await this.timeline(caseName)).filter((event) => event.commandId === commandId);
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
    return viewOf(await this.settled(caseName, at));
  }

  /** Waits for the alarms that were due by `at`. */
  private async settled(caseName: string, at: Instant): Promise<CaseState> {
    const givenUpAt = realMs() + (this.parts.patienceMs ?? PATIENCE_MS);
    const caseId = caseIdOf(this.stage, caseName);
    for (;;) {
      const enteredBy = laterOf(at, this.enteredBy.get(caseName) ?? at);
      const state = asOf(caseId, await this.timeline(caseName), at, enteredBy);
      const due = nextAlarmAt(state);
      if (due === null || due > at) return state;
      if (realMs() > givenUpAt) throw new Error(`${caseName}: the alarm of ${due} has not come`);
      await sleep(LOOK_AGAIN_MS);
    }
  }

  async observeAsKnown(caseName: string, at: Instant): Promise<CaseView> {
    const known = (await this.timeline(caseName)).filter(({ recordedAt }) => recordedAt <= at);
    const state = fold(caseIdOf(this.stage, caseName), known);
    const audit = await this.audit(caseName, at);
    const complaint = clocksComplaint(Object.values(state.obligations), audit.asKnown?.clocks ?? []);
    if (complaint !== null) throw new Error(`${caseName}, as known at ${at}: ${complaint}`);
    return viewOf(state);
  }

  async observeAsItHappened(caseName: string, at: Instant): Promise<HappenedView> {
    const happened = asItHappened(fold(caseIdOf(this.stage, caseName), await this.timeline(caseName)), at);
    const audit = await this.audit(caseName, at);
    const complaint = clocksComplaint(happened.obligations, audit.asItHappened?.clocks ?? []);
    if (complaint !== null) throw new Error(`${caseName}, as it happened at ${at}: ${complaint}`);
    return happened;
  }

  private async audit(caseName: string, at: Instant): Promise<AuditView> {
    const path = `/v1/audit/cases/${caseIdOf(this.stage, caseName)}?at=${encodeURIComponent(at)}`;
    return (await this.parts.client.get<AuditView>(this.parts.observer, path)).body;
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
      const events = await this.timeline(caseName);
      if (events.length === 0) continue;
      complaints.push(...(await caseComplaints(this.parts, caseId, () => this.timeline(caseName))));
      states.push(fold(caseId, await this.timeline(caseName)));
    }
    return [...complaints, ...(await inboxComplaints(this.parts, this.stage.cast, states))];
  }

  async stop(): Promise<void> {
    // The deployment belongs to whoever started it.
  }

  /** What was recorded of each case, as far as it was looked at. */
  get records(): ReadonlyMap<string, readonly CaseEvent[]> {
    return this.events;
  }

  /** Everything recorded of a case so far; only what is new is asked for. */
  private async timeline(caseName: string): Promise<readonly CaseEvent[]> {
    const caseId = caseIdOf(this.stage, caseName);
    const known = this.events.get(caseName) ?? [];
    const fresh: CaseEvent[] = [];
    let cursor: string | null = null;
    // Newest first, back to what is known: a long case costs one short page.
    do {
      const limit = known.length === 0 ? 200 : 20;
      const after: string = cursor === null ? '' : `&after=${encodeURIComponent(cursor)}`;
      const path = `/v1/cases/${caseId}/timeline?order=newest&limit=${limit}${after}`;
      const answer = await this.parts.client.ask<Page<TimelineEntry>>({ as: this.parts.observer, path });
      if (!answer.ok) {
        if (answer.status === 404) return known;
        throw new Error(`GET ${path}: ${answer.problem.code}`);
      }
      fresh.push(...answer.body.items.map((entry) => this.eventOf(caseId, entry)));
      cursor = answer.body.next;
    } while (cursor !== null && (fresh.at(-1)?.seq ?? 0) > known.length + 1);
    const news = fresh.filter(({ seq }) => seq > known.length).reverse();
    const whole = [...known, ...news];
    this.events.set(caseName, whole);
    return whole;
  }

  /** What a timeline leaves out and a fold needs: the policy itself in place of its version. */
  private eventOf(caseId: string, { contentId: _, ...entry }: TimelineEntry): CaseEvent {
    const { policyVersion: __, ...data } = entry.data;
    const policy = entry.type === 'CaseIdentified' ? { policy: this.stage.policy } : {};
    return { caseId, ...entry, data: { ...data, ...policy } } as unknown as CaseEvent;
  }
}
