/** `error`: the form is not published. `warning`: somebody should know. */
export interface FormFinding {
  readonly severity: 'error' | 'warning';
  readonly code: FormFindingCode;
  /** `assessment.v2`, `options/sex`, `overlays/coast`. */
  readonly where: string;
  /** The field, option or section; null for the form itself. */
  readonly path: string | null;
  readonly message: string;
}

export type FormFindingCode =
  | 'malformed'
  | 'missing_words'
  | 'duplicate_id'
  | 'duplicate_version'
  | 'version_gap'
  | 'reserved_id'
  | 'unknown_list'
  | 'no_options'
  | 'unknown_field'
  | 'mixed_scopes'
  | 'cycle'
  | 'unknown_option'
  | 'unknown_prefill'
  | 'unflagged_text'
  | 'unknown_command'
  | 'unknown_minimum'
  | 'removed_option'
  | 'unknown_base'
  | 'hides_minimum'
  | 'unknown_section'
  | 'nothing_left';

export type Report = (
  code: FormFindingCode,
  path: string | null,
  message: string,
  severity?: FormFinding['severity'],
) => void;
