import { Inject, Injectable } from '@nestjs/common';
import {
  FACT_DUTIES,
  factsFromDuties,
  QUALITY_FRAMEWORK,
  qualityAssessments,
  suggestAnswers,
  tablesOf,
  type DutyState,
  type LocalDate,
  type QualityAssessment,
  type SuggestedStep,
} from '@caseward/domain';
import { dutiesOfAgency, dutyFiles, indicatorCounts } from '@caseward/persistence';
import type { Caller } from '../access/caller.js';
import { asSystem } from '../access/behalf.js';
import { API_PARTS, type ApiParts } from '../api-parts.js';
import { ServerFilled } from '../commands/server-filled.js';
import { VisibleDutyFiles } from '../duties/visible-duty-files.js';
import { forbidden, notFound } from '../platform/problem.js';
import { measuresOf } from './quality-view.js';

/** What an agency says about its quality, and what its own figures would say. */
@Injectable()
export class AgencyQuality {
  constructor(
    @Inject(API_PARTS) private readonly parts: ApiParts,
    @Inject(VisibleDutyFiles) private readonly files: VisibleDutyFiles,
    @Inject(ServerFilled) private readonly filled: ServerFilled,
  ) {}

  /** The last file that the caller's agency opened; null while it has none. @throws ProblemError 404 */
  async file(caller: Caller): Promise<DutyState | null> {
    const { dataSource } = this.parts;
    const found = (await dutyFiles(dataSource, { kind: 'quality', subjectId: agencyOf(caller) })).at(-1);
    return found === undefined ? null : (await this.files.record(caller, found.caseId)).state;
  }

  /** @throws ProblemError 404 */
  async assessments(caller: Caller, ...ids: readonly string[]): Promise<QualityAssessment[]> {
    const file = await this.file(caller);
    const known = file === null ? [] : qualityAssessments(file);
    return ids.map((id) => {
      const found = known.find(({ assessmentId }) => assessmentId === id);
      if (found === undefined) throw notFound();
      return found;
    });
  }

  /** QAF-5. */
  async suggestions(caller: Caller, from: LocalDate, to: LocalDate): Promise<readonly SuggestedStep[]> {
    const { dataSource, clock } = this.parts;
    const [agencyId, asKnownAt] = [agencyOf(caller), clock.now()];
    const scope = { kind: 'agency', id: agencyId } as const;
    const counts = await asSystem('count', () => indicatorCounts(dataSource, { from, to, asKnownAt, scope, by: [] }));
    const indicators = measuresOf(tablesOf(await this.filled.policyInForce(), counts, []));
    const duties = await asSystem('count', () => dutiesOfAgency(dataSource, agencyId, Object.values(FACT_DUTIES)));
    return suggestAnswers(QUALITY_FRAMEWORK, { indicators, facts: factsFromDuties(duties, asKnownAt) });
  }
}

function agencyOf({ role, agencyId }: Caller): string {
  if (agencyId !== undefined) return agencyId;
  throw forbidden(`This account of the role ${role} belongs to no agency.`);
}
