import { Body, Controller, Get, Inject, Param, Post, Put, Query } from '@nestjs/common';
import {
  directoryConfirmationSchema,
  directoryEntryBodySchema,
  directoryEntrySchema,
  directoryHistorySchema,
  directorySchema,
  opaqueIdSchema,
  uuidSchema,
  type DirectoryConfirmationBody,
  type DirectoryEntryBody,
  type DirectoryEntryView,
  type DirectoryHistoryView,
  type DirectoryView,
} from '@caseward/contracts';
import { SERVICE_TYPES } from '@caseward/domain';
import { z } from 'zod';
import { SignedIn, type Caller } from '../access/caller.js';
import { Keeps, Reads } from '../access/route-access.js';
import { API_PARTS, type ApiParts } from '../api-parts.js';
import { Describe } from '../docs/describe.js';
import { RequestKey } from '../organisation/request-key.js';
import { notFound } from '../platform/problem.js';
import { DirectoryBook, entryView } from './directory-book.js';
import { DirectoryKeeping, type KeepingAnswer } from './directory-keeping.js';

const tag = 'Annexes';
const directoryQuery = z.strictObject({
  area: opaqueIdSchema.exactOptional(),
  service: z.enum(SERVICE_TYPES).exactOptional(),
  stale: z.enum(['true', 'false']).exactOptional().meta({ description: 'Only entries that nobody confirmed in time.' }),
});

/** The service map of the SOP: where a referral picks its provider from. */
@Controller('v1/directory')
export class DirectoryController {
  constructor(
    @Inject(API_PARTS) private readonly parts: ApiParts,
    @Inject(DirectoryBook) private readonly book: DirectoryBook,
    @Inject(DirectoryKeeping) private readonly keeping: DirectoryKeeping,
  ) {}

  @Get()
  @Reads('directory')
  @Describe({ summary: 'Services of the directory', tag, answer: directorySchema })
  async list(
    @SignedIn() caller: Caller,
    @Query({ schema: directoryQuery }) { stale, ...asked }: z.output<typeof directoryQuery>,
  ): Promise<DirectoryView> {
    const now = this.parts.clock.now();
    const items = (await this.book.entries(caller, asked)).filter(({ isActive }) => isActive);
    const views = items.map((entry) => entryView(entry, now));
    return { items: stale === undefined ? views : views.filter((entry) => String(entry.stale) === stale) };
  }

  @Get(':entryId')
  @Reads('directory')
  @Describe({ summary: 'A service, also one that is gone', tag, answer: directoryEntrySchema })
  async one(@SignedIn() caller: Caller, @Param('entryId') entryId: string): Promise<DirectoryEntryView> {
    return entryView(await this.book.entry(caller, idOf(entryId)), this.parts.clock.now());
  }

  @Get(':entryId/versions')
  @Reads('directory')
  @Describe({ summary: 'Every version of a service, with who wrote it', tag, answer: directoryHistorySchema })
  async versions(@SignedIn() caller: Caller, @Param('entryId') entryId: string): Promise<DirectoryHistoryView> {
    const found = await this.book.history(caller, idOf(entryId));
    if (found.length === 0) throw notFound();
    return { items: found.map(({ fileId: _, commandId: __, digest: ___, ...version }) => version) };
  }

  @Put(':entryId')
  @Keeps('directory')
  @Describe({
    summary: 'List a service, change its entry or take it out',
    tag,
    answer: directoryEntrySchema,
    problems: [422, 503],
  })
  keep(
    @SignedIn() caller: Caller,
    @RequestKey() key: string,
    @Param('entryId') entryId: string,
    @Body({ schema: directoryEntryBodySchema }) body: DirectoryEntryBody,
  ): Promise<KeepingAnswer> {
    return this.keeping.keep({ caller, key, entryId: idOf(entryId) }, body);
  }

  @Post(':entryId/confirmation')
  @Keeps('directory')
  @Describe({
    summary: 'Confirm that all of an entry is still true',
    tag,
    answer: directoryEntrySchema,
    problems: [422, 503],
  })
  confirm(
    @SignedIn() caller: Caller,
    @RequestKey() key: string,
    @Param('entryId') entryId: string,
    @Body({ schema: directoryConfirmationSchema }) { occurredAt }: DirectoryConfirmationBody,
  ): Promise<KeepingAnswer> {
    return this.keeping.confirm({ caller, key, entryId: idOf(entryId), occurredAt });
  }
}

function idOf(entryId: string): string {
  if (!uuidSchema.safeParse(entryId).success) throw notFound();
  return entryId.toLowerCase();
}
