/** SUPV-3: what a supervisor looks for in a case file, in the order of the file, with the rules that ask for it. */
export const FILE_CHECKLIST = [
  { item: 'own_file_labelled_by_code', rules: ['IM-1'] },
  { item: 'form_for_each_step', rules: ['SPEC-3.4'] },
  { item: 'forms_complete', rules: ['SPEC-5'] },
  { item: 'eligible', rules: ['FLOW-1'] },
  { item: 'consent_before_registration', rules: ['FLOW-1', 'CONS-1'] },
  { item: 'registration_says_where_to_find_child', rules: ['SPEC-5'] },
  { item: 'initial_concerns', rules: ['RISK-1'] },
  { item: 'initial_level', rules: ['RISK-1', 'RISK-8'] },
  { item: 'uasc_form_if_tracing', rules: ['SPEC-5'] },
  { item: 'assessment_in_time', rules: ['CLK-1'] },
  { item: 'factors_of_child_family_community', rules: ['SPEC-5'] },
  { item: 'concerns_clear', rules: ['RISK-1'] },
  { item: 'level_after_assessment', rules: ['RISK-8'] },
  { item: 'plan_in_time', rules: ['CLK-2'] },
  { item: 'plan_made_with_child_or_caregiver', rules: ['PLAN-1'] },
  { item: 'actions_answer_needs_and_build_on_strengths', rules: ['PLAN-3'] },
  { item: 'plan_smart_with_who_and_when', rules: ['PLAN-3'] },
  { item: 'plan_signed_off', rules: ['PLAN-2'] },
  { item: 'referrals_with_consent', rules: ['CONS-5'] },
  { item: 'referrals_match_plan', rules: ['PLAN-2', 'REF-1'] },
  { item: 'services_match_plan', rules: ['PLAN-2'] },
  { item: 'follow_up_by_level', rules: ['CLK-4'] },
  { item: 'review_with_those_involved', rules: ['CLK-6'] },
  { item: 'reassessment_on_significant_change', rules: ['RISK-3'] },
  { item: 'plan_adjusted', rules: ['RISK-3', 'A53'] },
  { item: 'closure_reason', rules: ['SPEC-3.10'] },
  { item: 'closure_agreed_with_child_or_caregiver', rules: ['SPEC-3.10'] },
  { item: 'contact_information_given', rules: ['SPEC-3.10'] },
  { item: 'closure_approved_by_supervisor', rules: ['CLOSE-1'] },
  { item: 'visit_three_months_after_closure', rules: ['POST-1'] },
] as const;
export type ChecklistItem = (typeof FILE_CHECKLIST)[number]['item'];

export const CHECK_ANSWERS = ['yes', 'no', 'not_applicable'] as const;
export type CheckAnswer = (typeof CHECK_ANSWERS)[number];

/** SUPV-3: comment and recommendation stand in the form of the check. */
export type FileCheckAnswers = Readonly<Partial<Record<ChecklistItem, CheckAnswer>>>;

export interface FileCheckResult {
  readonly isComplete: boolean;
  readonly unanswered: readonly ChecklistItem[];
  /** Answered with no: each needs a recommendation. */
  readonly toImprove: readonly ChecklistItem[];
}

export function fileCheckResult(answers: FileCheckAnswers): FileCheckResult {
  const items = FILE_CHECKLIST.map(({ item }) => item);
  const unanswered = items.filter((item) => answers[item] === undefined);
  const toImprove = items.filter((item) => answers[item] === 'no');
  return { isComplete: unanswered.length === 0, unanswered, toImprove };
}
