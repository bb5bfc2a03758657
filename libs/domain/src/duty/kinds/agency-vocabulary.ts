import type { WithContent } from '../../case/vocabulary/content.js';

/** What an agency looks at again within six months: documents, the map of services, the training of those who give them. */
export const REVIEWED = ['sop', 'isp', 'dpp', 'dpia', 'service_map', 'provider_training'] as const;
export type Reviewed = (typeof REVIEWED)[number];

export interface AgencyPayloads {
  /** The outcome stands in the form; `changed` says that a new version follows. */
  readonly recordDocumentReview: WithContent & { readonly document: Reviewed; readonly changed: boolean };
}

export interface AgencyFacts {
  readonly DocumentReviewed: WithContent & { readonly document: Reviewed; readonly changed: boolean };
}
