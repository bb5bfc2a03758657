import { describe, expect, it } from 'vitest';
import { builtIn } from './built-in/built-in.js';
import type { Field } from './definition.js';
import { fieldsOf } from './form-set.js';

/** Section 5, form by form: what must be answered, at once or as soon as it is asked. */
const NEEDED: Readonly<Record<string, string>> = {
  consent: `consent_on persons.who persons.relation participate store_data reporting share_with_providers services
    case_transfer unhcr tracing withheld withheld_facts.what withheld_facts.from_whom withheld_facts.reason ground
    authorised_by explained_to_child invited_again legal_basis change_reason limits_explained`,
  registration: `identified_on interviewed_on source eligible consent_form_done given_name born_on birth_estimated sex
    population_group languages address care_arrangement caregiver_name caregiver_relation concerns.concern concerns.level
    concerns.level_reasons immediate_concerns.immediate_type immediate_concerns.immediate_summary
    immediate_concerns.immediate_action assessment_due_on`,
  uasc_supplement: `separation_cause separation_place circumstances journey siblings.sibling_code tracing_consent`,
  missing_child: `seeker_name seeker_relation seeker_address missing_description separated_on`,
  assessment: `physical_health.risk_factors physical_health.protective_factors physical_health.needs
    emotional.risk_factors emotional.protective_factors emotional.needs social.risk_factors social.protective_factors
    social.needs education_work_leisure.risk_factors education_work_leisure.protective_factors
    education_work_leisure.needs documents.risk_factors documents.protective_factors documents.needs
    care_and_family.risk_factors care_and_family.protective_factors care_and_family.needs
    community_safety.risk_factors community_safety.protective_factors community_safety.needs
    child_views caregiver_views home_visited child_seen_alone not_seen_alone_reason concerns.concern concerns.level
    concerns.level_reasons bid_needed bid_direction`,
  case_plan: `agreed_on goal actions.action actions.need actions.responsible actions.responsible_contact
    actions.action_due_on actions.monitoring actions.action_status made_by.maker_name made_by.maker_relation
    child_involved child_not_involved_reason child_next_steps caregiver_involved caregiver_not_involved_reason
    caregiver_next_steps dissent follow_up_schedule review_on`,
  referral: `has_consent no_consent_reason referred_on direction priority sharing_channel from_name from_agency
    from_position from_contact to_agency to_contact caregiver_informed reason service expected_outcome rejection_reason
    feedback_by follow_up_way`,
  service: `service started_on completed_on direction referred_on focal_points.focal_point_name child_satisfied
    caregiver_satisfied`,
  follow_up: `followed_up_on reached provider_kind channel visit_kind purposes outcome action_done situation_change
    child_seen child_not_seen_reason next_on`,
  review: `reviewed_on child_present child_involved_otherwise caregiver_present caregiver_involved_otherwise situation
    plan_implementation goal_progress reassess adjust_plan level_change recommend_closing next_on`,
  closure: `reason reason_details weeks_open situation new_address care_arrangement care_is_permanent process
    child_agreed child_not_agreed_reason caregiver_agreed caregiver_not_agreed_reason child_feedback_offered
    no_child_feedback_reason caregiver_feedback_offered no_caregiver_feedback_reason final_meeting_planned
    no_final_meeting_reason file_complete storage_form keep_until contact_told`,
  transfer: `transfer_reason child_and_family_consulted consent_covers_transfer met_new_caseworker not_met_reason level
    step concerns summary records.record records.kind`,
  reopening: `requested_on reasons details`,
  conference_report: `held_on chair participants.participant_name participants.participant_role
    participants.participant_organisation participants.participant_contact situation key_actions child_views
    caregiver_views options.option options.pros options.cons outcome reassess plan_change level_change
    disagreements.disagreeing disagreements.disagreement_reason child_or_caregiver_present next_on`,
  best_interests_decision: `interviews.interviewed_on interviews.interview_participants separation_status bid_kind
    priority priority_reasons specific_needs history current_situation options.option options.option_child_views
    options.option_family options.option_safety options.option_development recommendation decided_on
    panel_members.panel_member_name bid_outcome decision_reasons own_recommendation reopened_by`,
  tracing_action: `tracing_actions.acted_on tracing_actions.tracing_action tracing_actions.action_place
    tracing_actions.acted_by tracing_actions.tracing_outcome tracing_actions.next_step tracing_actions.next_due_on`,
  adult_verification: `adult_name adult_id adult_relation knowledge_of_child photos match discrepancies recommendation`,
  child_verification: `child_knows_adult wants_reunification match discrepancies recommendation`,
  reunification: `reunified_on reunification_type verified_adult legal_authority address_after support_given
    next_follow_up_on has_certificate`,
  child_feedback: `agrees_to_answer heard_from asked_before_start expected_support got_support plan_made_together
    linked_to_services asked_before_sharing ended_together`,
  caregiver_feedback: `agrees_to_answer heard_from asked_before_start expected_support got_support plan_made_together
    linked_to_services asked_before_sharing ended_together`,
  cover_sheet: `initial_level opened_on closed_on transferred_on reopened_on forms_in_file.form_count
    forms_in_file.kept_as`,
  case_note: `noted_on subject text`,
  file_checklist: `checked_on`,
  urgent_action: `concern_type found_at addressed_at answer how_addressed addressed_by night_place`,
  safety_plan: `safety_concern helpers.helper_name steps_before steps_during steps_after review_on`,
};

