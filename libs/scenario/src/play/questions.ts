import { DomainError } from '@caseward/domain';
import { instantOf } from '../format/moments.js';
import type { QuestionStep } from '../format/question.js';
import { compareDetails } from './compare-details.js';
import { Comparison, shown, type Difference } from './differences.js';
import type { Refused } from './driver.js';
import { answerTo } from './answers.js';
import { refusalDifferences, type Outcome, type Walk } from './outcomes.js';

function refusedBy(error: unknown): Refused {
  if (!(error instanceof DomainError)) throw error;
  const { code, rule, message, details } = error;
  return { accepted: false, code, rule, message, remedy: details.remedy, inputs: details.inputs };
}

function differencesOf(walk: Walk, step: QuestionStep, path: string, answer: unknown): Difference[] {
  const at = `${path}.expect`;
  const refused = 'refused' in step.expect ? (step.expect.refused as object) : null;
  if (refused !== null) {
    if (answer instanceof DomainError) return refusalDifferences(`${at}.refused`, refused, refusedBy(answer));
    return [{ path: `${at}.refused`, expected: 'refused', found: shown(answer) }];
  }
  if (answer instanceof DomainError) return [{ path: at, expected: shown(step.expect), found: answer.message }];
  const { cast, policy } = walk;
  const now = instantOf(policy.zone, step.at);
  const comparison = new Comparison({
    zone: policy.zone,
    cast,
    now,
    recordedAs: (instant) => instant,
    delaysMs: [],
  });
  compareDetails(comparison, at, step.expect, answer);
  return [...comparison.differences];
}

/** Puts a question of the organisation to the rules that answer it in the system, and to the system where it can be asked. */
export async function playQuestion(walk: Walk, step: QuestionStep, path: string): Promise<Outcome> {
  let answer: unknown;
  try {
    const { policy, cast, driver } = walk;
    const { ask: name, with: input = {} } = step;
    const byRules = answerTo(name, { policy, cast, now: instantOf(policy.zone, step.at) }, input);
    answer = driver.answer === undefined ? byRules : await driver.answer({ name, input, byRules });
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    answer = error;
  }
  const happened = answer instanceof DomainError ? `refused: ${answer.code} (${answer.rule})` : shown(answer);
  return { what: `${step.ask} is asked`, happened, differences: differencesOf(walk, step, path, answer) };
}
