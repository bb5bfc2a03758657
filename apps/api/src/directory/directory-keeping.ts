import { Inject, Injectable } from '@nestjs/common';
import type { DirectoryEntryBody, DirectoryEntryView } from '@caseward/contracts';
import { CONTEXT_SUBJECT, type DutyCommandType, type Instant } from '@caseward/domain';
import { digestOfEntry, writeDirectoryVersion } from '@caseward/persistence';
import type { Caller } from '../access/caller.js';
import { API_PARTS, type ApiParts } from '../api-parts.js';
import { uuidFrom } from '../commands/addresses.js';
import { DutyOrders } from '../duties/duty-orders.js';
import { sameRequest } from '../organisation/request-key.js';
import { HttpAnswer } from '../platform/http-answer.js';
import { fieldProblem, notFound, ProblemError } from '../platform/problem.js';
import { DirectoryBook, entryView } from './directory-book.js';

export type KeepingAnswer = HttpAnswer<DirectoryEntryView | { readonly commandId: string }>;

interface Act {
  readonly caller: Caller;
  readonly key: string;
  readonly entryId: string;
  readonly occurredAt?: Instant | undefined;
}

/** DIR-1: an entry is written first and counts once the record of its directory names it. */
@Injectable()
export class DirectoryKeeping {
  constructor(
    @Inject(API_PARTS) private readonly parts: ApiParts,
    @Inject(DirectoryBook) private readonly book: DirectoryBook,
    @Inject(DutyOrders) private readonly orders: DutyOrders,
  ) {}

  async keep(of: Act, { directory, occurredAt, ...entry }: DirectoryEntryBody): Promise<KeepingAnswer> {
    const act = { ...of, occurredAt };
    const { caller, key, entryId } = act;
    const fileId = await this.#fileOf(act, directory);
    const digest = digestOfEntry(entry);
    const version = { ...entry, entryId, fileId, commandId: key };
    const written = { writtenBy: caller.personId, writtenAt: this.parts.clock.now() };
    sameRequest(
      await writeDirectoryVersion(this.parts.dataSource, { ...version, ...written }),
      (known) => known.digest === digest && known.entryId === entryId && known.fileId === fileId,
    );
    const { service, area, isActive } = entry;
    return this.#give(act, fileId, 'keepDirectoryEntry', { entryId, service, area, isActive, digest }, entry);
  }

  async confirm(act: Act): Promise<KeepingAnswer> {
    const { fileId } = await this.book.entry(act.caller, act.entryId);
    return this.#give(act, fileId, 'confirmDirectoryEntry', { entryId: act.entryId }, {});
  }

  async #give(
    { caller, key, entryId, occurredAt }: Act,
    fileId: string,
    command: DutyCommandType,
    payload: Readonly<Record<string, unknown>>,
    body: object,
  ): Promise<KeepingAnswer> {
    const common = { caller, commandId: key, onlyAtSeq: null, isAsync: false, form: null };
    const request = { command, params: { entryId }, body: { ...body, occurredAt } };
    const answer = await this.orders.give({
      ...{ ...common, command, fileId, payload, request },
      occurredAt: occurredAt ?? null,
    });
    if (answer.status === 202) return new HttpAnswer(202, { commandId: key }, { location: `/v1/commands/${key}` });
    return new HttpAnswer(200, entryView(await this.book.entry(caller, entryId), this.parts.clock.now()));
  }

  /** Where the entry stands already, else the directory that was asked for, opened when it is the first entry. */
  async #fileOf(act: Act, directory: DirectoryEntryBody['directory']): Promise<string> {
    const { caller, entryId } = act;
    const [known] = await this.book.entries(caller, { entryId });
    if (known !== undefined) return known.fileId;
    const subjectId = directory === 'common' ? CONTEXT_SUBJECT : caller.agencyId;
    if (subjectId === undefined) {
      throw fieldProblem('/directory', 'This account belongs to no agency.', 'Use the common directory.');
    }
    return (await this.#find(caller, subjectId)) ?? (await this.#open(act, subjectId));
  }

  async #find(caller: Caller, subjectId: string): Promise<string | undefined> {
    return (await this.book.files(caller)).find((file) => file.subjectId === subjectId)?.caseId;
  }

  async #open({ caller, key, occurredAt }: Act, subjectId: string): Promise<string> {
    const payload = { kind: 'directory', subjectId };
    const common = {
      caller,
      onlyAtSeq: null,
      isAsync: false,
      occurredAt: occurredAt ?? null,
      form: null,
      fileId: null,
    } as const;
    const [command, commandId] = ['openDutyFile', uuidFrom(`opening of a directory for ${key}`)] as const;
    try {
      await this.orders.give({
        ...common,
        command,
        commandId,
        payload,
        request: { command, params: {}, body: payload },
      });
    } catch (error) {
      // Somebody else opened it at the same moment.
      if (!(error instanceof ProblemError) || error.code !== 'CASE_ALREADY_IDENTIFIED') throw error;
    }
    const opened = await this.#find(caller, subjectId);
    if (opened === undefined) throw notFound();
    return opened;
  }
}
