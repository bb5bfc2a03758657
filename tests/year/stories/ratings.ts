import { levelsOf, rankOf, type Concern, type ConcernRating, type RiskLevel } from '@caseward/domain';
import type { CaseInPlay } from '../play.js';
import { plotOf } from './plot.js';

function neighbour(played: CaseInPlay, level: RiskLevel, by: 1 | -1): RiskLevel {
  const levels = levelsOf(played.policy);
  return levels[rankOf(played.policy, level) + by] ?? level;
}

function concernsOf(played: CaseInPlay): Concern[] {
  return Object.values(played.state.concerns);
}

/** RISK-2: a caseworker states levels; lower ones wait for the supervisor. UA-2: none is lowered while there is danger. */
export function step(played: CaseInPlay, by: 1 | -1): ConcernRating[] {
  const { concerns, lowerings } = played.state;
  const rated = concernsOf(played).filter(({ concernId }) => lowerings[concernId] === undefined);
  if (rated.length === 0 || (by === -1 && played.isInDanger())) return [];
  const { concernId } = played.luck.one(rated);
  const level = concerns[concernId]?.level ?? 'LOW';
  const next = neighbour(played, level, by);
  return next === level || (by === -1 && next === 'NO') ? [] : [{ concernId, level: next }];
}

/** Every concern down to NO. */
export function allToNone(played: CaseInPlay): ConcernRating[] {
  if (played.isInDanger()) return [];
  return concernsOf(played)
    .filter(({ level, concernId }) => level !== 'NO' && played.state.lowerings[concernId] === undefined)
    .map(({ concernId }) => ({ concernId, level: 'NO' }));
}

export function ratingsOfAssessment(played: CaseInPlay): ConcernRating[] {
  const { luck } = played;
  if (plotOf(played).ending === 'no_risk_found') return allToNone(played);
  if (luck.happens(0.08))
    return [{ concernId: played.id('concern'), category: 'neglect', level: luck.one(['LOW', 'MEDIUM', 'HIGH']) }];
  return luck.happens(0.12) ? step(played, luck.happens(0.5) ? 1 : -1) : [];
}

export function ratingsAtFollowUp(played: CaseInPlay): ConcernRating[] {
  const { luck } = played;
  if (played.state.planConcludedAt !== null) return luck.happens(0.01) ? step(played, 1) : [];
  if (luck.happens(0.012)) return step(played, 1);
  return luck.happens(0.03) ? step(played, -1) : [];
}

export function ratingsAtReview(played: CaseInPlay): ConcernRating[] {
  const { luck } = played;
  if (luck.happens(0.35)) return step(played, -1);
  return luck.happens(0.04) ? step(played, 1) : [];
}
