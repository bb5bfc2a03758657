import { DomainError } from '../errors.js';
import { numberOrUnset } from '../policy/policy.js';
import { ageOn } from '../risk/propose-level.js';
import type { Instant } from '../time/instant.js';
import { localDateOf } from '../time/zone.js';
import type { CaseState } from './state.js';
import type { ConsentPerson } from './vocabulary/first-contact.js';

interface GivenConsent {
  readonly givenBy?: readonly ConsentPerson[];
  readonly assent?: boolean | null;
}
type Birth = NonNullable<CaseState['birth']>;

/**
 * CONS-2: where the context sets an age, a younger child assents and the caregiver consents. An estimated date of birth
 * is no ground to turn a child away (CLOSE-6): it only prompts a check.
 * @throws DomainError CONSENT_MISSING
 */
export function assertMayConsent(
  { policy }: Pick<CaseState, 'policy'>,
  birth: Birth | null,
  { givenBy = [], assent }: GivenConsent,
  at: Instant,
  field = '/payload/givenBy',
): void {
  if (policy === null || birth === null || birth.estimated) return;
  const from = numberOrUnset(policy, 'consent.child_consent_age');
  if (from === null || ageOn(birth.bornOn, localDateOf(policy.zone, at)) >= from) return;
  if (!givenBy.includes('caregiver')) {
    throw new DomainError('CONSENT_MISSING', 'CONS-2', 'The child is too young to consent alone.', {
      field,
      inputs: { consentAge: from },
      remedy: 'Ask the caregiver; without one, propose to the supervisor to act without consent.',
    });
  }
  if (assent !== undefined && assent !== null) return;
  throw new DomainError('CONSENT_MISSING', 'CONS-2', 'The assent of the child is not noted.', {
    field: field === '/payload/givenBy' ? '/payload/assent' : field,
    inputs: { consentAge: from },
    remedy: 'Explain it to the child in words that fit the age and note whether the child agrees.',
  });
}
