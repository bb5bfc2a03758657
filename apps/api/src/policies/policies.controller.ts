import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import {
  policyDocumentBodySchema,
  policyPreviewSchema,
  policyVersionsSchema,
  publishedPolicySchema,
  publishPolicySchema,
  type PolicyPreviewView,
  type PolicyVersionView,
  type PublishedPolicyView,
  type PublishPolicyBody,
} from '@caseward/contracts';
import {
  ConflictError,
  policyInForceAt,
  publishDocument,
  publishedPolicies,
  type PublishedPolicy,
} from '@caseward/persistence';
import { asSystem } from '../access/behalf.js';
import { SignedIn, type Caller } from '../access/caller.js';
import { Reads } from '../access/route-access.js';
import { API_PARTS, type ApiParts } from '../api-parts.js';
import { Describe } from '../docs/describe.js';
import { HttpAnswer } from '../platform/http-answer.js';
import { ProblemError } from '../platform/problem.js';
import { SopAgreements } from '../sops/sop-agreements.js';
import { PoliciesInForce } from './policies-in-force.js';
import { assertAgreed, assertPublishable, documentFrom } from './policy-problems.js';
import { PolicyPreviews } from './policy-previews.js';
import { publishedView, versionView } from './policy-views.js';

const TAG = 'Policy';

/** The SOP as agreed: its versions, what a new one would mean, and its publication. */
@Controller('v1/policies')
export class PoliciesController {
  constructor(
    @Inject(API_PARTS) private readonly parts: ApiParts,
    @Inject(PoliciesInForce) private readonly policies: PoliciesInForce,
    @Inject(SopAgreements) private readonly sops: SopAgreements,
    @Inject(PolicyPreviews) private readonly previews: PolicyPreviews,
  ) {}

  @Get()
  @Reads('policy')
  @Describe({ summary: 'Published versions of the policy', tag: TAG, answer: policyVersionsSchema })
  async list(): Promise<{ items: PolicyVersionView[] }> {
    const [inForce, items] = [await this.#inForce(), await publishedPolicies(this.parts.dataSource)];
    return { items: items.map((policy) => versionView(policy, inForce)) };
  }

  @Get(':version')
  @Reads('policy')
  @Describe({ summary: 'A version with its document and its values', tag: TAG, answer: publishedPolicySchema })
  async one(@Param('version') version: string): Promise<PublishedPolicyView> {
    return publishedView(await this.policies.require(version), await this.#inForce());
  }

  @Post()
  @Reads('policy_administration')
  @Describe({
    summary: 'Publish a version that the coordination group agreed to',
    tag: TAG,
    answer: publishedPolicySchema,
    status: 201,
    problems: [409, 422],
  })
  async publish(
    @SignedIn() caller: Caller,
    @Body({ schema: publishPolicySchema }) body: PublishPolicyBody,
  ): Promise<HttpAnswer<PublishedPolicyView>> {
    const written = documentFrom(body.document);
    const agreed = await this.sops.agreementOn(written, body.document, body.effectiveFrom);
    const document = {
      ...written,
      approvedBy: [...written.approvedBy, ...(agreed?.approvals ?? body.approvals ?? [])],
      effectiveFrom: agreed?.effectiveFrom ?? body.effectiveFrom ?? written.effectiveFrom,
    };
    assertPublishable(document, this.parts.clock.segments.length === 0);
    assertAgreed(document);
    const published = await this.#record({
      ...{ document, text: body.document, approvals: document.approvedBy },
      ...{ publishedBy: caller.personId, publishedAt: this.parts.clock.now() },
    });
    const location = `/v1/policies/${encodeURIComponent(published.version)}`;
    return new HttpAnswer(201, publishedView(published, await this.#inForce()), { location });
  }

  @Post('preview')
  @HttpCode(200)
  @Reads('policy_administration')
  @Describe({
    summary: 'Which due dates of open cases and duty files would be others under a document',
    tag: TAG,
    answer: policyPreviewSchema,
    problems: [422],
  })
  async preview(
    @SignedIn() caller: Caller,
    @Body({ schema: policyDocumentBodySchema }) { document: text }: { readonly document: string },
  ): Promise<PolicyPreviewView> {
    const document = documentFrom(text);
    assertPublishable(document, false);
    return asSystem('move_policies', () => this.previews.of(document, caller));
  }

  async #inForce(): Promise<string | undefined> {
    return (await policyInForceAt(this.parts.dataSource, this.parts.clock.now()))?.version;
  }

  async #record(publication: Parameters<typeof publishDocument>[1]): Promise<PublishedPolicy> {
    try {
      return await publishDocument(this.parts.dataSource, publication);
    } catch (error) {
      if (!(error instanceof ConflictError)) throw error;
      throw new ProblemError(409, 'VERSION_PUBLISHED', 'This version is published already', {
        detail: 'It was published with another text or another first day, and a published version never changes.',
        remedy: 'Give the document a new version.',
      });
    }
  }
}
