import { Inject, Injectable } from '@nestjs/common';
import {
  foldHosted,
  isDutyState,
  localDateOf,
  sopVersions,
  standingSignatures,
  type DutyState,
  type HostedEvent,
  type LocalDate,
  type PolicyApproval,
  type PolicyDocument,
  type SopVersion,
} from '@caseward/domain';
import { digestOfDocument, dutyFiles, readRecord } from '@caseward/persistence';
import { API_PARTS, type ApiParts } from '../api-parts.js';
import { ProblemError } from '../platform/problem.js';

/** Who agreed to a policy by signing the SOP that puts it in force, and from when it holds. */
export interface SopAgreement {
  readonly approvals: readonly PolicyApproval[];
  readonly effectiveFrom: LocalDate;
}

/** SOP-5: where the agencies keep an SOP, a policy is published only as it was signed. */
@Injectable()
export class SopAgreements {
  constructor(@Inject(API_PARTS) private readonly parts: ApiParts) {}

  /**
   * @param text the document, byte for byte
   * @param asked the first day that the request names, if it names one
   * @returns null where no SOP of all agencies is kept
   * @throws ProblemError 422
   */
  async agreementOn(
    { version }: Pick<PolicyDocument, 'version'>,
    text: string,
    asked?: LocalDate,
  ): Promise<SopAgreement | null> {
    const files = await this.#commonFiles();
    if (files.length === 0) return null;
    const digest = digestOfDocument(text);
    const found = files.flatMap((state) => {
      const adopted = sopVersions(state).findLast((one) => putsInForce(one, version, digest));
      return adopted === undefined ? [] : [agreementOf(state, adopted)];
    });
    const agreement = found.at(-1);
    if (agreement === undefined) throw notAdopted();
    if (asked !== undefined && asked !== agreement.effectiveFrom) throw otherDay(agreement.effectiveFrom);
    return agreement;
  }

  async #commonFiles(): Promise<DutyState[]> {
    const { dataSource } = this.parts;
    const open = await dutyFiles(dataSource, { kind: 'sop', openOnly: true });
    const common = open.filter(({ agencyId }) => agencyId === null);
    const states = common.map(async ({ caseId }) =>
      foldHosted(caseId, await readRecord<HostedEvent>(dataSource, caseId)),
    );
    return (await Promise.all(states)).filter(isDutyState);
  }
}

function putsInForce({ adopted, texts }: SopVersion, version: string, digest: string): boolean {
  const signed = texts.at(-1)?.putsInForce;
  return adopted !== null && signed?.version === version && signed.digest === digest;
}

function agreementOf({ policy: { zone } }: DutyState, version: SopVersion): SopAgreement {
  const { adopted } = version;
  if (adopted === null) throw new RangeError('only what was adopted is agreed');
  const day = (at: string): LocalDate => localDateOf(zone, at);
  const signatures = standingSignatures(version).map(({ agencyId, role, at }) => ({
    ...{ agency: agencyId, by: role, on: day(at) },
  }));
  const coordination = { agency: 'coordination', by: 'COORD', on: day(adopted.at) };
  return { approvals: [...signatures, coordination], effectiveFrom: adopted.effectiveFrom };
}

function notAdopted(): ProblemError {
  return new ProblemError(422, 'SOP_NOT_ADOPTED', 'This policy is not the one that the agencies signed', {
    detail: 'No adopted version of the SOP puts exactly this document in force.',
    rule: 'SOP-5',
    errors: [{ pointer: '/document', detail: 'Its version and digest are in no adopted version of the SOP.' }],
    remedy: 'Have it signed with the SOP, or publish the document as it was signed.',
  });
}

function otherDay(effectiveFrom: LocalDate): ProblemError {
  const detail = `The agencies agreed that it holds from ${effectiveFrom} on.`;
  return new ProblemError(422, 'SOP_NOT_ADOPTED', 'The agencies agreed on another day', {
    detail,
    rule: 'SOP-5',
    errors: [{ pointer: '/effectiveFrom', detail }],
    remedy: 'Leave this field out, or have another day adopted.',
  });
}
