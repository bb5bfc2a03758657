import { numberOf, type PolicySnapshot } from '../policy/policy.js';

/** A structured answer about one concern; `unknown` is an answer. */
export type Answer = string | number | boolean;
export type Answers = Readonly<Record<string, Answer>>;

/** A limit is a number of the policy (by key) or a plain one. */
type Limit = number | { readonly policy: string };

/** When a criterion applies, as data, so that a context can state its own. */
export type Condition =
  | { readonly answer: string; readonly is: Answer | readonly Answer[] }
  | {
      readonly answer: string;
      readonly atLeast?: Limit;
      readonly atMost?: Limit;
      readonly below?: Limit;
      readonly above?: Limit;
    }
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition };

/** An answer that was not given satisfies nothing. */
export function holds(condition: Condition, answers: Answers, policy: PolicySnapshot): boolean {
  if ('all' in condition) return condition.all.every((part) => holds(part, answers, policy));
  if ('any' in condition) return condition.any.some((part) => holds(part, answers, policy));
  if ('not' in condition) return !holds(condition.not, answers, policy);
  const given = answers[condition.answer];
  if (given === undefined) return false;
  if ('is' in condition) {
    return Array.isArray(condition.is) ? condition.is.includes(given) : condition.is === given;
  }
  if (typeof given !== 'number') return false;
  const within = (limit: Limit | undefined, test: (value: number) => boolean): boolean =>
    limit === undefined || test(typeof limit === 'number' ? limit : numberOf(policy, limit.policy));
  return (
    within(condition.atLeast, (limit) => given >= limit) &&
    within(condition.atMost, (limit) => given <= limit) &&
    within(condition.below, (limit) => given < limit) &&
    within(condition.above, (limit) => given > limit)
  );
}
