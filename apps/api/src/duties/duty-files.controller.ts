import { Controller, Get, Inject, Param, Post, Query } from '@nestjs/common';
import {
  contentSchema,
  dutyFileDetailSchema,
  dutyFilesSchema,
  opaqueIdSchema,
  type ContentView,
  type DutyFileDetail,
  type DutyFilesView,
} from '@caseward/contracts';
import { DUTY_FILE_KINDS, mayReadDutyFile, type Language } from '@caseward/domain';
import { dutyFiles } from '@caseward/persistence';
import { z } from 'zod';
import { SignedIn, type Caller } from '../access/caller.js';
import { GivesDuty, Reads } from '../access/route-access.js';
import { API_PARTS, type ApiParts } from '../api-parts.js';
import { Contents } from '../cases/contents.js';
import { Describe } from '../docs/describe.js';
import { etagOf, HttpAnswer } from '../platform/http-answer.js';
import { InLanguage, languageHeaders } from '../platform/language.js';
import { DutyOrdered, type DutyOrder } from './duty-order.js';
import { DutyOrders, type DutyOrderAnswer } from './duty-orders.js';
import { dutyFileDetail, dutyFileView } from './duty-views.js';
import { placeOf, VisibleDutyFiles } from './visible-duty-files.js';

const listQuery = z.strictObject({
  kind: z.enum(DUTY_FILE_KINDS).exactOptional(),
  subjectId: opaqueIdSchema.exactOptional(),
  open: z.enum(['true', 'false']).exactOptional(),
});

/** Section 3.11: what the organisation owes, with its clocks. */
@Controller('v1/duty-files')
export class DutyFilesController {
  constructor(
    @Inject(API_PARTS) private readonly parts: ApiParts,
    @Inject(VisibleDutyFiles) private readonly files: VisibleDutyFiles,
    @Inject(DutyOrders) private readonly orders: DutyOrders,
    @Inject(Contents) private readonly contents: Contents,
  ) {}

  @Get()
  @Reads('duties')
  @Describe({ summary: 'Duty files that the reader may open', tag: 'Duties', answer: dutyFilesSchema })
  async list(
    @SignedIn() caller: Caller,
    @Query({ schema: listQuery }) { open, ...query }: z.output<typeof listQuery>,
  ): Promise<DutyFilesView> {
    const found = await dutyFiles(this.parts.dataSource, { ...query, openOnly: open === 'true' });
    return { items: found.filter((row) => mayReadDutyFile(placeOf(row), caller)).map(dutyFileView) };
  }

  @Get(':fileId')
  @Reads('duties')
  @Describe({ summary: 'A duty file with its clocks and what was done', tag: 'Duties', answer: dutyFileDetailSchema })
  async one(
    @SignedIn() caller: Caller,
    @Param('fileId') fileId: string,
    @InLanguage() language: Language,
  ): Promise<HttpAnswer<DutyFileDetail>> {
    const { state, events } = await this.files.record(caller, fileId);
    const reading = { now: this.parts.clock.now(), language, zone: state.policy.zone };
    const body = dutyFileDetail(state, events, caller, reading);
    return new HttpAnswer(200, body, { ...etagOf(state.seq), ...languageHeaders(language) });
  }

  @Get(':fileId/contents/:contentId')
  @Reads('duty_contents')
  @Describe({ summary: 'A form of a duty file', tag: 'Duties', answer: contentSchema })
  async content(
    @SignedIn() caller: Caller,
    @Param('fileId') fileId: string,
    @Param('contentId') contentId: string,
  ): Promise<ContentView> {
    const { state, events } = await this.files.record(caller, fileId);
    return this.contents.ofDutyFile(state.caseId, events, contentId);
  }

  @Post()
  @GivesDuty('openDutyFile')
  open(@DutyOrdered() order: DutyOrder): Promise<DutyOrderAnswer> {
    return this.orders.give(order);
  }

  @Post(':fileId/commands')
  @GivesDuty('any')
  give(@DutyOrdered() order: DutyOrder): Promise<DutyOrderAnswer> {
    return this.orders.give(order);
  }
}
