import { numberOf, type PolicySnapshot } from '../policy/policy.js';

/** The eight statements of the feedback form, in its order; each is scored 1 (not at all) to 10 (fully agree). */
export const FEEDBACK_STATEMENTS = [
  'hard_to_understand',
  'listened',
  'pressured',
  'did_what_was_said',
  'rarely_visited',
  'useful',
  'situation_improved',
  'overall_satisfied',
] as const;
export type FeedbackStatement = (typeof FEEDBACK_STATEMENTS)[number];

/** Agreeing with these is no praise. */
const NEGATIVE: readonly FeedbackStatement[] = ['hard_to_understand', 'pressured', 'rarely_visited'];
const SCALE = { lowest: 1, highest: 10 } as const;

/** Section 7: only where statements are pooled, a negative one is turned round; single items are read as they are. */
export function pooledScore(statement: FeedbackStatement, score: number): number {
  return NEGATIVE.includes(statement) ? SCALE.lowest + SCALE.highest - score : score;
}

/** One filled-in form: `scores` follow {@link FEEDBACK_STATEMENTS}, null where there is no answer. */
export interface Feedback {
  readonly from: 'child' | 'caregiver';
  readonly scores: readonly (number | null)[];
}

export interface Share {
  readonly respondents: number;
  readonly positive: number;
  /** To one decimal; null where nobody answered. */
  readonly percent: number | null;
  readonly targetPercent: number;
  readonly isMet: boolean | null;
}

function shareOf(policy: PolicySnapshot, forms: readonly Feedback[], statement: FeedbackStatement): Share {
  const index = FEEDBACK_STATEMENTS.indexOf(statement);
  const answers = forms.map(({ scores }) => scores[index] ?? null).filter((score) => score !== null);
  const positiveMin = numberOf(policy, 'feedback.positive_min');
  const targetPercent = numberOf(policy, 'indicator.satisfied_percent');
  const respondents = answers.length;
  const positive = answers.filter((score) => score >= positiveMin).length;
  if (respondents === 0) return { respondents, positive, percent: null, targetPercent, isMet: null };
  // Whether the target is met is asked of the counts: rounding up to it is not reaching it.
  const isMet = positive * 100 >= targetPercent * respondents;
  return { respondents, positive, percent: Math.round((positive * 1000) / respondents) / 10, targetPercent, isMet };
}

export interface Satisfaction {
  readonly children: Share;
  readonly caregivers: Share;
}

/** K2a, K2b (`overall_satisfied`) and K3a, K3b (`situation_improved`): children and caregivers each, never pooled. */
export function satisfactionOf(
  policy: PolicySnapshot,
  feedback: readonly Feedback[],
  statement: FeedbackStatement = 'overall_satisfied',
): Satisfaction {
  const of = (from: Feedback['from']): Share =>
    shareOf(
      policy,
      feedback.filter((form) => form.from === from),
      statement,
    );
  return { children: of('child'), caregivers: of('caregiver') };
}
