import type { CaseState } from './state.js';
import type { AdviceTopic, EligibilityExit } from './vocabulary/first-contact.js';

const OFFERED: Readonly<Record<EligibilityExit, readonly AdviceTopic[]>> = {
  taken_in: [],
  adult: ['protection_actor_referral'],
  service_link: ['service_link'],
  community: ['community_programme', 'advocacy', 'how_to_return'],
};

function offered({ eligibilityExit, intakeEndedAs }: CaseState): readonly AdviceTopic[] {
  if (intakeEndedAs === null) return [];
  return intakeEndedAs === 'refused' ? ['how_to_return'] : OFFERED[eligibilityExit ?? 'community'];
}

/** 4.1, CONS-4: what to offer to somebody who is not taken in or refused, as far as it is not recorded yet. */
export function adviceToOffer(state: CaseState): readonly AdviceTopic[] {
  return offered(state).filter((topic) => !state.advice.includes(topic));
}

/** Nobody leaves without being told something: one of the offers, or how to come back. */
export function isAdviceOwed(state: CaseState): boolean {
  const topics = offered(state);
  return topics.length > 0 && ![...topics, 'how_to_return' as const].some((topic) => state.advice.includes(topic));
}
