import { Body, Controller, Get, HttpCode, Inject, Param, Post, Put, Req } from '@nestjs/common';
import {
  nameEntrySchema,
  nameSchema,
  nameSearchSchema,
  similarNamesSchema,
  type NameEntryBody,
  type NameView,
  type SimilarNamesView,
} from '@caseward/contracts';
import { mayResolveName, type CaseRow, type Instant } from '@caseward/domain';
import {
  caseSummary,
  eraseRefusedContents,
  keepName,
  readName,
  similarNames,
  type NameAccess,
  type NameSources,
} from '@caseward/persistence';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { SignedIn, type Caller } from '../access/caller.js';
import { Keeps, Reads } from '../access/route-access.js';
import { canSee } from '../access/visibility.js';
import { API_PARTS, type ApiParts } from '../api-parts.js';
import { ownerOf, placeOf, VisibleCases } from '../cases/visible-cases.js';
import { Describe } from '../docs/describe.js';
import { notFound } from '../platform/problem.js';
import { reasonOf } from './audit-trail.js';
import { ReadingWatch } from './reading-watch.js';

/** IM-2: the list of names, one entry at a time and each look logged. */
@Controller('v1')
export class NamesController {
  constructor(
    @Inject(API_PARTS) private readonly parts: ApiParts,
    @Inject(VisibleCases) private readonly cases: VisibleCases,
    @Inject(ReadingWatch) private readonly watch: ReadingWatch,
  ) {}

  @Get('cases/:caseId/name')
  @Reads('names')
  @Describe({
    summary: 'Whom the code of a case stands for',
    tag: 'Cases',
    answer: nameSchema,
    description: 'Each look is logged; say why in the header Access-Reason.',
  })
  async name(
    @SignedIn() caller: Caller,
    @Param('caseId') id: string,
    @Req() request: FastifyRequest,
  ): Promise<NameView> {
    const { caseId, caseCode } = await this.#require(caller, id);
    const { secrets } = this.parts;
    const entry = await readName(this.#sources(), secrets.keyService, this.#access(caller, caseId, request));
    return { caseId, caseCode, entry };
  }

  @Put('cases/:caseId/name')
  @Keeps('names')
  @HttpCode(200)
  @Describe({ summary: 'Enter or change whom a code stands for', tag: 'Cases', answer: nameSchema, problems: [410] })
  async keep(
    @SignedIn() caller: Caller,
    @Param('caseId') id: string,
    @Req() request: FastifyRequest,
    @Body({ schema: nameEntrySchema }) entry: NameEntryBody,
  ): Promise<NameView> {
    const row = await this.#require(caller, id);
    const { caseId, caseCode } = row;
    const agencyId = row.agencyId ?? caller.agencyId ?? '';
    const access = this.#access(caller, caseId, request);
    await keepName(this.#sources(), this.parts.secrets.keyService, access, { ...entry }, agencyId);
    // CONS-4: no name of an intake that was refused, neither one that came with the refusal nor one after it.
    if (await eraseRefusedContents(this.parts.dataSource, caseId)) throw notFound();
    return { caseId, caseCode, entry };
  }

  @Post('name-searches')
  @Reads('names')
  @HttpCode(200)
  @Describe({
    summary: 'Whether a child may have a case already',
    tag: 'Cases',
    answer: similarNamesSchema,
    description:
      'Before an intake goes on. Compares spellings within your agency, without opening a name; each search is logged.',
  })
  async similar(
    @SignedIn() caller: Caller,
    @Req() request: FastifyRequest,
    @Body({ schema: nameSearchSchema }) { entry, caseId }: z.output<typeof nameSearchSchema>,
  ): Promise<SimilarNamesView> {
    const { agencyId } = caller;
    if (agencyId === undefined) return { cases: [], elsewhere: false };
    const { secrets } = this.parts;
    const searcher = { ...caller, accessedAt: this.#now(), reason: reasonOf(request) };
    const question = { entry: { ...entry }, agencyId, not: caseId ?? null };
    const hits = await this.watch.search(caller, () =>
      similarNames(this.#sources(), secrets.keyService, searcher, question),
    );
    const open = await Promise.all(hits.map((hit) => this.#opened(caller, hit)));
    const cases = open.filter((each) => each !== null);
    return { cases, elsewhere: cases.length < hits.length };
  }

  /** A hit as the caller may see it; null for one that only says that there is something. */
  async #opened(
    caller: Caller,
    { caseId, likeness }: { readonly caseId: string; readonly likeness: 'same' | 'similar' },
  ): Promise<SimilarNamesView['cases'][number] | null> {
    const row = await caseSummary(this.parts.dataSource, caseId);
    return row === null || !canSee(caller, placeOf(row)) ? null : { caseId, caseCode: row.caseCode, likeness };
  }

  async #require(caller: Caller, id: string): Promise<CaseRow> {
    const row = await this.cases.require(caller, id);
    if (!mayResolveName(caller, ownerOf(row))) throw notFound();
    return row;
  }

  #sources(): NameSources {
    return { names: this.parts.names, record: this.parts.dataSource };
  }

  #now(): Instant {
    return this.parts.clock.now();
  }

  #access({ personId, role }: Caller, caseId: string, request: FastifyRequest): NameAccess {
    return { caseId, personId, role, accessedAt: this.#now(), reason: reasonOf(request) };
  }
}
