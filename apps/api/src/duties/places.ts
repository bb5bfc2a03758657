import { Inject, Injectable } from '@nestjs/common';
import { CONTEXT_SUBJECT, type DutyFileKind, type DutyScope } from '@caseward/domain';
import { findPerson, findTeam } from '@caseward/persistence';
import type { Caller } from '../access/caller.js';
import { API_PARTS, type ApiParts } from '../api-parts.js';
import { fieldProblem } from '../platform/problem.js';

/** Where a duty file lies: the place of its subject where the directory knows it, else the one that was named. */
@Injectable()
export class DutyPlaces {
  constructor(@Inject(API_PARTS) private readonly parts: ApiParts) {}

  /** @throws ProblemError 422 for a subject that the caller's agency does not have */
  async scopeOf(
    caller: Caller,
    kind: DutyFileKind,
    subjectId: string,
    named: Partial<DutyScope> = {},
  ): Promise<DutyScope> {
    const scope = await this.#scope(caller, kind, subjectId, named);
    if (scope.agencyId === null || scope.agencyId === caller.agencyId) return scope;
    throw notHere();
  }

  async #scope(caller: Caller, kind: DutyFileKind, subjectId: string, named: Partial<DutyScope>): Promise<DutyScope> {
    const { dataSource } = this.parts;
    if (kind === 'caseworker') {
      const person = await findPerson(dataSource, subjectId);
      if (person?.role !== 'CW') throw notHere();
      return { teamId: person.teamId, officeId: person.officeId, agencyId: person.agencyId };
    }
    // An agency answers for itself, and as a whole.
    if (kind === 'agency' || kind === 'quality') return { teamId: null, officeId: null, agencyId: subjectId };
    if (kind === 'sop' || kind === 'directory')
      return { teamId: null, officeId: null, agencyId: commonOr(caller, kind, subjectId) };
    const { officeId = null, agencyId = caller.agencyId ?? null } = named;
    const teamId = kind === 'team' ? subjectId : (named.teamId ?? null);
    if (teamId === null) return { teamId, officeId, agencyId };
    const team = await findTeam(dataSource, teamId);
    if (team === null) throw notHere();
    return { teamId, officeId: team.officeId, agencyId: team.agencyId };
  }
}

/** What all agencies keep together belongs to none; what an agency keeps for itself has its id. */
function commonOr({ role }: Caller, kind: 'sop' | 'directory', subjectId: string): string | null {
  return (kind === 'sop' ? role === 'COORD' : subjectId === CONTEXT_SUBJECT) ? null : subjectId;
}

function notHere(): Error {
  return fieldProblem('/subjectId', 'Your agency has nothing of this kind under this id.', 'Name one of your agency.');
}
