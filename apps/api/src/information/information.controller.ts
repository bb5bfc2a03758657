import { Controller, Get, Inject, Param, Post, Query } from '@nestjs/common';
import {
  dataBreachesSchema,
  subjectCopySchema,
  uuidSchema,
  type DataBreachesView,
  type SubjectCopy,
} from '@caseward/contracts';
import { foldHosted, isDutyState, mayReadDutyFile, type HostedEvent, type Language } from '@caseward/domain';
import { dutyFiles, readRecord } from '@caseward/persistence';
import { z } from 'zod';
import { SignedIn, type Caller } from '../access/caller.js';
import { GivesDuty, Reads } from '../access/route-access.js';
import { API_PARTS, type ApiParts } from '../api-parts.js';
import { VisibleCases } from '../cases/visible-cases.js';
import { Describe } from '../docs/describe.js';
import { OpeningOrdered, type DutyOrder } from '../duties/duty-order.js';
import { DutyOrders, type DutyOrderAnswer } from '../duties/duty-orders.js';
import { placeOf } from '../duties/visible-duty-files.js';
import { HttpAnswer } from '../platform/http-answer.js';
import { InLanguage, languageHeaders } from '../platform/language.js';
import { dataBreachView } from './data-breach-view.js';
import { SubjectCopies } from './subject-copy.js';

const copyQuery = z.strictObject({ request: uuidSchema.meta({ description: 'The request that it answers.' }) });

/** Section 8: what may go wrong with data, and what people ask about it. */
@Controller('v1')
export class InformationController {
  constructor(
    @Inject(API_PARTS) private readonly parts: ApiParts,
    @Inject(VisibleCases) private readonly cases: VisibleCases,
    @Inject(DutyOrders) private readonly orders: DutyOrders,
    @Inject(SubjectCopies) private readonly copies: SubjectCopies,
  ) {}

  @Post('data-breaches')
  @GivesDuty('registerDataBreach')
  breach(@OpeningOrdered('registerDataBreach') order: DutyOrder): Promise<DutyOrderAnswer> {
    return this.orders.give(order);
  }

  @Get('data-breaches')
  @Reads('data_breaches')
  @Describe({ summary: 'The register of data breaches', tag: 'Duties', answer: dataBreachesSchema })
  async breaches(@SignedIn() caller: Caller): Promise<DataBreachesView> {
    const { dataSource } = this.parts;
    const found = await dutyFiles(dataSource, { kind: 'data_breach' });
    const visible = found.filter((row) => mayReadDutyFile(placeOf(row), caller));
    const states = await Promise.all(
      visible.map(async ({ caseId }) => foldHosted(caseId, await readRecord<HostedEvent>(dataSource, caseId))),
    );
    return { items: states.filter(isDutyState).flatMap(dataBreachView) };
  }

  @Post('complaints')
  @GivesDuty('receiveComplaint')
  complaint(@OpeningOrdered('receiveComplaint') order: DutyOrder): Promise<DutyOrderAnswer> {
    return this.orders.give(order);
  }

  @Post('cases/:caseId/access-requests')
  @GivesDuty('recordAccessRequest')
  accessRequest(@OpeningOrdered('recordAccessRequest') order: DutyOrder): Promise<DutyOrderAnswer> {
    return this.orders.give(order);
  }

  @Get('cases/:caseId/subject-copy')
  @Reads('contents')
  @Describe({
    summary: 'What a child or a caregiver is given of the file, as it was decided',
    tag: 'Cases',
    answer: subjectCopySchema,
    problems: [409],
  })
  async copy(
    @SignedIn() caller: Caller,
    @Param('caseId') id: string,
    @Query({ schema: copyQuery }) { request }: z.output<typeof copyQuery>,
    @InLanguage() language: Language,
  ): Promise<HttpAnswer<SubjectCopy>> {
    const { caseId } = await this.cases.require(caller, id);
    const copy = await this.copies.copyFor(caller, caseId, request.toLowerCase(), language);
    return new HttpAnswer(200, copy, languageHeaders(language));
  }
}
