import { everybody } from '../../case/task-row.js';
import { monthsTerm } from '../../clocks/terms.js';
import { numberOf, type PolicyKey } from '../../policy/policy.js';
import { factsOf, recurring } from '../clocks.js';
import type { DutyKind } from '../duties.js';
import type { DutyFileRules, DutyGrant } from '../kind.js';
import { REVIEWED, type Reviewed } from './agency-vocabulary.js';

const LEADERS: readonly DutyGrant[] = [
  ['MGR', 'agency'],
  ['HEAD', 'agency'],
];

interface ReviewRule {
  readonly kind: DutyKind;
  readonly policyKey: PolicyKey;
  readonly rule: string;
}

const REVIEWS: Readonly<Record<Reviewed, ReviewRule>> = {
  sop: { kind: 'sop_review', policyKey: 'sop.review_months', rule: 'SPEC-3.11' },
  isp: { kind: 'isp_review', policyKey: 'isp.review_months', rule: 'SPEC-3.11' },
  dpp: { kind: 'dpp_review', policyKey: 'dpp.review_months', rule: 'SPEC-3.11' },
  dpia: { kind: 'dpia_review', policyKey: 'dpia.review_months', rule: 'IM-10' },
  service_map: { kind: 'service_map_review', policyKey: 'service_map.review_months', rule: 'SPEC-3.11' },
  provider_training: { kind: 'provider_training', policyKey: 'provider_training.months', rule: 'SPEC-3.11' },
};

/** Section 3.11: what an agency reviews at the latest every half year. */
export const agency: DutyFileRules = {
  opens: [...LEADERS, ['SYSTEM', 'any']],
  reads: [['SUP', 'agency'], ...LEADERS],
  commands: {
    recordDocumentReview: {
      may: LEADERS,
      decide: (recorder, { occurredAt, payload }) => recorder.fact('DocumentReviewed', occurredAt, payload),
    },
  },
  duties: (state) => {
    const reviews = factsOf(state, 'DocumentReviewed');
    return REVIEWED.flatMap((document) => {
      const { kind, policyKey, rule } = REVIEWS[document];
      return recurring(state, {
        kind,
        acts: reviews.filter(({ data }) => data.document === document),
        term: (policy, from) => monthsTerm(policy, rule, policyKey, numberOf(policy, policyKey), from),
      });
    });
  },
  commandOf: () => 'recordDocumentReview',
  assigneeOf: ({ scope }) => everybody('HEAD', scope.agencyId),
};
