import { instantOf } from '../format/moments.js';
import type { OrganisationStep } from '../format/organisation-steps.js';
import { answerDifferences, answerText, caseNameOf, type Outcome, type Walk } from './outcomes.js';

export async function playArrangement(walk: Walk, step: OrganisationStep, path: string): Promise<Outcome> {
  const { person, supervisor, overLimit = false, reason } = step.with;
  const answer = await walk.driver.arrange({
    path,
    as: step.as,
    act: step.do,
    caseName: caseNameOf(walk.scenario, step),
    person,
    supervisor,
    overLimit,
    reason,
    at: instantOf(walk.policy.zone, step.at),
  });
  return {
    what: `${step.as}: ${step.do} of ${person}`,
    happened: answerText(answer),
    differences: answerDifferences(step, answer, path),
  };
}
