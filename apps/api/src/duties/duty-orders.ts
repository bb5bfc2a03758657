import { Inject, Injectable } from '@nestjs/common';
import { DUTY_FORM_OF, type DutyAnswer } from '@caseward/contracts';
import {
  isDutyOpener,
  type ContentRef,
  type DutyCommand,
  type DutyEvent,
  type DutyFileKind,
  type DutyScope,
} from '@caseward/domain';
import {
  caseSummary,
  dutyFile,
  dutyFiles,
  findRequest,
  noteRefusal,
  noteRequest,
  resultOf,
  type NotedRequest,
} from '@caseward/persistence';
import { CommandPendingError, CommandRefusedError } from '@caseward/temporal';
import type { CommandResult } from '@caseward/workflows/messages';
import { asSystem } from '../access/behalf.js';
import { actorOf } from '../access/caller.js';
import { API_PARTS, type ApiParts } from '../api-parts.js';
import { Contents } from '../cases/contents.js';
import { uuidFrom } from '../commands/addresses.js';
import { Confirmations } from '../commands/confirmations.js';
import { assertSameRequest, engineNow, engineProblem, isLike, taken } from '../commands/orders.js';
import { Owners } from '../commands/owners.js';
import { ServerFilled } from '../commands/server-filled.js';
import { FilledForms } from '../forms/filled-forms.js';
import { Openings } from '../information/openings.js';
import { etagOf, HttpAnswer } from '../platform/http-answer.js';
import { fieldProblem } from '../platform/problem.js';
import { refusalProblem } from '../platform/refusal-problem.js';
import { timelineEntry } from '../reading/timeline-view.js';
import type { DutyOrder } from './duty-order.js';
import { dutyFileView } from './duty-views.js';
import { DutyPlaces } from './places.js';
import { VisibleDutyFiles } from './visible-duty-files.js';

export type DutyOrderAnswer = HttpAnswer<DutyAnswer | { readonly commandId: string }>;
type Result = CommandResult<DutyEvent>;

/** The way of every write on a duty file; the rules judge in its workflow, as they do for a case. */
@Injectable()
export class DutyOrders {
  constructor(
    @Inject(API_PARTS) private readonly parts: ApiParts,
    @Inject(VisibleDutyFiles) private readonly files: VisibleDutyFiles,
    @Inject(DutyPlaces) private readonly places: DutyPlaces,
    @Inject(Openings) private readonly openings: Openings,
    @Inject(Owners) private readonly owners: Owners,
    @Inject(ServerFilled) private readonly filled: ServerFilled,
    @Inject(Contents) private readonly contents: Contents,
    @Inject(FilledForms) private readonly forms: FilledForms,
    @Inject(Confirmations) private readonly confirmations: Confirmations,
  ) {}

  async give(order: DutyOrder): Promise<DutyOrderAnswer> {
    const fileId = await this.#fileIdOf(order);
    return asSystem('give_command', () => this.#give(order, fileId));
  }

  async #give(order: DutyOrder, fileId: string): Promise<DutyOrderAnswer> {
    const prepared = await this.#prepare(order, fileId);
    if ('result' in prepared) return this.#answer(order, fileId, prepared.result);
    if (order.isAsync) return this.#leave(order, fileId, prepared.command);
    try {
      const result = await this.#execute(order, fileId, prepared.command);
      this.confirmations.add(order.commandId);
      return await this.#answer(order, fileId, result);
    } catch (error) {
      if (error instanceof CommandPendingError) return this.#leave(order, fileId, prepared.command);
      if (!(error instanceof CommandRefusedError)) throw engineProblem(error);
      const { code, rule, message, details } = error;
      await noteRefusal(this.parts.dataSource, order.commandId, { code, rule, message, details });
      throw refusalProblem(error);
    }
  }

