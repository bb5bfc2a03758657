import { Inject, Injectable } from '@nestjs/common';
import type { OwnerChoice } from '@caseward/contracts';
import { isAbsent, type Actor, type Owner, type Role } from '@caseward/domain';
import { absencesOf, actorOf, findPerson, findTeam, type Person } from '@caseward/persistence';
import type { Caller } from '../access/caller.js';
import { canSee } from '../access/visibility.js';
import { API_PARTS, type ApiParts } from '../api-parts.js';
import { fieldProblem } from '../platform/problem.js';
import type { Order } from './order.js';

/** They tell the agency about a child; who works with it is found by its supervisors. */
const ONLY_UNASSIGNED: readonly Role[] = ['RFP', 'COMM'];

/** People of the directory whom a command names. */
@Injectable()
export class Owners {
  constructor(@Inject(API_PARTS) private readonly parts: ApiParts) {}

  /** Without a choice: who identified the child, or whose entry is transcribed; with one, within the author's reach. */
  async ofNewCase({ caller, caseId, payload, authoredBy }: Order): Promise<Owner> {
    const choice = payload['owner'] as OwnerChoice | undefined;
    const author = authoredBy ?? caller.personId;
    if (payload['unassigned'] === true) return this.#lookingForOne(caller, author, choice);
    if (ONLY_UNASSIGNED.includes(caller.role)) {
      throw fieldProblem('/unassigned', 'You cannot choose a caseworker.', 'Send "unassigned": true and a team.');
    }
    const owner = await this.chosen(caller, choice ?? { caseworkerId: author }, '/owner');
    const asking = authoredBy === null ? caller : await this.#actor(authoredBy);
    if (!canSee(asking, { caseId, owner })) throw notACaseworker('/owner');
    return owner;
  }

  /** A caseworker of the caller's agency; whatever else the choice says must agree with the directory. */
  async chosen(caller: Caller, choice: OwnerChoice, pointer: string): Promise<Owner> {
    const now = this.parts.clock.now();
    const person = await findPerson(this.parts.dataSource, choice.caseworkerId, now);
    const { teamId = null, officeId = null, agencyId = null } = person ?? {};
    const isCaseworker = person?.active === true && person.role === 'CW';
    if (!isCaseworker || teamId === null || officeId === null || agencyId === null) throw notACaseworker(pointer);
    const owner = { caseworkerId: choice.caseworkerId, teamId, officeId, agencyId };
    if (agencyId !== caller.agencyId) throw notACaseworker(pointer);
    for (const field of ['teamId', 'officeId', 'agencyId'] as const) {
      if (choice[field] !== undefined && choice[field] !== owner[field]) {
        throw fieldProblem(`${pointer}/${field}`, 'The caseworker works elsewhere.', 'Leave the field out.');
      }
    }
    // Who finds a child keeps it, away or not.
    if (caller.personId === owner.caseworkerId) return owner;
    if (isAbsent(await absencesOf(this.parts.dataSource, agencyId, now), owner.caseworkerId, now)) {
      const remedy = 'Choose somebody who is there.';
      throw fieldProblem(`${pointer}/caseworkerId`, 'This caseworker is away.', remedy);
    }
    return owner;
  }

  async requireColleague(caller: Caller, personId: string): Promise<void> {
    const person = await findPerson(this.parts.dataSource, personId);
    if (isStaff(person, caller, ['SUP', 'MGR', 'HEAD'])) return;
    throw fieldProblem('/toPersonId', 'This is no supervisor, manager or head of your agency.');
  }

  /** QAF-7: somebody of the agency who can be asked to do something. */
  async requireStaff(caller: Caller, personId: string): Promise<void> {
    const person = await findPerson(this.parts.dataSource, personId);
    if (isStaff(person, caller, ['CW', 'DE', 'SUP', 'MGR', 'HEAD'])) return;
    throw fieldProblem('/payload/ownerId', 'This is nobody of your agency.', 'Name somebody who works in your agency.');
  }

  /** Section 2: data entry transcribes what a caseworker or a supervisor of the agency wrote. */
  async requireAuthor(caller: Caller, personId: string): Promise<void> {
    const person = await findPerson(this.parts.dataSource, personId);
    if (isStaff(person, caller, ['CW', 'SUP'])) return;
    throw fieldProblem('/authoredBy', 'This is no caseworker or supervisor of your agency.');
  }

  async #actor(personId: string): Promise<Actor> {
    const person = await findPerson(this.parts.dataSource, personId);
    if (person === null) throw notACaseworker('/owner');
    return actorOf(person);
  }

  /** FLOW-2: the team in which a caseworker is looked for: the named one, or the caller's own. */
  async #lookingForOne(caller: Caller, author: string, choice: OwnerChoice | undefined): Promise<Owner> {
    const teamId = choice?.teamId ?? caller.teamId;
    const team = teamId === undefined ? null : await findTeam(this.parts.dataSource, teamId);
    if (team !== null && team.agencyId === caller.agencyId) return { caseworkerId: author, ...team };
    const remedy = 'Name a team of your agency in "owner".';
    throw fieldProblem('/owner/teamId', 'A caseworker is looked for in a team of your agency.', remedy);
  }
}

function isStaff(person: Person | null, caller: Caller, roles: readonly Role[]): boolean {
  return person?.active === true && person.agencyId === caller.agencyId && roles.includes(person.role);
}

function notACaseworker(pointer: string): Error {
  const remedy = 'Choose yourself; a supervisor chooses a caseworker of the team, a manager one of the office.';
  return fieldProblem(`${pointer}/caseworkerId`, 'This is no caseworker to whom you can give a case.', remedy);
}
