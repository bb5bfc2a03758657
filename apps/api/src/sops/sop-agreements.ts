import { Inject, Injectable } from '@nestjs/common';
import { agreementBySop, DomainError, type LocalDate, type PolicyDocument, type SopAgreement } from '@caseward/domain';
import { commonSops, digestOfDocument } from '@caseward/persistence';
import { API_PARTS, type ApiParts } from '../api-parts.js';
import { refusalProblem } from '../platform/refusal-problem.js';

/** SOP-5. */
@Injectable()
export class SopAgreements {
  constructor(@Inject(API_PARTS) private readonly parts: ApiParts) {}

  /**
   * @param text the document, byte for byte
   * @param asked the first day that the request names, if it names one
   * @returns null where no SOP of all agencies is kept
   * @throws ProblemError 422
   */
  async agreementOn({ version }: PolicyDocument, text: string, asked?: LocalDate): Promise<SopAgreement | null> {
    const files = await commonSops(this.parts.dataSource);
    try {
      return agreementBySop(files, { version, digest: digestOfDocument(text) }, asked ?? null);
    } catch (error) {
      throw error instanceof DomainError ? refusalProblem(error) : error;
    }
  }
}
