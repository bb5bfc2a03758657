import { setTimeout as sleep } from 'node:timers/promises';
import type { DutyAnswer, DutyFileDetail, DutyFilesView, SopHistoryView } from '@caseward/contracts';
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
import { addressedDuty } from './duty-routes.js';
import { refusedBy, type HttpParts } from './http-driver.js';

const PATIENCE_MS = 60_000;
const LOOK_AGAIN_MS = 40;

interface Found {
  readonly state: DutyState;
  readonly events: readonly DutyEvent[];
}

/** Duty files through the API and nothing else. */
export class HttpDuties {
  readonly #fileIds = new Map<string, string>();
  /** Who reads each file for the comparison. */
  readonly #readers = new Map<string, string>();
  readonly #enteredBy = new Map<string, Instant>();

  constructor(
    private readonly stage: Stage,
    private readonly parts: HttpParts,
  ) {}

  async send(sent: SentDuty): Promise<Answer> {
    const commandId = commandIdOf(this.stage, sent.path);
    const subject = dutySubject(this.stage, sent.file);
    const { method, path, body } = addressedDuty(sent, subject, this.#fileId(sent.file), this.stage.cast);
    const answer = await this.parts.client.ask<Partial<DutyAnswer>>({
      as: this.parts.loginOf(sent.as),
      method,
      path,
      body: { ...body, occurredAt: sent.occurredAt },
      headers: { 'idempotency-key': commandId },
    });
    if (!answer.ok) return refusedBy(answer.problem);
    const { fileId } = answer.body;
    if (fileId !== undefined && !this.#readers.has(sent.file)) this.#readAs(sent.file, fileId, sent.as);
    if (!this.#readers.has(sent.file)) await this.#find(sent.file, subject.kind, commandId);
    return this.#accepted(sent, commandId);
  }

  /** What the record holds of the command, whatever the answer said of it. */
  async #accepted({ file, recordedAt }: SentDuty, commandId: string): Promise<Answer> {
    const own = (await this.#detail(file)).events.filter((event) => event.commandId === commandId);
    const entered = own[0]?.recordedAt ?? recordedAt;
    this.#enteredBy.set(file, laterOf(this.#enteredBy.get(file) ?? entered, entered));
    return { accepted: true, seq: own.at(-1)?.seq ?? 0, events: own.map(({ type }) => type), recordedAt: entered };
  }

  #readAs(file: string, fileId: string, name: string): void {
    this.#fileIds.set(file, fileId);
    this.#readers.set(file, name);
  }

  /** IM-12: whoever hands in a complaint is not told where it went; those who may read it find it. */
  async #find(file: string, kind: string, commandId: string): Promise<void> {
    const { client, loginOf } = this.parts;
    for (const name of this.stage.cast.names) {
      const answer = await client.ask<DutyFilesView>({ as: loginOf(name), path: `/v1/duty-files?kind=${kind}` });
      for (const { fileId } of answer.ok ? answer.body.items : []) {
        const { body } = await client.get<DutyFileDetail>(loginOf(name), `/v1/duty-files/${fileId}`);
        if (!body.events.some((event) => event.commandId === commandId)) continue;
        this.#readAs(file, fileId, name);
        return;
      }
    }
    throw new Error(`nobody of the cast finds the duty file "${file}"`);
  }

  /** Waits for the alarms that were due by `at`. */
  async observe(file: string, at: Instant): Promise<DutyView> {
    const givenUpAt = realMs() + (this.parts.patienceMs ?? PATIENCE_MS);
    for (;;) {
      const { state, events } = await this.#asOf(file, at);
      const due = nextDutyAlarmAt(state);
      if (due === null || due > at) {
        const view = dutyViewOf(state, events);
        return state.fileKind === 'sop' ? { ...view, sopTexts: await this.#sopTexts(file) } : view;
      }
      if (realMs() > givenUpAt) throw new Error(`${file}: the alarm of ${due} has not come`);
      await sleep(LOOK_AGAIN_MS);
    }
  }

  /** A timeline says nothing of what was written. */
  async #sopTexts(file: string): Promise<Readonly<Record<string, string>>> {
    const path = `/v1/sops/${this.#fileId(file)}/versions`;
    const { body } = await this.parts.client.get<SopHistoryView>(this.#reader(file), path);
    return Object.fromEntries(body.items.map(({ sopVersion, texts }) => [sopVersion, texts.at(-1)?.textDigest ?? '']));
  }

  async commandsFor(file: string, as: string): Promise<readonly string[] | null> {
    const path = `/v1/duty-files/${this.#fileId(file)}`;
    const answer = await this.parts.client.ask<DutyFileDetail>({ as: this.parts.loginOf(as), path });
    if (answer.ok) return answer.body.availableCommands;
    if (answer.status === 404 || answer.status === 403) return null;
    throw new Error(`GET ${path}: ${answer.problem.code}`);
  }

  async #asOf(file: string, at: Instant): Promise<Found> {
    const detail = await this.#detail(file);
    const entries = detail.events.map((entry) => this.#eventOf(detail.fileId, entry));
    const { state, events } = dutyAsOf(entries, at, laterOf(at, this.#enteredBy.get(file) ?? at));
    if (state === null) throw new Error(`${file} is no duty file`);
    return { state, events };
  }

  async #detail(file: string): Promise<DutyFileDetail> {
    const path = `/v1/duty-files/${this.#fileId(file)}`;
    return (await this.parts.client.get<DutyFileDetail>(this.#reader(file), path)).body;
  }

  #reader(file: string): string {
    const reader = this.#readers.get(file);
    if (reader === undefined) throw new Error(`the duty file "${file}" is not open yet`);
    return this.parts.loginOf(reader);
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
