import { Controller, Get, Inject, Param } from '@nestjs/common';
import {
  contentSchema,
  pageOf,
  sharedCaseSchema,
  sharedFileSchema,
  type ContentView,
  type SharedCaseView,
  type SharedFile,
} from '@caseward/contracts';
import { fold, guestsOf, type CaseEvent } from '@caseward/domain';
import { readRecord, sharedWith } from '@caseward/persistence';
import { asSystem } from '../access/behalf.js';
import { answersForOf, SignedIn, type Caller } from '../access/caller.js';
import { Reads } from '../access/route-access.js';
import { guestsThatAre } from '../access/visibility.js';
import { API_PARTS, type ApiParts } from '../api-parts.js';
import { Contents } from '../cases/contents.js';
import { VisibleCases } from '../cases/visible-cases.js';
import { Describe } from '../docs/describe.js';
import { etagOf, HttpAnswer } from '../platform/http-answer.js';
import { notFound } from '../platform/problem.js';
import { sharedContents, sharedFile } from './shared-view.js';

/** Cases of others, as far and as long as they are shared with the reader (PERM-4). */
@Controller('v1/shared-cases')
export class SharedCasesController {
  constructor(
    @Inject(API_PARTS) private readonly parts: ApiParts,
    @Inject(VisibleCases) private readonly cases: VisibleCases,
    @Inject(Contents) private readonly contents: Contents,
  ) {}

  @Get()
  @Reads('shared')
  @Describe({
    summary: 'What others share with the reader',
    tag: 'Cases',
    answer: pageOf(sharedCaseSchema, 'SharedCase'),
  })
  async list(@SignedIn() caller: Caller): Promise<{ items: SharedCaseView[]; next: null }> {
    const rows = await sharedWith(this.parts.dataSource, caller.personId, answersForOf(caller));
    const items = guestsThatAre(caller, rows).map(({ caseId, caseCode, relation, about }) => {
      return { caseId, caseCode, relation, about };
    });
    return { items, next: null };
  }

  @Get(':caseId')
  @Reads('shared')
  @Describe({ summary: 'The part of a case that is shared', tag: 'Cases', answer: sharedFileSchema })
  async file(@SignedIn() caller: Caller, @Param('caseId') id: string): Promise<HttpAnswer<SharedFile>> {
    await this.cases.requireShared(caller, id);
    const events = await this.#wholeRecord(id);
    const state = fold(id.toLowerCase(), events);
    const guests = guestsThatAre(caller, guestsOf(state));
    if (guests.length === 0) throw notFound();
    return new HttpAnswer(200, sharedFile(state, events, guests, caller), etagOf(state.seq));
  }

  @Get(':caseId/contents/:contentId')
  @Reads('shared')
  @Describe({ summary: 'A form that is shared, decrypted', tag: 'Cases', answer: contentSchema })
  async content(
    @SignedIn() caller: Caller,
    @Param('caseId') id: string,
    @Param('contentId') contentId: string,
  ): Promise<ContentView> {
    const guests = await this.cases.requireShared(caller, id);
    const shared = sharedContents(await this.#wholeRecord(id), guests);
    if (!shared.some((mention) => mention.contentId === contentId.toLowerCase())) throw notFound();
    return this.contents.ofCase(caller, id.toLowerCase(), contentId);
  }

  /** What is shared is cut out of it: the database would give a guest the events of the shared part alone. */
  #wholeRecord(id: string): Promise<CaseEvent[]> {
    return asSystem('cut_shared_part', () => readRecord(this.parts.dataSource, id.toLowerCase()));
  }
}
