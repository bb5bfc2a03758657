import { Inject, Injectable } from '@nestjs/common';
import { uuidSchema } from '@caseward/contracts';
import {
  foldHosted,
  isDutyState,
  mayReadDutyFile,
  type DutyFileRow,
  type DutyPlace,
  type DutyState,
  type HostedEvent,
} from '@caseward/domain';
import { dutyFile, readRecord } from '@caseward/persistence';
import type { Caller } from '../access/caller.js';
import { API_PARTS, type ApiParts } from '../api-parts.js';
import { notFound } from '../platform/problem.js';

export interface DutyRecord {
  readonly state: DutyState;
  readonly events: readonly HostedEvent[];
}

/** The only way from an id in a request to a duty file: what is absent and what the caller may not see are the same. */
@Injectable()
export class VisibleDutyFiles {
  constructor(@Inject(API_PARTS) private readonly parts: ApiParts) {}

  /** @throws ProblemError 404 */
  async require(caller: Caller, fileId: string): Promise<DutyFileRow> {
    if (!uuidSchema.safeParse(fileId).success) throw notFound();
    const row = await dutyFile(this.parts.dataSource, fileId.toLowerCase());
    if (row === null || !mayReadDutyFile(placeOf(row), caller)) throw notFound();
    return row;
  }

  /** The file with its whole record. @throws ProblemError 404 */
  async record(caller: Caller, fileId: string): Promise<DutyRecord> {
    const { caseId } = await this.require(caller, fileId);
    const events = await readRecord<HostedEvent>(this.parts.dataSource, caseId);
    const state = foldHosted(caseId, events);
    if (!isDutyState(state)) throw notFound();
    return { state, events };
  }
}

export function placeOf({ kind, subjectId, teamId, officeId, agencyId, hiddenFrom }: DutyFileRow): DutyPlace {
  return { fileKind: kind, subjectId, scope: { teamId, officeId, agencyId }, hiddenFrom };
}
