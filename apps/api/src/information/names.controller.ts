import { Body, Controller, Get, HttpCode, Inject, Param, Put, Req } from '@nestjs/common';
import { nameEntrySchema, nameSchema, type NameEntryBody, type NameView } from '@caseward/contracts';
import { mayResolveName, type CaseRow } from '@caseward/domain';
import { keepName, readName, type NameAccess } from '@caseward/persistence';
import type { FastifyRequest } from 'fastify';
import { SignedIn, type Caller } from '../access/caller.js';
import { Keeps, Reads } from '../access/route-access.js';
import { API_PARTS, type ApiParts } from '../api-parts.js';
import { ownerOf, VisibleCases } from '../cases/visible-cases.js';
import { Describe } from '../docs/describe.js';
import { notFound } from '../platform/problem.js';
import { reasonOf } from './audit-trail.js';

/** IM-2: the list of names, one entry at a time and each look logged. */
@Controller('v1/cases/:caseId/name')
export class NamesController {
  constructor(
    @Inject(API_PARTS) private readonly parts: ApiParts,
    @Inject(VisibleCases) private readonly cases: VisibleCases,
  ) {}

  @Get()
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
    const { dataSource, secrets } = this.parts;
    const entry = await readName(dataSource, secrets.keyService, this.#access(caller, caseId, request));
    return { caseId, caseCode, entry: entry as NameEntryBody | null };
  }

  @Put()
  @Keeps('names')
  @HttpCode(200)
  @Describe({ summary: 'Enter or change whom a code stands for', tag: 'Cases', answer: nameSchema, problems: [410] })
  async keep(
    @SignedIn() caller: Caller,
    @Param('caseId') id: string,
    @Req() request: FastifyRequest,
    @Body({ schema: nameEntrySchema }) entry: NameEntryBody,
  ): Promise<NameView> {
    const { caseId, caseCode } = await this.#require(caller, id);
    const { dataSource, secrets } = this.parts;
    await keepName(dataSource, secrets.keyService, this.#access(caller, caseId, request), { ...entry });
    return { caseId, caseCode, entry };
  }

  async #require(caller: Caller, id: string): Promise<CaseRow> {
    const row = await this.cases.require(caller, id);
    if (!mayResolveName(caller, ownerOf(row))) throw notFound();
    return row;
  }

  #access({ personId, role }: Caller, caseId: string, request: FastifyRequest): NameAccess {
    return { caseId, personId, role, accessedAt: this.parts.clock.now(), reason: reasonOf(request) };
  }
}
