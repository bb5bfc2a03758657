import { Body, Controller, Get, Headers, Inject, Param, Post } from '@nestjs/common';
import {
  adoptionSchema,
  adoptionsSchema,
  orderAdoptionSchema,
  uuidSchema,
  type AdoptionView,
  type OrderAdoptionBody,
} from '@caseward/contracts';
import { adoptionProgress, adoptionsOf, orderAdoption, type AdoptionProgress } from '@caseward/persistence';
import { asSystem } from '../access/behalf.js';
import { SignedIn, type Caller } from '../access/caller.js';
import { Reads } from '../access/route-access.js';
import { API_PARTS, type ApiParts } from '../api-parts.js';
import { idempotencyKey } from '../commands/order.js';
import { engineProblem } from '../commands/orders.js';
import { Describe } from '../docs/describe.js';
import { HttpAnswer } from '../platform/http-answer.js';
import { forbidden, keyReused, notFound, ProblemError } from '../platform/problem.js';
import { PoliciesInForce } from './policies-in-force.js';

const TAG = 'Policy';

/** A31: every open case and duty file of a scope goes on by another version, one recorded command each. */
@Controller('v1/policies/:version/adoptions')
export class AdoptionsController {
  constructor(
    @Inject(API_PARTS) private readonly parts: ApiParts,
    @Inject(PoliciesInForce) private readonly policies: PoliciesInForce,
  ) {}

  /** The key of the request is the id of the order: sent again, it goes on. */
  @Post()
  @Reads('policy_administration')
  @Describe({
    summary: 'Let every open case and duty file of a scope adopt a version',
    tag: TAG,
    answer: adoptionSchema,
    status: 202,
    problems: [409, 422, 503],
  })
  async order(
    @SignedIn() caller: Caller,
    @Param('version') version: string,
    @Headers('idempotency-key') key: string | undefined,
    @Body({ schema: orderAdoptionSchema }) { scope }: OrderAdoptionBody,
  ): Promise<HttpAnswer<AdoptionView>> {
    const adoptionId = idempotencyKey(key);
    assertOwnAgency(caller, scope);
    const published = await this.policies.require(version);
    const now = this.parts.clock.now();
    if (now < published.effectiveAt) throw notInForce(published.effectiveAt);
    const whole = { kind: scope.kind, id: 'id' in scope ? scope.id : null };
    const order = { adoptionId, version, scope: whole, orderedBy: caller.personId, orderedAt: now };
    await asSystem('move_policies', () => orderAdoption(this.parts.dataSource, order));
    const progress = await this.#require(version, adoptionId);
    const { orderedBy, scope: ordered } = progress;
    if (orderedBy !== caller.personId || ordered.kind !== whole.kind || ordered.id !== whole.id) {
      throw keyReused();
    }
    try {
      await this.parts.cases.adoptPolicy(adoptionId);
    } catch (error) {
      throw engineProblem(error);
    }
    const location = `/v1/policies/${encodeURIComponent(version)}/adoptions/${adoptionId}`;
    return new HttpAnswer(202, viewOf(progress, caller), { location });
  }

  @Get()
  @Reads('policy')
  @Describe({ summary: 'Orders to adopt a version, the newest first', tag: TAG, answer: adoptionsSchema })
  async list(@SignedIn() caller: Caller, @Param('version') version: string): Promise<{ items: AdoptionView[] }> {
    await this.policies.require(version);
    const ids = await adoptionsOf(this.parts.dataSource, version);
    return { items: await Promise.all(ids.map(async (id) => viewOf(await this.#require(version, id), caller))) };
  }

  @Get(':adoptionId')
  @Reads('policy')
  @Describe({ summary: 'How far an order has come', tag: TAG, answer: adoptionSchema })
  async one(
    @SignedIn() caller: Caller,
    @Param('version') version: string,
    @Param('adoptionId') adoptionId: string,
  ): Promise<AdoptionView> {
    if (!uuidSchema.safeParse(adoptionId).success) throw notFound();
    return viewOf(await this.#require(version, adoptionId.toLowerCase()), caller);
  }

  async #require(version: string, adoptionId: string): Promise<AdoptionProgress> {
    const progress = await asSystem('move_policies', () => adoptionProgress(this.parts.dataSource, adoptionId));
    if (progress?.version !== version) throw notFound();
    return progress;
  }
}

/** Which cases and files refused is structure, as an administrator sees it; everybody else sees how many. */
function viewOf(progress: AdoptionProgress, { role }: Caller): AdoptionView {
  const { scope, refusals, dutyFiles, ...rest } = progress;
  const shown = <Refusal extends object>(all: readonly Refusal[]): Refusal[] =>
    role === 'ADM' ? all.map((one) => ({ ...one })) : [];
  return {
    ...rest,
    scope: { kind: scope.kind, id: scope.id },
    refusals: shown(refusals),
    dutyFiles: { ...dutyFiles, refusals: shown(dutyFiles.refusals) },
  };
}

function assertOwnAgency({ agencyId }: Caller, scope: OrderAdoptionBody['scope']): void {
  if (agencyId === undefined || (scope.kind === 'agency' && scope.id === agencyId)) return;
  throw forbidden('This administrator works for one agency.', 'Order it for the own agency.');
}

function notInForce(effectiveAt: string): ProblemError {
  return new ProblemError(409, 'POLICY_NOT_IN_FORCE', 'This version is not in force yet', {
    detail: `It takes effect at ${effectiveAt}.`,
    rule: 'SPEC-6',
    remedy: 'Order the adoption from then on.',
  });
}
