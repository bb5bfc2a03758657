import type { Instant } from '../time/instant.js';
import type { SystemFact } from './terms.js';

/** What reading a fact needs of a duty of the agency. */
export interface OwnDuty {
  readonly kind: string;
  readonly status: 'open' | 'met' | 'cancelled';
  readonly overdueFrom: Instant;
}

/** The duty of the agency behind each fact. */
export const FACT_DUTIES: Readonly<Record<SystemFact, string>> = {
  sop_reviewed_in_time: 'sop_review',
  service_map_reviewed_in_time: 'service_map_review',
  dpia_in_time: 'dpia_review',
  dpp_reviewed_in_time: 'dpp_review',
  isp_reviewed_in_time: 'isp_review',
  providers_trained_in_time: 'provider_training',
  complaints_answered_in_time: 'complaint_answer',
};

/** QAF-5: false while one is overdue; true when it was done and the next is not overdue; unsaid before it was ever done. */
export function factsFromDuties(duties: readonly OwnDuty[], asOf: Instant): Partial<Record<SystemFact, boolean>> {
  const facts: Partial<Record<SystemFact, boolean>> = {};
  for (const [fact, kind] of Object.entries(FACT_DUTIES) as [SystemFact, string][]) {
    const own = duties.filter((duty) => duty.kind === kind);
    if (own.some(({ status, overdueFrom }) => status === 'open' && overdueFrom <= asOf)) facts[fact] = false;
    else if (own.some(({ status }) => status === 'met')) facts[fact] = true;
  }
  return facts;
}
