import { Inject, Injectable } from '@nestjs/common';
import { formOf, type CommandAnswer } from '@caseward/contracts';
import { fold, type Command, type ContentRef, type Instant } from '@caseward/domain';
import {
  caseSummary,
  eraseRefusedContents,
  findRequest,
  noteRefusal,
  noteRequest,
  readRecord,
  resultOf,
  type NotedRequest,
} from '@caseward/persistence';
import { CommandPendingError, CommandRefusedError, EngineUnavailableError } from '@caseward/temporal';
import type { CommandResult } from '@caseward/workflows/messages';
import { withAssignments } from '../access/assignments.js';
import { asSystem } from '../access/behalf.js';
import { actorOn } from '../access/caller.js';
import { canSee } from '../access/visibility.js';
import { API_PARTS, type ApiParts } from '../api-parts.js';
import { Contents } from '../cases/contents.js';
import { VisibleCases } from '../cases/visible-cases.js';
import { DirectoryBook } from '../directory/directory-book.js';
import { FilledForms } from '../forms/filled-forms.js';
import { etagOf, HttpAnswer } from '../platform/http-answer.js';
import { keyReused, ProblemError } from '../platform/problem.js';
import { refusalProblem } from '../platform/refusal-problem.js';
import { isAbout } from '../reading/shared-view.js';
import { summaryOf, summaryView } from '../reading/structure-view.js';
import { timelineEntry } from '../reading/timeline-view.js';
import { Confirmations } from './confirmations.js';
import { uuidFrom } from './addresses.js';
import type { Order } from './order.js';
import { ServerFilled } from './server-filled.js';

/** An applied command, or the id of one that goes on without its sender. */
export type OrderAnswer = HttpAnswer<CommandAnswer | { readonly commandId: string }>;

/**
 * The way of every write: see the case, recognise a repetition, fill in, store the form, send the
 * command, answer. Rules are the domain's; they judge in the case's workflow.
 */
@Injectable()
export class Orders {
  constructor(
    @Inject(API_PARTS) private readonly parts: ApiParts,
    @Inject(VisibleCases) private readonly cases: VisibleCases,
    @Inject(ServerFilled) private readonly filled: ServerFilled,
    @Inject(Contents) private readonly contents: Contents,
    @Inject(FilledForms) private readonly forms: FilledForms,
    @Inject(Confirmations) private readonly confirmations: Confirmations,
    @Inject(DirectoryBook) private readonly directory: DirectoryBook,
  ) {}

  /**
   * Waits for the engine as long as patience allows; then the command goes on without its sender: 202. Who prefers not to
   * wait gets that at once, and the engine the same envelope as a signal.
   */
  async give(order: Order): Promise<OrderAnswer> {
    if (order.command !== 'identifyChild') await this.cases.requireToAct(order);
    return asSystem('give_command', () => this.#give(order));
  }

  async #give(order: Order): Promise<OrderAnswer> {
    const prepared = await this.#prepare(order);
    if ('result' in prepared) return this.#answer(order, prepared.result);
    if (order.isAsync) return this.#leave(order, prepared.command);
    try {
      const result = await this.#execute(order, prepared.command);
      this.confirmations.add(order.commandId);
      return await this.#answer(order, result);
    } catch (error) {
      if (error instanceof CommandRefusedError) throw await this.#refused(order, prepared.command, error);
      if (error instanceof CommandPendingError) return this.#leave(order, prepared.command);
      throw engineProblem(error);
    }
  }

  async #prepare(order: Order): Promise<{ readonly result: CommandResult } | { readonly command: Command }> {
    const { dataSource, secrets } = this.parts;
    const { commandId, caseId, command: type, caller } = order;
    const earlier = await findRequest(dataSource, commandId);
    if (earlier !== null) {
      assertSameRequest(await this.#sameness(earlier, order));
      const result = await resultOf(dataSource, caseId, commandId);
      if (result !== null) return { result };
    }
    await this.forms.assertComplete(order);
    const payload = await this.filled.payloadOf(order);
    // From here on the id belongs to this request; what was refused before leaves no trace.
    const requestDigest = secrets.requestDigests.of(order);
    const request = { commandId, caseId, type, personId: caller.personId, requestDigest };
    const noted = await noteRequest(dataSource, request);
    if (noted !== null) assertSameRequest(await this.#sameness(noted, order));
    return { command: await this.#commandFrom(order, payload) };
  }

  async #sameness(earlier: NotedRequest, order: Order): Promise<boolean> {
    const same = await this.parts.secrets.requestDigests.sameness(earlier.requestDigest, order);
    return same ?? isLike(earlier, { ...order, type: order.command, personId: order.caller.personId });
  }

  async #commandFrom(order: Order, payload: Readonly<Record<string, unknown>>): Promise<Command> {
    const content = await this.#contentOf(order);
    return {
      commandId: order.commandId,
      type: order.command,
      actor: actorOn(order.caseId, order.caller),
      occurredAt: order.occurredAt ?? this.parts.clock.now(),
      ...(order.authoredBy === null ? {} : { authoredBy: order.authoredBy }),
      ...(order.onlyAtSeq === null ? {} : { onlyAtSeq: order.onlyAtSeq }),
      payload: { ...payload, ...(content === null ? {} : { content }) },
      // The body was parsed by this command's own schema and completed by field: together they are its payload.
    } as unknown as Command;
  }

