import { Inject, Injectable } from '@nestjs/common';
import type { OwnerChoice } from '@caseward/contracts';
import {
  attachToDataEntry,
  countsAsOpen,
  STAGES,
  type ChildProfile,
  type Owner,
  type PolicyContext,
  type PolicySnapshot,
} from '@caseward/domain';
import { caseSummary, dataEntryLoads, isErased, reserveCaseCode, takePlace } from '@caseward/persistence';
import type { Caller } from '../access/caller.js';
import { API_PARTS, type ApiParts } from '../api-parts.js';
import { ownerOf } from '../cases/visible-cases.js';
import { DirectoryBook } from '../directory/directory-book.js';
import { erased, fieldProblem } from '../platform/problem.js';
import { refusing } from '../platform/refusal-problem.js';
import { PoliciesInForce } from '../policies/policies-in-force.js';
import { caseCodeFor } from './case-code.js';
import type { Order } from './order.js';
import { Owners } from './owners.js';

/** Puts into a payload what clients do not say: owner, policy in force, case code, open cases of who receives a case. */
@Injectable()
export class ServerFilled {
  constructor(
    @Inject(API_PARTS) private readonly parts: ApiParts,
    @Inject(Owners) private readonly owners: Owners,
    @Inject(PoliciesInForce) private readonly policies: PoliciesInForce,
    @Inject(DirectoryBook) private readonly directory: DirectoryBook,
  ) {}

  /** @throws ProblemError 422 for somebody who cannot take the case */
  async payloadOf(order: Order): Promise<Readonly<Record<string, unknown>>> {
    const { command, payload, caller, caseId } = order;
    if (order.authoredBy !== null) await this.owners.requireAuthor(caller, order.authoredBy);
    switch (command) {
      case 'identifyChild':
        return this.#newCase(order);
      case 'adoptPolicy':
        return { ...payload, policy: await this.#policyToAdopt(order) };
      case 'registerCase':
        return {
          ...{ ...payload, caseCode: await this.#caseCode(caseId), ...(await this.#ownLoad(order)) },
          ...(await this.policies.forRegistration(caseId, payload['profile'] as ChildProfile | undefined)),
        };
      case 'requestReopening':
        await this.#assertNotErased(caseId);
        return payload;
      case 'approveReopening':
        await this.#assertNotErased(caseId);
        return { ...payload, ...(await this.#ownLoad(order)) };
      case 'assignCase':
      case 'reassignCase':
      case 'acceptTransfer': {
        const to = await this.owners.chosen(caller, payload['to'] as OwnerChoice, '/to');
        return { ...payload, to, receiverOpenCases: await this.#placeWith(to, order) };
      }
      case 'draftReferral':
      case 'sendReferral':
        return this.directory.referralFrom(caller, payload);
      case 'reassignEscalation':
        await this.owners.requireColleague(caller, payload['toPersonId'] as string);
        return payload;
      default:
        return payload;
    }
  }

  /** IM-7: a child whose file was destroyed comes back as a new case. */
  async #assertNotErased(caseId: string): Promise<void> {
    if (await isErased(this.parts.dataSource, caseId)) throw erased();
  }

  /** What holds now at a place, with its own values; without a place what everybody has. */
  policyInForce(context: PolicyContext = {}): Promise<PolicySnapshot> {
    return this.policies.policyInForce(context);
  }

  /** Section 6: the version in force on its day, with the values of the agency and the office that take the case. */
  async #newCase(order: Order): Promise<Readonly<Record<string, unknown>>> {
    const owner = await this.owners.ofNewCase(order);
    await this.#assertRoomToType(order.caller);
    return { ...order.payload, owner, policy: await this.policyInForce(owner) };
  }

  /** SUPV-1: a new case is assigned to the data entry person who types it in. */
  async #assertRoomToType({ role, personId }: Caller): Promise<void> {
    if (role !== 'DE') return;
    const open = await dataEntryLoads(this.parts.dataSource, [personId], STAGES.filter(countsAsOpen));
    const policy = await this.policyInForce();
    refusing(() => attachToDataEntry(policy, open.get(personId) ?? 0));
  }

  async #policyToAdopt({ caseId, payload }: Order): Promise<PolicySnapshot> {
    const policy = await this.policies.forCase(caseId, String(payload['version']));
    if (policy === null) throw fieldProblem('/version', 'There is no such version.', 'See GET /v1/policies.');
    return policy;
  }

  /** Reserved before the command: two cases with one code would be two children taken for one. */
  async #caseCode(caseId: string): Promise<string> {
    for (let attempt = 0; ; attempt += 1) {
      const code = caseCodeFor(caseId, attempt);
      if (await reserveCaseCode(this.parts.dataSource, caseId, code)) return code;
      if (attempt === 9) throw new Error('no free case code in ten attempts');
    }
  }

  /** SUPV-1: the case begins to count for whoever has it. */
  async #ownLoad(order: Order): Promise<{ readonly receiverOpenCases?: number }> {
    const row = await caseSummary(this.parts.dataSource, order.caseId);
    const owner = row === null ? null : ownerOf(row);
    return owner === null ? {} : { receiverOpenCases: await this.#placeWith(owner, order) };
  }

  /** SUPV-1: counted when the command is given; others that are on their way count too. */
  #placeWith({ caseworkerId }: Owner, { commandId, caseId }: Order): Promise<number> {
    const stages = STAGES.filter(countsAsOpen);
    return takePlace(this.parts.dataSource, { commandId, caseId, caseworkerId, stages });
  }
}
