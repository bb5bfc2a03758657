import { numberOf, urgentContactsOf, type PolicySnapshot, type UrgentContact } from '../policy/policy.js';
import { addMonths } from '../time/civil-date.js';
import type { Instant } from '../time/instant.js';
import { localDateOf } from '../time/zone.js';

/** UA-10: the referral card of an area. */
export function urgentContactsIn(policy: PolicySnapshot, area: string): UrgentContact[] {
  return urgentContactsOf(policy).filter((contact) => contact.area === area);
}

/** UA-10: missing, or not looked at for longer than the policy allows. */
export function cardAlertFor(policy: PolicySnapshot, area: string, at: Instant): 'missing' | 'outdated' | null {
  const contacts = urgentContactsIn(policy, area);
  if (contacts.length === 0) return 'missing';
  const today = localDateOf(policy.zone, at);
  const months = numberOf(policy, 'urgent.card_review_months');
  return contacts.some(({ updatedOn }) => addMonths(updatedOn, months) < today) ? 'outdated' : null;
}
