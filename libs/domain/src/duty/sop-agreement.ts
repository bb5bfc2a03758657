import { DomainError } from '../errors.js';
import type { PolicyApproval } from '../policy/document.js';
import type { LocalDate } from '../time/instant.js';
import { localDateOf } from '../time/zone.js';
import type { DutyState } from './file.js';
import { sopVersions, standingSignatures, type SopVersion } from './kinds/sop-reading.js';
import type { SopPolicy } from './kinds/sop-vocabulary.js';

/** Who agreed to a policy by signing the SOP that puts it in force, and from when it holds. */
export interface SopAgreement {
  readonly approvals: readonly PolicyApproval[];
  readonly effectiveFrom: LocalDate;
}

/**
 * SOP-5: where the agencies keep an SOP, a policy is published only as it was signed.
 * @param files the open SOPs that all agencies keep together
 * @param asked the first day that somebody names; null without one
 * @returns null where none is kept
 * @throws DomainError when this document is in no adopted version, or another day was adopted
 */
export function agreementBySop(
  files: readonly DutyState[],
  document: SopPolicy,
  asked: LocalDate | null,
): SopAgreement | null {
  if (files.length === 0) return null;
  const agreement = files.flatMap((state) => agreementsIn(state, document)).at(-1);
  if (agreement === undefined) {
    throw new DomainError('VALUE_NOT_POSSIBLE', 'SOP-5', 'This policy is not one that the agencies signed.', {
      field: '/payload/document',
      inputs: { version: document.version },
      remedy: 'Have it signed with the SOP, or publish the document as it was signed.',
    });
  }
  if (asked !== null && asked !== agreement.effectiveFrom) {
    throw new DomainError('VALUE_NOT_POSSIBLE', 'SOP-5', 'The agencies agreed on another first day.', {
      field: '/payload/effectiveFrom',
      inputs: { effectiveFrom: agreement.effectiveFrom },
      remedy: 'Leave the day out, or have another one adopted.',
    });
  }
  return agreement;
}

function agreementsIn({ facts, policy: { zone } }: DutyState, document: SopPolicy): SopAgreement[] {
  return sopVersions({ facts }).flatMap((version) => {
    const { adopted } = version;
    if (adopted === null || !putsInForce(version, document)) return [];
    const signatures = standingSignatures(version).map(({ agencyId, role, at }) => ({
      ...{ agency: agencyId, by: role, on: localDateOf(zone, at) },
    }));
    const agreed = { agency: 'coordination', by: 'COORD', on: localDateOf(zone, adopted.at) };
    return [{ approvals: [...signatures, agreed], effectiveFrom: adopted.effectiveFrom }];
  });
}

function putsInForce({ texts }: SopVersion, { version, digest }: SopPolicy): boolean {
  const signed = texts.at(-1)?.putsInForce;
  return signed?.version === version && signed.digest === digest;
}
