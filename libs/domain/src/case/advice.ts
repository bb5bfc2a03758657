import type { CaseState } from './state.js';
import type { AdviceTopic, EligibilityExit } from './vocabulary/first-contact.js';

const OFFERED: Readonly<Record<EligibilityExit, readonly AdviceTopic[]>> = {
  taken_in: [],
  adult: ['protection_actor_referral'],
  service_link: ['service_link'],
  community: ['community_programme', 'advocacy', 'how_to_return'],
};

/** 4.1, CONS-4: what to offer to somebody who is not taken in or refused, as far as it is not recorded yet. */
export function adviceToOffer({ eligibilityExit, intakeEndedAs, advice }: CaseState): readonly AdviceTopic[] {
  if (intakeEndedAs === null) return [];
  const topics = intakeEndedAs === 'refused' ? (['how_to_return'] as const) : OFFERED[eligibilityExit ?? 'community'];
  return topics.filter((topic) => !advice.includes(topic));
}
