import type { WithContent } from '../../case/vocabulary/content.js';

/** What a supervisor does for the whole team (section 3.11); minutes and reports stand in the forms. */
export interface TeamPayloads {
  readonly recordTeamMeeting: WithContent & { readonly present: number };
  /** To the child protection manager. */
  readonly submitTeamReport: WithContent & { readonly period: 'week' | 'month' };
}

export interface TeamFacts {
  readonly TeamMeetingHeld: WithContent & { readonly present: number };
  readonly TeamReportSubmitted: WithContent & { readonly period: 'week' | 'month' };
}
