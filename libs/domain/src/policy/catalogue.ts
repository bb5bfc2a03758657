/** One contextualisable value of the SOP: its default, unit and where it comes from ([D] marks a design default). */
export interface PolicyEntry {
  readonly value: unknown;
  readonly unit: string;
  readonly clause: string;
}

const supervisorManagerHead = (first: number, second: number, third: number | null) =>
  [
    { level: 1, afterHours: first },
    { level: 2, afterHours: second },
    ...(third === null ? [] : [{ level: 3, afterHours: third }]),
  ] as const;

/** Every number of the SOP, once, with its clause. Workflow, API, web and tests ask for it here. */
export const POLICY_CATALOGUE = {
  'risk.levels': {
    value: ['NO', 'LOW', 'MEDIUM', 'HIGH'],
    unit: 'ordered list',
    clause: 'SOP template §4; reading A28',
  },
  'risk.lowering_needs_supervisor': { value: true, unit: 'yes/no', clause: 'RISK-2 [D]' },

  'calendar.day_counting': { value: 'calendar', unit: 'calendar', clause: 'TIME-2 [R]' },
  'calendar.month_rule': { value: 'clamp', unit: 'clamp', clause: 'TIME-4 [R]' },

  'assessment.high': { value: 'same_encounter', unit: 'encounter, hours or days', clause: 'SOP template §4' },
  'assessment.medium': { value: { days: 3 }, unit: 'calendar days', clause: 'SOP template §4' },
  'assessment.low': { value: { days: 7 }, unit: 'calendar days', clause: 'SOP template §4, §5.2' },
  'plan.high': { value: 3, unit: 'calendar days', clause: 'SOP template §4' },
  'plan.medium': { value: 7, unit: 'calendar days', clause: 'SOP template §4' },
  'plan.low': { value: 14, unit: 'calendar days', clause: 'SOP template §4, §5.3' },
  'plan.signoff_days': { value: 2, unit: 'calendar days', clause: 'PLAN-2 [D]' },
  'implementation.start_trigger': { value: 'signoff', unit: 'signoff or first_action', clause: 'CLK-3, reading A5' },
  'followup.high': { value: { times: 2, days: 7 }, unit: 'contacts per days', clause: 'SOP template §4' },
  'followup.medium': { value: { times: 1, days: 7 }, unit: 'contacts per days', clause: 'SOP template §4' },
  'followup.low': { value: { times: 1, days: 14 }, unit: 'contacts per days', clause: 'SOP template §4, §5.5' },
  'followup.qualifying_contacts': { value: ['child', 'caregiver'], unit: 'set', clause: 'CLK-5, reading A32' },
  'review.high': { value: 1, unit: 'calendar months', clause: 'SOP template §4' },
  'review.medium': { value: 2, unit: 'calendar months', clause: 'SOP template §4' },
  'review.low': { value: 3, unit: 'calendar months', clause: 'SOP template §4, §5.5' },
  'norisk.cadence': { value: 'low', unit: 'none or low', clause: 'CLK-8, reading A7' },
  'outer.assessment': { value: { days: 7 }, unit: 'calendar days', clause: 'SOP template §5.2; reading A1' },
  'outer.plan': { value: { days: 14 }, unit: 'calendar days', clause: 'SOP template §5.3; reading A1' },
  'outer.followup': { value: { days: 14 }, unit: 'calendar days', clause: 'SOP template §5.5; reading A1' },
  'outer.review': { value: { months: 3 }, unit: 'calendar months', clause: 'SOP template §5.5; reading A1' },
  'late_entry.flag_hours': { value: 48, unit: 'hours', clause: 'TIME-9 [D]' },

  'urgent.types': { value: ['health', 'safety', 'interim_care', 'other'], unit: 'set', clause: 'SOP template Annex F' },
  'urgent.screen_first': { value: 'advise', unit: 'advise or require', clause: 'FLOW-1, reading A19 [D]' },
  'context.urgent_contacts': {
    value: [],
    unit: 'referral cards by area',
    clause: 'SOP template, referral card; UA-10',
  },
  'urgent.card_review_months': { value: 6, unit: 'calendar months', clause: 'UA-10 [D], as the service map' },
  'sv.window_evidence': { value: 48, unit: 'hours', clause: 'SOP template, referral card; UA-6' },
  'sv.window_pep': { value: 72, unit: 'hours', clause: 'SOP template, referral card; UA-6' },
  'sv.window_ec': { value: 120, unit: 'hours', clause: 'SOP template, referral card; UA-6' },
  'sv.care_target_hours': { value: 72, unit: 'hours', clause: 'SOP template §3.4; UA-6' },
  'sv.urgent_hours': { value: 120, unit: 'hours', clause: 'SOP template Annex F' },
  'age.young_child': { value: 5, unit: 'years', clause: 'SOP template Annex F' },
  'age.uasc_older': { value: 15, unit: 'years', clause: 'SOP template Annex F' },
  'age.labour': { value: 15, unit: 'years', clause: 'SOP template Annex F ("14/15")' },
  'age.light_work': { value: 13, unit: 'years', clause: 'SOP template Annex F ("12/13")' },
  'age.marriage': {
    value: 18,
    unit: 'years',
    clause: 'SOP template Annex F: national law; 18 until the context sets it',
  },
  'marriage.imminent': { value: 1, unit: 'months', clause: 'SOP template Annex F' },
  'distress.threshold_weeks': { value: 6, unit: 'weeks', clause: 'SOP template Annex F ("6-8 weeks")' },
  'care.household_children': { value: 8, unit: 'children', clause: 'SOP template Annex F ("more than 8")' },
  'norisk.monitor_uasc': { value: 6, unit: 'months', clause: 'SOP template Annex F' },
  'norisk.monitor_caafag': { value: 6, unit: 'months', clause: 'SOP template Annex F' },
  'norisk.monitor_law': { value: 3, unit: 'months', clause: 'SOP template Annex F' },
  'eligibility.risk_analysis': { value: null, unit: 'text', clause: 'SOP template §4: the context sets it' },
  'eligibility.criteria': {
    value: null,
    unit: 'list of texts',
    clause: 'SOP template §4, Annex E: the context sets it',
  },
  'concern.catalogue': {
    value: 'template',
    unit: 'name of a catalogue',
    clause: 'SOP template Annex F; the context adds its own examples',
  },

  'intake.assign_hours': { value: 3, unit: 'hours', clause: 'FLOW-2: inter-agency template settings' },
  'intake.assign_hours_high': { value: 1, unit: 'hours', clause: 'FLOW-2: inter-agency template settings' },
  'consent.child_consent_age': { value: null, unit: 'years', clause: 'CONS-2: national law, unset' },
  'mandatory_report.rules': { value: null, unit: 'text', clause: 'MAND-1: national law, unset' },
  'mandatory_report.deadline': { value: null, unit: 'hours', clause: 'MAND-1: national law, unset' },
  'referral.response.high': { value: { hours: 24 }, unit: 'hours or days', clause: 'REF-2: standard referral form' },
  'referral.response.medium': { value: { days: 3 }, unit: 'hours or days', clause: 'REF-2: standard referral form' },
  'referral.response.low': { value: { days: 7 }, unit: 'hours or days', clause: 'REF-2: standard referral form' },
  'transfer.response.high': { value: { hours: 24 }, unit: 'hours or days', clause: 'TR-6 [D]' },
  'transfer.response.medium': { value: { days: 3 }, unit: 'hours or days', clause: 'TR-6 [D]' },
  'transfer.response.low': { value: { days: 7 }, unit: 'hours or days', clause: 'TR-6 [D]' },
  'caseload.max': { value: 25, unit: 'open cases per caseworker', clause: 'SOP template §3.2; quality framework 5b' },
  'span.max': { value: 6, unit: 'caseworkers per supervisor', clause: 'SOP template §3.2 ("5-6")' },
  'dataentry.max': { value: 100, unit: 'cases per data entry person', clause: 'SOP template; quality framework' },
  'supervision.file_check': { value: 'monthly', unit: 'monthly', clause: 'SOP template Annex B; SUPV-2' },
  'supervision.min_files': { value: 1, unit: 'files per caseworker and month', clause: 'SUPV-2 [R]' },
  'age.child_max': { value: 18, unit: 'years', clause: 'SOP template: a child is under 18' },
  'turning18.warn_days': { value: 180, unit: 'calendar days', clause: 'CLOSE-6 [D]' },
  'conference.min_members': { value: 3, unit: 'count', clause: 'CONF-3 [D]' },
  'conference.min_orgs': { value: 2, unit: 'count', clause: 'CONF-3 [D]' },
  'conference.agreement': { value: 'unanimous', unit: 'unanimous', clause: 'CONF-3 [R]' },
  'closure.not_contactable_months': { value: 3, unit: 'calendar months', clause: 'SOP template §5.6; CLOSE-4' },
  'closure.not_contactable.min_attempts': { value: 3, unit: 'count', clause: 'CLOSE-4 [D]' },
  'closure.not_contactable.min_channels': { value: 2, unit: 'count', clause: 'CLOSE-4, reading A81 [D]' },
  'indicator.satisfied_percent': {
    value: 90,
    unit: 'percent of respondents, children and caregivers each',
    clause: 'Minimum Standard 18, indicators 2 and 3; K2, K3',
  },
  'indicator.competence_percent': {
    value: 80,
    unit: 'percent of caseworkers',
    clause: 'Minimum Standard 18, indicator 1; K1',
  },
  'indicator.complete_percent': { value: 100, unit: 'percent', clause: 'Section 7: P2, P5, P6, P9, P12 [R]' },
  'indicator.on_time_percent': { value: null, unit: 'percent', clause: 'Section 7: the context sets it, unset' },
  'feedback.positive_min': { value: 7, unit: 'of 10', clause: 'Quality framework 8 [D]' },
  'retention.years': { value: null, unit: 'years', clause: 'IM-7: data protection protocol, unset' },
  'retention.extended_years': {
    value: null,
    unit: 'years, after adoption or alternative care',
    clause: 'IM-7: data protection protocol, unset',
  },
  'sop.review_months': { value: 6, unit: 'calendar months', clause: 'Five-step guide; quality framework 1' },
  'isp.review_months': { value: 6, unit: 'calendar months', clause: 'SOP template §6; quality framework 7' },
  'dpp.review_months': { value: 6, unit: 'calendar months', clause: 'SOP template §6; quality framework 7' },
  'dpia.review_months': { value: 6, unit: 'calendar months', clause: 'Quality framework 7' },
  'service_map.review_months': { value: 6, unit: 'calendar months', clause: 'Five-step guide; quality framework 4' },
  'reporting.age_bands': {
    value: ['0-5', '6-11', '12-17', '18+'],
    unit: 'bands of years',
    clause: 'Inter-agency template settings',
  },
  'reporting.outside_days': {
    value: 7,
    unit: 'days after the month until numbers leave the agency',
    clause: 'IM-9 [D]',
  },
  'reporting.small_cell': { value: 5, unit: 'count', clause: 'IM-6 [D]' },

  'context.areas': { value: [], unit: 'ids', clause: 'SOP template §1' },
  'context.populations': { value: [], unit: 'list of texts', clause: 'SOP template §1' },
  'context.participating_agencies': { value: [], unit: 'ids', clause: 'SOP template §3, Annex C' },
  'context.service_map': { value: null, unit: 'id of a document', clause: 'SOP template §3, Annex D' },
  'context.tor_notice_days': { value: null, unit: 'calendar days', clause: 'SOP template Annex C: terms of reference' },
  'context.tor_minutes_days': {
    value: null,
    unit: 'calendar days',
    clause: 'SOP template Annex C: terms of reference',
  },
  'context.tor_review_months': {
    value: null,
    unit: 'calendar months',
    clause: 'SOP template Annex C: terms of reference',
  },

  'supervision.caseload_review_days': { value: 14, unit: 'calendar days', clause: 'SOP template §3.2; RISK-5' },
  'supervision.individual_days': { value: 14, unit: 'calendar days', clause: 'SOP template Annex B; reading A24' },
  'supervision.team_meeting_days': { value: 14, unit: 'calendar days', clause: 'SOP template Annex B; reading A24' },
  'supervision.capacity_first_days': { value: 30, unit: 'calendar days', clause: 'SOP template §3.2; reading A24' },
  'supervision.capacity_repeat_months': {
    value: 6,
    unit: 'calendar months',
    clause: 'Quality framework 5; reading A24',
  },
  'quality.assessment_months': {
    value: 12,
    unit: 'calendar months',
    clause: 'QAF-8 [D]: the quality framework names no interval',
  },

  'closure.min_followups': { value: 2, unit: 'count', clause: 'SOP template §5.6' },
  'closure.min_reviews': { value: 1, unit: 'count', clause: 'SOP template §5.6' },
  'closure.criteria': { value: null, unit: 'list of texts', clause: 'SOP template §5.6: national law may add' },
  'closure.stability_days': { value: 0, unit: 'calendar days', clause: 'CLOSE-2: the source gives no number' },
  'closure.approval.high': {
    value: 'conference',
    unit: 'supervisor or conference',
    clause: 'SOP template §5.6; CLOSE-1',
  },
  'closure.approval.medium': {
    value: 'conference',
    unit: 'supervisor or conference',
    clause: 'SOP template §5.6; CLOSE-1',
  },
  'closure.approval.low': {
    value: 'supervisor',
    unit: 'supervisor or conference',
    clause: 'SOP template §5.6; CLOSE-1',
  },
  'closure.approval.no': {
    value: 'supervisor',
    unit: 'supervisor or conference',
    clause: 'SOP template §5.6; CLOSE-1',
  },
  'post_closure.months': { value: 3, unit: 'calendar months', clause: 'Quality framework 2f; POST-1' },
  'post_closure.grace_days': { value: 30, unit: 'calendar days', clause: 'POST-1 [D]' },

  'escalation.high': {
    value: { remindHours: 24, steps: supervisorManagerHead(0, 24, 72) },
    unit: 'hours',
    clause: '[D]',
  },
  'escalation.medium': {
    value: { remindHours: 24, steps: supervisorManagerHead(0, 72, null) },
    unit: 'hours',
    clause: '[D]',
  },
  'escalation.low': {
    value: { remindHours: 48, steps: supervisorManagerHead(24, 168, null) },
    unit: 'hours',
    clause: '[D]',
  },
  'escalation.urgent': {
    value: { remindHours: null, steps: supervisorManagerHead(0, 1, 4) },
    unit: 'hours',
    clause: 'UA-4 (at once) and [D]',
  },
  'escalation.answer': {
    value: { remindHours: null, steps: supervisorManagerHead(0, 72, null) },
    unit: 'hours',
    clause: 'REF-2, TR-6 [D]',
  },
  'escalation.supervision': {
    value: {
      remindHours: 48,
      steps: [
        { level: 2, afterHours: 0 },
        { level: 3, afterHours: 168 },
      ],
    },
    unit: 'hours',
    clause: '[D]: whoever missed it is the supervisor, so the manager is told first',
  },
  'escalation.signoff': {
    value: { remindHours: null, steps: supervisorManagerHead(0, 0, null) },
    unit: 'hours',
    clause: 'PLAN-2 [D]',
  },
} as const satisfies Record<string, PolicyEntry>;
