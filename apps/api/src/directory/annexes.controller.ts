import { Body, Controller, Get, Inject, Param, Put } from '@nestjs/common';
import {
  ANNEX_NAMES,
  annexEntryBodySchema,
  annexEntrySchema,
  annexSchema,
  opaqueIdSchema,
  type AnnexEntryBody,
  type AnnexEntryView,
  type AnnexName,
  type AnnexView,
} from '@caseward/contracts';
import {
  annexEntries,
  annexHistory,
  findAnnexChange,
  writeAnnexVersion,
  type AnnexVersion,
} from '@caseward/persistence';
import { isDeepStrictEqual } from 'node:util';
import { SignedIn, type Caller } from '../access/caller.js';
import { Keeps, Reads } from '../access/route-access.js';
import { API_PARTS, type ApiParts } from '../api-parts.js';
import { Describe } from '../docs/describe.js';
import { RequestKey, sameRequest } from '../organisation/request-key.js';
import { notFound, ProblemError } from '../platform/problem.js';

const tag = 'Annexes';

/** What roles are responsible for, and what the terms of the SOP mean, with every version. */
@Controller('v1/annexes/:annex')
export class AnnexesController {
  constructor(@Inject(API_PARTS) private readonly parts: ApiParts) {}

  @Get()
  @Reads('directory')
  @Describe({ summary: 'Roles and responsibilities, or terms', tag, answer: annexSchema })
  async list(@Param('annex') annex: string): Promise<AnnexView> {
    return { items: (await annexEntries(this.parts.dataSource, annexOf(annex))).map(view) };
  }

  @Get(':code')
  @Reads('directory')
  @Describe({ summary: 'Every version of a role or term, oldest first', tag, answer: annexSchema })
  async versions(@Param('annex') annex: string, @Param('code') code: string): Promise<AnnexView> {
    const found = await annexHistory(this.parts.dataSource, annexOf(annex), code);
    if (found.length === 0) throw notFound();
    return { items: found.map(view) };
  }

  @Put(':code')
  @Keeps('annexes')
  @Describe({
    summary: 'Write the next version of a role or term',
    tag,
    answer: annexEntrySchema,
    problems: [409, 422],
  })
  async keep(
    @SignedIn() { personId }: Caller,
    @RequestKey() changeId: string,
    @Param('annex') annexName: string,
    @Param('code') code: string,
    @Body({ schema: annexEntryBodySchema }) entry: AnnexEntryBody,
  ): Promise<AnnexEntryView> {
    const annex = annexOf(annexName);
    if (!opaqueIdSchema.safeParse(code).success) throw notFound();
    const isSame = (known: AnnexVersion) =>
      known.annex === annex &&
      known.code === code &&
      isDeepStrictEqual({ name: known.name, meaning: known.meaning, isActive: known.isActive }, entry);
    const { dataSource, clock } = this.parts;
    const known = sameRequest(await findAnnexChange(dataSource, changeId), isSame);
    if (known !== null) return view(known);
    const written = { writtenBy: personId, writtenAt: clock.now() };
    await writeAnnexVersion(dataSource, { ...entry, annex, code, changeId, ...written });
    const next = sameRequest(await findAnnexChange(dataSource, changeId), isSame);
    if (next === null) {
      throw new ProblemError(409, 'CHANGED_MEANWHILE', 'Somebody else changed this at the same moment', {
        remedy: 'Read the entry again and send the change once more.',
      });
    }
    return view(next);
  }
}

function annexOf(name: string): AnnexName {
  const found = ANNEX_NAMES.find((annex) => annex === name);
  if (found === undefined) throw notFound();
  return found;
}

function view({ changeId: _, annex: __, ...entry }: AnnexVersion): AnnexEntryView {
  return entry;
}
