import { Inject, Injectable } from '@nestjs/common';
import type { CaseRow, Owner } from '@caseward/domain';
import { caseSummary } from '@caseward/persistence';
import { uuidSchema } from '@caseward/contracts';
import type { Caller } from '../access/caller.js';
import { canSee } from '../access/visibility.js';
import { API_PARTS, type ApiParts } from '../api-parts.js';
import { notFound } from '../platform/problem.js';
import { summaryView } from '../reading/structure-view.js';

/** The only way from a case id in a request to a case: what is absent and what the caller may not see are the same. */
@Injectable()
export class VisibleCases {
  constructor(@Inject(API_PARTS) private readonly parts: ApiParts) {}

  /** @throws ProblemError 404 */
  async require(caller: Caller, caseId: string): Promise<CaseRow> {
    if (!uuidSchema.safeParse(caseId).success) throw notFound();
    const row = await caseSummary(this.parts.dataSource, caseId.toLowerCase());
    if (row === null || !canSee(caller, ownerOf(row))) throw notFound();
    return row;
  }
}

export function ownerOf(row: CaseRow): Owner | null {
  return summaryView(row).owner;
}
