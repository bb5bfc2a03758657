import { Inject, Injectable } from '@nestjs/common';
import {
  complaintRoute,
  postAt,
  supervisorOf,
  type DutyOpener,
  type Opening,
  type PolicySnapshot,
  type StaffPlace,
} from '@caseward/domain';
import { findPerson, postsOfAgency, staffOf } from '@caseward/persistence';
import type { Caller } from '../access/caller.js';
import { API_PARTS, type ApiParts } from '../api-parts.js';
import { ownerOf, VisibleCases } from '../cases/visible-cases.js';
import { ServerFilled } from '../commands/server-filled.js';
import { fieldProblem, notFound } from '../platform/problem.js';

export interface OpeningAct {
  readonly command: DutyOpener;
  readonly caller: Caller;
  readonly payload: Readonly<Record<string, unknown>>;
  /** The file that it opens. */
  readonly fileId: string;
  /** The case that the address names. */
  readonly caseId: string | null;
}

type Payload = Readonly<Record<string, unknown>>;
const AGENCY = { teamId: null, officeId: null };

/** What the server says about a file that an act opens: where it lies, by which policy, and who must not learn of it. */
@Injectable()
export class Openings {
  constructor(
    @Inject(API_PARTS) private readonly parts: ApiParts,
    @Inject(ServerFilled) private readonly filled: ServerFilled,
    @Inject(VisibleCases) private readonly cases: VisibleCases,
  ) {}

  /** @returns the payload with its opening. @throws ProblemError 404, 422 */
  async complete(act: OpeningAct): Promise<Payload> {
    switch (act.command) {
      case 'registerDataBreach':
        return this.#breach(act);
      case 'receiveComplaint':
        return this.#complaint(act);
      case 'recordAccessRequest':
        return this.#accessRequest(act);
      case 'scheduleRetention':
      case 'reportUnusualReading':
        throw notFound();
    }
  }

  async #breach({ caller, payload, fileId }: OpeningAct): Promise<Payload> {
    const scope = { ...AGENCY, agencyId: caller.agencyId ?? null };
    return { ...payload, opening: await this.#opening({ subjectId: fileId, scope, hiddenFrom: [] }, caller) };
  }

  /** IM-12: by who is in which post at this moment. */
  async #complaint({ caller, payload, fileId }: OpeningAct): Promise<Payload> {
    const concerned = payload['concerned'] as readonly string[];
    const agencyId = await this.#agencyOf(concerned, caller);
    const staff = agencyId === null ? [] : await this.#staff(agencyId);
    const places = staff.filter(({ personId }) => concerned.includes(personId));
    const route = complaintRoute(places, staff, agencyId);
    const hiddenFrom = [...new Set([...route.hiddenFrom, ...concerned])].sort();
    // Of somebody who left nobody knows any more who stood over her or him: not below the head then.
    const scope = places.length === concerned.length ? route.scope : { ...route.scope, officeId: null };
    const opening = await this.#opening({ subjectId: fileId, scope, hiddenFrom }, caller);
    const aboutCaseId = route.scope.agencyId === null ? null : payload['aboutCaseId'];
    return { ...payload, aboutCaseId, opening };
  }

  async #accessRequest({ caller, payload, caseId }: OpeningAct): Promise<Payload> {
    const row = await this.cases.requireToWrite(caller, caseId ?? '');
    const owner = ownerOf(row);
    if (owner === null) throw notFound();
    const { teamId, officeId, agencyId } = owner;
    const where = { subjectId: row.caseId, scope: { teamId, officeId, agencyId }, hiddenFrom: [] };
    return { ...payload, opening: await this.#opening(where, caller) };
  }

  async #opening(where: Omit<Opening, 'policy'>, caller: Caller): Promise<Opening> {
    const policy: PolicySnapshot = await this.filled.policyInForce(caller);
    return { ...where, policy };
  }

  /** Everybody concerned works, or worked, in one agency; without a name it is the agency of who takes the complaint. */
  async #agencyOf(concerned: readonly string[], caller: Caller): Promise<string | null> {
    const people = await Promise.all(concerned.map((personId) => findPerson(this.parts.dataSource, personId)));
    const agencies = new Set(people.map((person) => person?.agencyId ?? null));
    if (agencies.size === 0) return caller.agencyId ?? null;
    const [agencyId = null] = agencies;
    if (agencies.size === 1 && agencyId !== null) return agencyId;
    throw fieldProblem(
      '/concerned',
      'These are not people of one agency.',
      'Name people of one agency; take a complaint for each agency.',
    );
  }

  async #staff(agencyId: string): Promise<StaffPlace[]> {
    const { dataSource, clock } = this.parts;
    const now = clock.now();
    const [people, posts] = await Promise.all([staffOf(dataSource, agencyId), postsOfAgency(dataSource, agencyId)]);
    return people.map(({ personId, role, teamId, officeId }) => {
      const post = postAt(posts, personId, now);
      const supervisorId = post === null ? null : supervisorOf(post, posts, now);
      return { personId, role, teamId, officeId, agencyId, supervisorId };
    });
  }
}
