import type { ReferralPriority } from '../case/vocabulary/implementation.js';
import type { ServiceType } from '../case/vocabulary/first-contact.js';
import { DomainError } from '../errors.js';

/** What child and caregiver allow to be told to providers (CONS-1, scopes 4 and 7). */
export interface SharingTerms {
  readonly services: readonly ServiceType[];
  /** Facts that may be told, by the field of the form; nothing else leaves. */
  readonly facts: readonly string[];
  /** Facts that are withheld from this provider, whatever else was agreed. */
  readonly withheld?: readonly string[];
}

export interface ReferralToExport {
  readonly service: ServiceType;
  readonly priority: ReferralPriority;
  /** CONS-5: the supervisor shares outside the scope because of an immediate risk to safety. */
  readonly isOverridden?: boolean;
  /** Facts that the service needs (REF-3). */
  readonly needs: readonly string[];
}

export interface ReferralExport {
  readonly caseCode: string;
  readonly service: ServiceType;
  readonly priority: ReferralPriority;
  readonly facts: Readonly<Record<string, string>>;
}

/**
 * IM-1, REF-3: what a provider gets of a case: its code, and of the facts that the service needs those that were agreed to.
 * @throws DomainError OUTSIDE_CONSENT (CONS-5)
 */
export function referralExport(
  referral: ReferralToExport,
  subject: { readonly caseCode: string; readonly facts: Readonly<Record<string, string>> },
  terms: SharingTerms,
): ReferralExport {
  const { service, priority, needs, isOverridden = false } = referral;
  if (!isOverridden && !terms.services.includes(service)) {
    throw new DomainError('OUTSIDE_CONSENT', 'CONS-5', 'The consent does not include this service.', {
      inputs: { service },
      remedy: 'Ask for consent to this service; where safety is at immediate risk the supervisor can override.',
    });
  }
  const withheld = terms.withheld ?? [];
  const told = Object.entries(subject.facts).filter(
    ([field]) => needs.includes(field) && terms.facts.includes(field) && !withheld.includes(field),
  );
  return { caseCode: subject.caseCode, service, priority, facts: Object.fromEntries(told) };
}
