import type { WithContent } from '../../case/vocabulary/content.js';
import type { WithOpening } from '../openers.js';

export const COMPLAINT_MATTERS = ['conduct', 'exploitation_or_abuse', 'confidentiality', 'service', 'other'] as const;
export const COMPLAINT_FROM = ['child', 'caregiver', 'community', 'staff', 'partner', 'unnamed'] as const;
export const COMPLAINT_MEASURES = ['safety', 'separation', 'inquiry', 'external_report', 'support', 'other'] as const;
export const COMPLAINT_OUTCOMES = ['upheld', 'partly_upheld', 'not_upheld', 'referred'] as const;

/** IM-12: what was said stands in the form, who said it never in the record. */
interface Complaint {
  readonly matter: (typeof COMPLAINT_MATTERS)[number];
  readonly from: (typeof COMPLAINT_FROM)[number];
  /** Person ids; empty when nobody was named. */
  readonly concerned: readonly string[];
  /** The case that it came up in; never where the coordination group answers. */
  readonly aboutCaseId: string | null;
}

export interface ComplaintPayloads {
  readonly receiveComplaint: WithContent & WithOpening & Complaint;
  readonly acknowledgeComplaint: WithContent;
  readonly recordComplaintMeasure: WithContent & { readonly measure: (typeof COMPLAINT_MEASURES)[number] };
  readonly answerComplaint: WithContent & { readonly outcome: (typeof COMPLAINT_OUTCOMES)[number] };
  readonly closeComplaint: WithContent;
}

export interface ComplaintFacts {
  readonly ComplaintReceived: WithContent & Complaint;
  readonly ComplaintAcknowledged: WithContent;
  readonly ComplaintMeasureTaken: WithContent & { readonly measure: (typeof COMPLAINT_MEASURES)[number] };
  readonly ComplaintAnswered: WithContent & { readonly outcome: (typeof COMPLAINT_OUTCOMES)[number] };
  readonly ComplaintClosed: WithContent;
}