/** What is asked for and may stay empty: not known, not wanted, or filled in later. */
const ASKED: Readonly<Record<string, string>> = {
  registration: `other_names national_id unhcr_id other_id previous_code nationality ethnicity communication_needs
    religion landmark phone family.member_name preferred_sex preferred_language preferred_other`,
  uasc_supplement: `separated_on belongings distinguishing_features photo_reference words_and_behaviour`,
  missing_child: `seeker_id seeker_former_address seeker_last_saw_on`,
  case_plan: `actions.action_notes approved_by`,
  referral: `to_name to_position child_name child_age child_address answer`,
  service: `comments recommendations child_suggestions caregiver_suggestions`,
  follow_up: `previous_on plan_action`,
  review: `previous_on`,
  closure: `caregiver_name approved_by`,
  transfer: `new_address`,
  best_interests_decision: `decision_actions.decision_action`,
  child_feedback: `hard_to_understand listened pressured did_what_was_said rarely_visited useful situation_improved
    overall_satisfied remarks`,
  cover_sheet: `forms_in_file.last_on`,
};

const CORE = [
  ...['assessment', 'case_plan', 'closure', 'consent', 'follow_up', 'referral', 'registration', 'review'],
  ...['safety_plan', 'service', 'urgent_action'],
];

const { definitions } = builtIn();
const paths = (list: string | undefined): string[] => (list ?? '').split(/\s+/).filter((path) => path !== '');

describe('the forms that come with the program', () => {
  it('are all that the specification lists, and say which belong to the core [SPEC-5]', () => {
    expect(definitions.map(({ form }) => form).sort()).toEqual(Object.keys(NEEDED).sort());
    expect(
      definitions
        .filter(({ core }) => core)
        .map(({ form }) => form)
        .sort(),
    ).toEqual(CORE);
  });

  it.each(Object.keys(NEEDED))('ask for the minimum dataset, and insist on it: %s [SPEC-5]', (name) => {
    const fields = definitions.filter(({ form }) => form === name).flatMap((form) => fieldsOf<Field>(form));
    const insisted = fields.filter(({ field }) => field.required !== undefined).map(({ path }) => path);

    expect(insisted).toEqual(expect.arrayContaining(paths(NEEDED[name])));
    expect(fields.map(({ path }) => path)).toEqual(expect.arrayContaining(paths(ASKED[name])));
  });

  it('leave every detail about the child out of a referral where the service does not need it [REF-3]', () => {
    const about = definitions.find(({ form }) => form === 'referral')?.sections.find(({ id }) => id === 'child');
    const personal = about?.fields.filter((field) => field.personal === true && field.show === undefined) ?? [];

    expect(personal.length).toBeGreaterThan(5);
    expect(personal.filter(({ required }) => required !== undefined)).toEqual([]);
  });
});