  async #contentOf(order: Order): Promise<ContentRef | null> {
    const content = this.forms.contentOf(order, formOf(order.command));
    if (content === null) return null;
    return this.contents.store({
      ...content,
      contentId: uuidFrom(`form of command ${order.commandId}`),
      caseId: order.caseId,
      author: order.caller.personId,
    });
  }

  /**
   * "Now" is what the caller meant who gave no date. Where this process's clock is ahead of the engine's, the engine
   * finds that in the future, says what its own now is, and that is used instead.
   */
  async #execute(order: Order, command: Command): Promise<CommandResult> {
    try {
      return await this.parts.cases.execute(order.caseId, command);
    } catch (error) {
      const now = order.occurredAt === null ? engineNow(error) : null;
      if (now === null) throw error;
      return this.parts.cases.execute(order.caseId, { ...command, occurredAt: now });
    }
  }

  /** A signal is durable, an update without an answer is not: so nobody is told 202 for a command that could be lost. */
  async #leave(order: Order, command: Command): Promise<OrderAnswer> {
    try {
      await this.parts.cases.signal(order.caseId, command);
    } catch (error) {
      throw engineProblem(error);
    }
    await this.forms.forgetDraft(order, formOf(order.command), order.caseId, this.parts.clock.now());
    return taken(order);
  }

  async #refused(order: Order, command: Command, error: CommandRefusedError): Promise<ProblemError> {
    const { code, rule, message, details } = error;
    await noteRefusal(this.parts.dataSource, order.commandId, { code, rule, message, details });
    const content = 'content' in command.payload ? command.payload.content : undefined;
    if (content === undefined) return refusalProblem(error);
    // CONS-4: not even a draft about an intake that was refused.
    const isErased = await eraseRefusedContents(this.parts.dataSource, order.caseId);
    return refusalProblem(error, isErased ? undefined : content.contentId);
  }

  /** The same for every repetition: the case as it stood right after the command, as far as the sender sees it. */
  async #answer(order: Order, { seq, events }: CommandResult): Promise<OrderAnswer> {
    const { caseId, commandId, caller, command } = order;
    const recordedAt = events.at(-1)?.recordedAt;
    if (recordedAt !== undefined) await this.forms.forgetDraft(order, formOf(order.command), caseId, recordedAt);
    const row = await caseSummary(this.parts.dataSource, caseId);
    const summary = row?.seq === seq ? summaryView(row) : summaryOf(await this.#stateAt(caseId, seq));
    const isNew = command === 'identifyChild';
    // Who typed a new case in is assigned to it with the first entry; an emergency opens it with the command.
    const reader =
      isNew || command === 'openEmergencyAccess'
        ? await withAssignments(this.parts.dataSource, caller, this.parts.clock.now())
        : caller;
    const isVisible = canSee(reader, { caseId, owner: summary.owner });
    const warnings = isVisible ? await this.directory.warnings(events) : [];
    const body = {
      ...{ commandId, caseId, seq },
      case: isVisible ? summary : null,
      events: (isVisible ? events : ownPart(order, events)).map((event) => timelineEntry(event, true)),
      ...(warnings.length === 0 ? {} : { warnings }),
    };
    const location = isNew && isVisible ? { location: `/v1/cases/${caseId}` } : {};
    return new HttpAnswer(isNew ? 201 : 200, body, { ...etagOf(seq), ...location });
  }

  async #stateAt(caseId: string, seq: number): Promise<ReturnType<typeof fold>> {
    const events = await readRecord(this.parts.dataSource, caseId);
    return fold(
      caseId,
      events.filter((event) => event.seq <= seq),
    );
  }
}

/** PERM-4: a guest is told about the referral, transfer or conference that the command names, and of nothing else. */
function ownPart({ payload }: Order, events: CommandResult['events']): CommandResult['events'] {
  const named = [payload['referralId'], payload['transferId'], payload['conferenceId']];
  const ids = new Set(named.filter((id): id is string => typeof id === 'string'));
  return events.filter((event) => isAbout(event, ids));
}

export function taken({
  commandId,
  isAsync,
}: Pick<Order, 'commandId' | 'isAsync'>): HttpAnswer<{ readonly commandId: string }> {
  const applied = isAsync ? { 'preference-applied': 'respond-async' } : {};
  return new HttpAnswer(202, { commandId }, { location: `/v1/commands/${commandId}`, ...applied });
}

export function assertSameRequest(isSame: boolean): void {
  if (!isSame) throw keyReused();
}

/** What is left to tell by, once the key of a digest was given up. */
export function isLike(earlier: NotedRequest, asked: Pick<NotedRequest, 'caseId' | 'type' | 'personId'>): boolean {
  return earlier.caseId === asked.caseId && earlier.type === asked.type && earlier.personId === asked.personId;
}

export function engineNow(error: unknown): Instant | null {
  if (!(error instanceof CommandRefusedError) || error.code !== 'OCCURRED_IN_FUTURE') return null;
  const now = error.details.inputs?.['now'];
  return typeof now === 'string' ? now : null;
}

/** Nothing was promised and nobody can say whether it was taken, so the sender keeps the key and sends again. */
export function engineProblem(error: unknown): unknown {
  if (!(error instanceof EngineUnavailableError) && !(error instanceof CommandPendingError)) return error;
  return new ProblemError(
    503,
    'ENGINE_UNAVAILABLE',
    'The engine cannot be reached',
    {
      detail: 'Nobody can say now whether the command was taken.',
      remedy: 'Send the same request again with the same Idempotency-Key: it acts once.',
    },
    { 'retry-after': '2' },
  );
}
