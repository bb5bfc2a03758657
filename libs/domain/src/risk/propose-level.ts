import type { ConcernCategory } from '../case/commands.js';
import { levelsOf, rankOf, type PolicySnapshot, type RiskLevel } from '../policy/policy.js';
import { epochDay } from '../time/civil-date.js';
import type { LocalDate } from '../time/instant.js';
import { holds, type Answers } from './condition.js';
import { CONCERN_CATALOGUE, type Criterion } from './criteria.js';

/** A proposal with its reason; the caseworker's reasoned judgement decides (4.2). */
export interface LevelProposal {
  readonly level: RiskLevel;
  readonly criterion: string;
  readonly words: string;
}

/** The highest level whose criterion the answers satisfy; null when the catalogue says nothing about them. */
export function proposeLevel(
  policy: PolicySnapshot,
  category: ConcernCategory,
  answers: Answers,
): LevelProposal | null {
  const matching = CONCERN_CATALOGUE[category].filter(({ when }) => holds(when, answers, policy));
  const [first] = [...matching].sort((a: Criterion, b: Criterion) => rankOf(policy, b.level) - rankOf(policy, a.level));
  if (first === undefined || !levelsOf(policy).includes(first.level)) return null;
  return { level: first.level, criterion: first.id, words: first.words };
}

/** Completed years on a date; CLOSE-6: who was born on 29 February has the birthday on 1 March in a common year. */
export function ageOn(dateOfBirth: LocalDate, on: LocalDate): number {
  const years = Number(on.slice(0, 4)) - Number(dateOfBirth.slice(0, 4));
  const birthday = `${on.slice(0, 4)}-${dateOfBirth.slice(5)}`;
  return epochDay(on) >= epochDay(birthday) ? years : years - 1;
}
