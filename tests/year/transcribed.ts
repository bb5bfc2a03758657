/** A case that a data entry person types in, from a moment on and perhaps up to another; entered then or days later. */
export interface Transcribed {
  readonly assignmentId: string;
  readonly personId: string;
  readonly caseId: string;
  readonly assignedBy: string;
  readonly startsAt: string;
  readonly recordedAt: string;
  readonly end: { readonly endsAt: string; readonly recordedAt: string } | null;
}