  /**
   * A standing file (of a caseworker, a team, an agency) has an id that follows from its subject, so that two people who
   * open it at once open one; after it ended the next one begins.
   */
  async #fileIdOf({ fileId, payload, caller, command, commandId }: DutyOrder): Promise<string> {
    if (isDutyOpener(command)) return uuidFrom(`duty file of command ${commandId}`);
    if (fileId !== null) return (await this.files.require(caller, fileId)).caseId;
    const [kind, subjectId] = [payload['kind'] as DutyFileKind, payload['subjectId'] as string];
    const earlier = await asSystem('give_command', () => dutyFiles(this.parts.dataSource, { kind, subjectId }));
    const ended = earlier.filter(({ endedAt }) => endedAt !== null).length;
    return uuidFrom(`duty file ${kind} ${subjectId} ${String(ended)}`);
  }

  async #prepare(
    order: DutyOrder,
    caseId: string,
  ): Promise<{ readonly result: Result } | { readonly command: DutyCommand }> {
    const { dataSource, secrets } = this.parts;
    const { commandId, command: type, caller } = order;
    const earlier = await findRequest(dataSource, commandId);
    if (earlier !== null) {
      assertSameRequest(await this.#sameness(earlier, order));
      const result = await resultOf<DutyEvent>(dataSource, earlier.caseId, commandId);
      if (result !== null) return { result };
    }
    await this.forms.assertComplete(order);
    const payload = await this.#payloadOf(order, caseId);
    const requestDigest = secrets.requestDigests.of(order);
    const request = { commandId, caseId, type, personId: caller.personId, requestDigest };
    const noted = await noteRequest(dataSource, request);
    if (noted !== null) assertSameRequest(await this.#sameness(noted, order));
    const content = await this.#contentOf(order, caseId);
    const command = {
      commandId,
      type,
      actor: actorOf(caller),
      occurredAt: order.occurredAt ?? this.parts.clock.now(),
      ...(order.onlyAtSeq === null ? {} : { onlyAtSeq: order.onlyAtSeq }),
      payload: { ...payload, ...(content === null ? {} : { content }) },
    };
    // The body was parsed by this command's own schema and completed by field: together they are its payload.
    return { command: command as unknown as DutyCommand };
  }

  async #sameness(earlier: NotedRequest, order: DutyOrder): Promise<boolean> {
    const same = await this.parts.secrets.requestDigests.sameness(earlier.requestDigest, order);
    // A standing file may have ended since, so that the next one has its place: the request tells, not the file.
    const { command: type, caller } = order;
    return same ?? isLike(earlier, { caseId: earlier.caseId, type, personId: caller.personId });
  }

  async #payloadOf(order: DutyOrder, fileId: string): Promise<Readonly<Record<string, unknown>>> {
    const { command, payload, caller, caseId = null } = order;
    if (isDutyOpener(command)) return this.openings.complete({ command, caller, payload, fileId, caseId });
    if (command === 'confirmDestruction') await this.#assertStillClosed(fileId);
    if (command === 'addQualityAction') await this.owners.requireStaff(caller, payload['ownerId'] as string);
    if (command === 'adoptDutyPolicy') return { policy: await this.filled.policyInForce(caller) };
    if (command !== 'openDutyFile') return payload;
    const { kind, subjectId, scope } = payload as { kind: DutyFileKind; subjectId: string; scope?: Partial<DutyScope> };
    return {
      ...{ kind, subjectId },
      scope: await this.places.scopeOf(caller, kind, subjectId, scope),
      policy: await this.filled.policyInForce(caller),
    };
  }

  async #contentOf(order: DutyOrder, caseId: string): Promise<ContentRef | null> {
    const { command, commandId, caller } = order;
    const content = this.forms.contentOf(order, DUTY_FORM_OF[command]);
    if (content === null) return null;
    const contentId = uuidFrom(`form of command ${commandId}`);
    return this.contents.store({ ...content, contentId, caseId, author: caller.personId });
  }

  /** IM-7: the file learns of a re-opening a moment later than the case. */
  async #assertStillClosed(fileId: string): Promise<void> {
    const { dataSource } = this.parts;
    const file = await dutyFile(dataSource, fileId);
    const summary = file?.kind === 'retention' ? await caseSummary(dataSource, file.subjectId) : null;
    if (summary === null || summary.closedAt !== null) return;
    throw fieldProblem('/type', 'The case is open again.', 'A date follows when it closes.');
  }

  /** Where this process's clock is ahead of the engine's, "now" is what the engine says it is. */
  async #execute(order: DutyOrder, fileId: string, command: DutyCommand): Promise<Result> {
    try {
      return await this.parts.cases.execute<DutyEvent>(fileId, command);
    } catch (error) {
      const now = order.occurredAt === null ? engineNow(error) : null;
      if (now === null) throw error;
      return this.parts.cases.execute<DutyEvent>(fileId, { ...command, occurredAt: now });
    }
  }

  async #leave(order: DutyOrder, fileId: string, command: DutyCommand): Promise<DutyOrderAnswer> {
    try {
      await this.parts.cases.signal(fileId, command);
    } catch (error) {
      throw engineProblem(error);
    }
    return taken(order);
  }

  async #answer({ commandId, command }: DutyOrder, fileId: string, { seq, events }: Result): Promise<DutyOrderAnswer> {
    const row = await dutyFile(this.parts.dataSource, fileId);
    // IM-12: who took it learns that it arrived, and not where.
    if (command === 'receiveComplaint') return new HttpAnswer(201, { commandId });
    const isNew = command === 'openDutyFile' || isDutyOpener(command);
    const body = {
      ...{ commandId, fileId, seq },
      file: row === null ? null : dutyFileView(row),
      events: events.map((event) => timelineEntry(event, true)),
    };
    const location = isNew ? { location: `/v1/duty-files/${fileId}` } : {};
    return new HttpAnswer(isNew ? 201 : 200, body, { ...etagOf(seq), ...location });
  }
}
