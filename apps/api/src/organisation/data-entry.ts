import { Inject, Injectable } from '@nestjs/common';
import type { DataEntryAssignmentView, NewDataEntryBody } from '@caseward/contracts';
import { assignToDataEntry, countsAsOpen, DomainError, postAt, STAGES } from '@caseward/domain';
import {
  currentDataEntryCase,
  dataEntryLoads,
  endDataEntryCase,
  findDataEntryCase,
  insertDataEntryCase,
  keepingPosts,
  postsOfPerson,
  type DataEntryCase,
} from '@caseward/persistence';
import type { EntityManager } from 'typeorm';
import { asSystem, systemSql } from '../access/behalf.js';
import { actorOf, type Caller } from '../access/caller.js';
import { API_PARTS, type ApiParts } from '../api-parts.js';
import { ownerOf, VisibleCases } from '../cases/visible-cases.js';
import { ServerFilled } from '../commands/server-filled.js';
import { notFound } from '../platform/problem.js';
import { refusing } from '../platform/refusal-problem.js';
import { sameRequest, says } from './request-key.js';

/** SUPV-1: which cases are typed in by whom, each data entry person at most to the limit. */
@Injectable()
export class DataEntry {
  constructor(
    @Inject(API_PARTS) private readonly parts: ApiParts,
    @Inject(VisibleCases) private readonly cases: VisibleCases,
    @Inject(ServerFilled) private readonly filled: ServerFilled,
  ) {}

  async assign(
    caller: Caller,
    caseId: string,
    assignmentId: string,
    { personId, overLimit, reason }: NewDataEntryBody,
  ): Promise<DataEntryAssignmentView> {
    const { clock } = this.parts;
    const found = await this.cases.requireToWrite(caller, caseId);
    const owner = ownerOf(found);
    if (owner === null) throw notFound();
    const policy = await this.filled.policyInForce();
    return this.#keeping(owner.agencyId, async (sql) => {
      const asked = { personId, caseId: found.caseId, assignedBy: caller.personId };
      const known = sameRequest(await findDataEntryCase(sql, assignmentId), (row) => says(row, asked));
      if (known !== null) return viewOf(known);
      const now = clock.now();
      const clerk = postAt(await postsOfPerson(sql, personId), personId, now);
      const assigned = (await dataEntryLoads(sql, [personId], STAGES.filter(countsAsOpen))).get(personId) ?? 0;
      const isThere = (await currentDataEntryCase(sql, personId, found.caseId)) !== null;
      const override = { asked: overLimit === true, reasonGiven: reason !== undefined };
      const { isOverLimit } = refusing(() => {
        if (isThere) throw alreadyAssigned();
        return assignToDataEntry(policy, actorOf(caller), { owner, clerk, assigned }, override);
      });
      const row: DataEntryCase = {
        ...{ assignmentId, personId, caseId: found.caseId, startsAt: now, endsAt: null },
        ...{ isOverLimit, reason: isOverLimit ? (reason ?? null) : null, assignedBy: caller.personId },
      };
      await insertDataEntryCase(sql, { ...row, recordedAt: now });
      return viewOf(row);
    });
  }

  async end(caller: Caller, caseId: string, personId: string): Promise<DataEntryAssignmentView> {
    const { dataSource, clock } = this.parts;
    const found = await this.cases.requireToWrite(caller, caseId);
    const current = await currentDataEntryCase(dataSource, personId, found.caseId);
    if (current === null) throw notFound();
    const now = clock.now();
    const { assignmentId } = current;
    await endDataEntryCase(systemSql(dataSource, 'hand_on'), {
      assignmentId,
      endsAt: now,
      recordedAt: now,
      endedBy: caller.personId,
    });
    return viewOf({ ...current, endsAt: now });
  }

  /** How much somebody types in is counted over cases that the caller does not see. */
  #keeping<T>(agencyId: string, work: (sql: EntityManager) => Promise<T>): Promise<T> {
    return asSystem('hand_on', () => keepingPosts(this.parts.dataSource, [agencyId], work));
  }
}

function alreadyAssigned(): DomainError {
  return new DomainError('ALREADY_PENDING', 'SPEC-3.11', 'This case is already typed in by this person.', {
    field: '/personId',
    remedy: 'Nothing more has to be done.',
  });
}

function viewOf({ assignedBy: _, ...row }: DataEntryCase): DataEntryAssignmentView {
  return row;
}
