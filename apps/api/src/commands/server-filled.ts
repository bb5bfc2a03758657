import { Inject, Injectable } from '@nestjs/common';
import type { OwnerChoice } from '@caseward/contracts';
import { compileZone } from '@caseward/contracts';
import { policySnapshot, type Owner, type PolicySnapshot } from '@caseward/domain';
import { findPerson, latestPolicy, reserveCaseCode } from '@caseward/persistence';
import type { Caller } from '../access/caller.js';
import { canSee } from '../access/visibility.js';
import { API_PARTS, type ApiParts } from '../api-parts.js';
import { fieldProblem } from '../platform/problem.js';
import { caseCodeFor } from './case-code.js';
import type { Order } from './order.js';

/** Default where no policy was published: the SOP's defaults at UTC. */
const UNPUBLISHED = policySnapshot('sop-default-1', {}, compileZone('UTC'));

/** Puts into a payload what clients do not say: owner, policy in force, case code. */
@Injectable()
export class ServerFilled {
  constructor(@Inject(API_PARTS) private readonly parts: ApiParts) {}

  /** @throws ProblemError 422 for somebody who cannot take the case */
  async payloadOf(order: Order): Promise<Readonly<Record<string, unknown>>> {
    const { command, payload, caller, caseId } = order;
    switch (command) {
      case 'identifyChild': {
        const choice = payload['owner'] as OwnerChoice | undefined;
        const owner = await this.#owner(caller, choice ?? { caseworkerId: caller.personId }, '/owner');
        if (!canSee(caller, owner)) throw notACaseworker('/owner');
        return { ...payload, owner, policy: await this.policyInForce() };
      }
      case 'registerCase':
        return { ...payload, caseCode: await this.#caseCode(caseId) };
      case 'reassignCase':
        return { ...payload, to: await this.#owner(caller, payload['to'] as OwnerChoice, '/to') };
      case 'reassignEscalation':
        await this.#requireColleague(caller, payload['toPersonId'] as string);
        return payload;
      default:
        return payload;
    }
  }

  async policyInForce(): Promise<PolicySnapshot> {
    return (await latestPolicy(this.parts.dataSource, this.parts.clock.now())) ?? UNPUBLISHED;
  }

  /** Reserved before the command: two cases with one code would be two children taken for one. */
  async #caseCode(caseId: string): Promise<string> {
    for (let attempt = 0; ; attempt += 1) {
      const code = caseCodeFor(caseId, attempt);
      if (await reserveCaseCode(this.parts.dataSource, caseId, code)) return code;
      if (attempt === 9) throw new Error('no free case code in ten attempts');
    }
  }

  /** A caseworker of the caller's agency; whatever else the choice says must agree with the directory. */
  async #owner(caller: Caller, choice: OwnerChoice, pointer: string): Promise<Owner> {
    const person = await findPerson(this.parts.dataSource, choice.caseworkerId);
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
    return owner;
  }

  async #requireColleague(caller: Caller, personId: string): Promise<void> {
    const person = await findPerson(this.parts.dataSource, personId);
    const roles = ['SUP', 'MGR', 'HEAD'];
    if (person?.active === true && person.agencyId === caller.agencyId && roles.includes(person.role)) return;
    throw fieldProblem('/toPersonId', 'This is no supervisor, manager or head of your agency.');
  }
}

function notACaseworker(pointer: string): Error {
  const remedy = 'Choose yourself; a supervisor chooses a caseworker of the team, a manager one of the office.';
  return fieldProblem(`${pointer}/caseworkerId`, 'This is no caseworker to whom you can give a case.', remedy);
}
