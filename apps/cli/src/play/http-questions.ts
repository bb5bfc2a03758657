import type { PolicyPreviewView, ProblemBody } from '@caseward/contracts';
import { localDateOf, type LintFinding, type PolicyVerdict } from '@caseward/domain';
import type { SentQuestion, Stage } from '@caseward/scenario';
import type { HttpParts } from './http-driver.js';

type Fault = NonNullable<ProblemBody['errors']>[number];
type Found = Pick<LintFinding, 'rule' | 'keys' | 'message'>;

const VALUES = '/values/';
const keyOf = ({ pointer }: Fault): string => (pointer.startsWith(VALUES) ? pointer.slice(VALUES.length) : pointer);

/** One finding of the lint comes as one fault for each of its keys; a fault that the rules do not know keeps its words. */
export function findingsOf(problem: Pick<ProblemBody, 'errors' | 'rule'>, byRules: readonly LintFinding[]): Found[] {
  const keys = new Map<string, string[]>();
  for (const fault of problem.errors ?? []) {
    keys.set(fault.detail, [...(keys.get(fault.detail) ?? []), keyOf(fault)]);
  }
  return [...keys].map(([detail, at]) => {
    const known = byRules.find(({ message, remedy }) => detail === `${message} ${remedy}`);
    return { rule: known?.rule ?? problem.rule ?? '', keys: at, message: known?.message ?? detail };
  });
}

/** Questions of the organisation that the API has a route for. */
export class HttpQuestions {
  constructor(
    private readonly stage: Stage,
    private readonly parts: HttpParts,
  ) {}

  /** @returns the answer of the API, or that of the rules where the API has no such route */
  async answer({ name, input, byRules }: SentQuestion): Promise<unknown> {
    return name === 'policyLint' ? this.#policyLint(input['policy'] as object, byRules as PolicyVerdict) : byRules;
  }

  /** SPEC-6: what may be published, and why not; warnings and going live are no part of the preview. */
  async #policyLint(values: object, byRules: PolicyVerdict): Promise<unknown> {
    const { zone } = this.stage.policy;
    const effectiveFrom = localDateOf(zone, this.stage.firstInstant);
    const document = JSON.stringify({ version: 'asked', title: 'As asked', zone: zone.name, effectiveFrom, values });
    const path = '/v1/policies/preview';
    const answer = await this.parts.client.ask<PolicyPreviewView>({
      as: this.parts.observer,
      method: 'POST',
      path,
      body: { document },
    });
    if (answer.ok) return { ...byRules, accepted: true, errors: [] };
    const { problem } = answer;
    if (problem.code !== 'POLICY_NOT_ACCEPTED') throw new Error(`POST ${path}: ${answer.status} ${problem.code}`);
    return { ...byRules, accepted: false, errors: findingsOf(problem, byRules.errors) };
  }
}
