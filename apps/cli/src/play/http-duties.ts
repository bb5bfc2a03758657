import { setTimeout as sleep } from 'node:timers/promises';
import type { DutyAnswer, DutyFileDetail } from '@caseward/contracts';
import { laterOf, nextDutyAlarmAt, type DutyEvent, type DutyState, type Instant } from '@caseward/domain';
import {
  commandIdOf,
  dutySubject,
  dutyViewOf,
  type Answer,
  type DutyView,
  type SentDuty,
  type Stage,
} from '@caseward/scenario';
import { realMs } from '../terminal/clock.js';
import { dutyAsOf } from './as-of.js';
import { refusedBy, type HttpParts } from './http-driver.js';

const PATIENCE_MS = 60_000;
const LOOK_AGAIN_MS = 40;

/** Addresses of acts that open a file of their own. A complaint's says nothing of the file, so no scenario can follow it. */
const OPENINGS: Readonly<Partial<Record<SentDuty['type'], string>>> = { registerDataBreach: '/v1/data-breaches' };

interface Found {
  readonly state: DutyState;
  readonly events: readonly DutyEvent[];
}

/** Duty files through the API and nothing else. */
export class HttpDuties {
  readonly #fileIds = new Map<string, string>();
  readonly #openers = new Map<string, string>();
  readonly #enteredBy = new Map<string, Instant>();

  constructor(
    private readonly stage: Stage,
    private readonly parts: HttpParts,
  ) {}

  async send(sent: SentDuty): Promise<Answer> {
    const form = sent.form === undefined ? {} : { form: sent.form };
    const { path, body } = this.#address(sent, form);
    const answer = await this.parts.client.ask<DutyAnswer>({
      as: this.parts.loginOf(sent.as),
      method: 'POST',
      path,
      body: { ...body, occurredAt: sent.occurredAt },
      headers: { 'idempotency-key': commandIdOf(this.stage, sent.path) },
    });
    if (!answer.ok) return refusedBy(answer.problem);
    const { fileId, seq, events } = answer.body;
    this.#fileIds.set(sent.file, fileId);
    if (!this.#openers.has(sent.file)) this.#openers.set(sent.file, sent.as);
    const entered = events[0]?.recordedAt ?? sent.recordedAt;
    this.#enteredBy.set(sent.file, laterOf(this.#enteredBy.get(sent.file) ?? entered, entered));
    return { accepted: true, seq, events: events.map(({ type }) => type), recordedAt: entered };
  }

  /** A file is opened by its kind and subject, or by the act that it is about. */
  #address({ type, payload, file }: SentDuty, form: object): { readonly path: string; readonly body: object } {
    const opening = OPENINGS[type];
    if (opening !== undefined) return { path: opening, body: { ...payload, ...form } };
    if (type === 'recordAccessRequest') {
      const { subjectId } = dutySubject(this.stage, file);
      return { path: `/v1/cases/${subjectId}/access-requests`, body: { ...payload, ...form } };
    }
    if (type !== 'openDutyFile') {
      return { path: `/v1/duty-files/${this.#fileId(file)}/commands`, body: { type, payload, ...form } };
    }
    const { kind, subjectId } = dutySubject(this.stage, file);
    return { path: '/v1/duty-files', body: { kind, subjectId } };
  }

  /** Waits for the alarms that were due by `at`. */
  async observe(file: string, at: Instant): Promise<DutyView> {
    const givenUpAt = realMs() + (this.parts.patienceMs ?? PATIENCE_MS);
    for (;;) {
      const { state, events } = await this.#asOf(file, at);
      const due = nextDutyAlarmAt(state);
      if (due === null || due > at) return dutyViewOf(state, events);
      if (realMs() > givenUpAt) throw new Error(`${file}: the alarm of ${due} has not come`);
      await sleep(LOOK_AGAIN_MS);
    }
  }

  async commandsFor(file: string, as: string): Promise<readonly string[] | null> {
    const path = `/v1/duty-files/${this.#fileId(file)}`;
    const answer = await this.parts.client.ask<DutyFileDetail>({ as: this.parts.loginOf(as), path });
    if (answer.ok) return answer.body.availableCommands;
    if (answer.status === 404 || answer.status === 403) return null;
    throw new Error(`GET ${path}: ${answer.problem.code}`);
  }

  async #asOf(file: string, at: Instant): Promise<Found> {
    const opener = this.#openers.get(file);
    if (opener === undefined) throw new Error(`the duty file "${file}" is not open yet`);
    const path = `/v1/duty-files/${this.#fileId(file)}`;
    const { body } = await this.parts.client.get<DutyFileDetail>(this.parts.loginOf(opener), path);
    const entries = body.events.map((entry) => this.#eventOf(body.fileId, entry));
    const { state, events } = dutyAsOf(entries, at, laterOf(at, this.#enteredBy.get(file) ?? at));
    if (state === null) throw new Error(`${file} is no duty file`);
    return { state, events };
  }

  /** What a timeline leaves out and a fold needs: the policy itself in place of its version. */
  #eventOf(caseId: string, { contentId: _, ...entry }: DutyFileDetail['events'][number]): DutyEvent {
    const { policyVersion, ...data } = entry.data;
    const policy = policyVersion === undefined ? {} : { policy: this.stage.policy };
    return { caseId, ...entry, data: { ...data, ...policy } } as unknown as DutyEvent;
  }

  #fileId(file: string): string {
    return this.#fileIds.get(file) ?? commandIdOf(this.stage, `no duty file ${file}`);
  }
}
