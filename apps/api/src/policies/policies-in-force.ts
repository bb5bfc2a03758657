import { Inject, Injectable } from '@nestjs/common';
import { zoneNamed } from '@caseward/contracts';
import { policySnapshot, type PolicyContext, type PolicySnapshot } from '@caseward/domain';
import { policyInForceAt, publishedPolicy, snapshotOf, type PublishedPolicy } from '@caseward/persistence';
import { API_PARTS, type ApiParts } from '../api-parts.js';
import { notFound } from '../platform/problem.js';

/** Default where no policy was published: the SOP's defaults at UTC. */
const UNPUBLISHED = policySnapshot('sop-default-1', {}, zoneNamed('UTC'));

/** Which policy holds where and when. */
@Injectable()
export class PoliciesInForce {
  constructor(@Inject(API_PARTS) private readonly parts: ApiParts) {}

  /** What a new case of a place gets now; without a place what everybody has. */
  async policyInForce(context: PolicyContext = {}): Promise<PolicySnapshot> {
    const published = await policyInForceAt(this.parts.dataSource, this.parts.clock.now());
    return published === null ? UNPUBLISHED : snapshotOf(published, context);
  }

  find(version: string): Promise<PublishedPolicy | null> {
    return publishedPolicy(this.parts.dataSource, version);
  }

  /** @throws ProblemError 404 */
  async require(version: string): Promise<PublishedPolicy> {
    const published = await this.find(version);
    if (published === null) throw notFound();
    return published;
  }
}
