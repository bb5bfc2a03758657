import { Controller, Get, Inject, Param } from '@nestjs/common';
import { sopHistorySchema, type SopHistoryView, type SopVersionView } from '@caseward/contracts';
import {
  localDateOf,
  missingSignatures,
  sopInForce,
  sopVersions,
  type LocalDate,
  type SopComment,
  type SopRound,
  type SopText,
  type SopVersion,
} from '@caseward/domain';
import { SignedIn, type Caller } from '../access/caller.js';
import { Reads } from '../access/route-access.js';
import { API_PARTS, type ApiParts } from '../api-parts.js';
import { Describe } from '../docs/describe.js';
import { VisibleDutyFiles } from '../duties/visible-duty-files.js';
import { notFound } from '../platform/problem.js';

/** The version history of an SOP. Its commands go to its duty file of the kind `sop`. */
@Controller('v1/sops')
export class SopsController {
  constructor(
    @Inject(API_PARTS) private readonly parts: ApiParts,
    @Inject(VisibleDutyFiles) private readonly files: VisibleDutyFiles,
  ) {}

  @Get(':fileId/versions')
  @Reads('duties')
  @Describe({
    summary: 'Who wrote, commented, signed and adopted which version',
    tag: 'Policy',
    answer: sopHistorySchema,
  })
  async versions(@SignedIn() caller: Caller, @Param('fileId') id: string): Promise<SopHistoryView> {
    const { state } = await this.files.record(caller, id);
    if (state.fileKind !== 'sop') throw notFound();
    const versions = sopVersions(state);
    const inForce = sopInForce(versions, this.#today(state.policy.zone));
    return { fileId: state.caseId, items: versions.map((version) => versionView(version, version === inForce)) };
  }

  #today(zone: Parameters<typeof localDateOf>[0]): LocalDate {
    return localDateOf(zone, this.parts.clock.now());
  }
}

function versionView(version: SopVersion, inForce: boolean): SopVersionView {
  const { lastAt: _, texts, comments, rounds, participants, leftOut, ...rest } = version;
  return {
    ...rest,
    inForce,
    participants: [...participants],
    leftOut: [...leftOut],
    missingSignatures: [...missingSignatures(version)],
    texts: texts.map(textView),
    comments: comments.map(({ seq: __, ...comment }: SopComment) => comment),
    rounds: rounds.map(({ seq: __, signatures, ...round }: SopRound) => ({ ...round, signatures: [...signatures] })),
  };
}

function textView({ content, ...text }: SopText): SopVersionView['texts'][number] {
  return { ...text, contentId: content?.contentId ?? null, textDigest: content?.digest ?? null };
}
