import { Inject, Injectable } from '@nestjs/common';
import { zoneNamed } from '@caseward/contracts';
import {
  documentVersionOf,
  policySnapshot,
  type ChildProfile,
  type PolicyContext,
  type PolicySnapshot,
} from '@caseward/domain';
import {
  areaOfOffice,
  caseSummary,
  placeOfCase,
  policyInForceAt,
  publishedPolicy,
  snapshotOf,
  type PublishedPolicy,
} from '@caseward/persistence';
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
    if (published === null) return UNPUBLISHED;
    const { agencyId, areaId, officeId } = context;
    const officeAreaId = officeId == null ? null : await areaOfOffice(this.parts.dataSource, officeId);
    return snapshotOf(published, { agencyId, areaId, officeId, officeAreaId });
  }

  /** What a case would carry of a version; null when there is none of that name. */
  async forCase(caseId: string, version: string): Promise<PolicySnapshot | null> {
    const published = await this.find(version);
    return published === null ? null : snapshotOf(published, await placeOfCase(this.parts.dataSource, caseId));
  }

  /** Section 6: the registration says where the child lives; the version of the case may have values for that area. */
  async forRegistration(
    caseId: string,
    profile: ChildProfile | undefined,
  ): Promise<{ readonly policy?: PolicySnapshot }> {
    const running = (await caseSummary(this.parts.dataSource, caseId))?.policyVersion ?? null;
    const published = running === null ? null : await this.find(documentVersionOf({ version: running }));
    if (published === null) return {};
    const place = await placeOfCase(this.parts.dataSource, caseId);
    const policy = snapshotOf(published, profile === undefined ? place : { ...place, areaId: profile.area });
    return policy.version === running ? {} : { policy };
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
