/** What a refusal explains besides its sentence. Values are codes, counts and dates: never names or narratives. */
export interface RefusalDetails {
  /** The payload field at fault, as a JSON Pointer inside the command, e.g. `/payload/reason`. */
  readonly field?: string;
  /** What would make it possible. */
  readonly remedy?: string;
  readonly inputs?: Readonly<Record<string, string | number | boolean | null>>;
}

export type RefusalCode =
  | 'CASE_NOT_IDENTIFIED'
  | 'CASE_ALREADY_IDENTIFIED'
  | 'NOT_ALLOWED_IN_STAGE'
  | 'NOT_PERMITTED'
  | 'OWN_WORK'
  | 'OCCURRED_IN_FUTURE'
  | 'OCCURRED_OUT_OF_ORDER'
  | 'UNKNOWN_LEVEL'
  | 'UNKNOWN_CONCERN'
  | 'CONSENT_MISSING'
  | 'NOTHING_PENDING'
  | 'ALREADY_PENDING'
  | 'REASON_NOT_AVAILABLE'
  | 'CLOSURE_GATE'
  | 'CONFERENCE_NEEDED'
  | 'TOO_EARLY'
  | 'RISE_AFTER_CLOSURE'
  | 'CONSULTATION_MISSING'
  | 'SAME_OWNER'
  | 'FIELD_MISSING'
  | 'STALE_VERSION'
  | 'IMMEDIATE_CONCERN_OPEN'
  | 'SCREEN_MISSING'
  | 'CHILD_DIED'
  | 'GROUND_MISSING'
  | 'OUTSIDE_CONSENT'
  | 'SIGN_OFF_MISSING'
  | 'BID_NEEDED'
  | 'UNKNOWN_REFERENCE'
  | 'ALREADY_USED'
  | 'OVER_LIMIT'
  | 'PREFERENCE_UNSAID'
  | 'TRANSFER_PENDING'
  | 'NOT_REOPENABLE'
  | 'NOT_CONTACTABLE_GATE'
  | 'VALUE_NOT_POSSIBLE'
  | 'NOT_HANDED_OVER';

/** A refusal by a rule of the SOP: a stable code, the rule's id, a sentence and the way out. */
export class DomainError extends Error {
  override readonly name = 'DomainError';

  constructor(
    readonly code: RefusalCode,
    readonly rule: string,
    message: string,
    readonly details: RefusalDetails = {},
  ) {
    super(message);
  }
}
