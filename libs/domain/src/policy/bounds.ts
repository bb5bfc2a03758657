/** What a context may choose for a value of the catalogue; each bound belongs to the allowed values. */
export interface Bounds {
  readonly min?: number;
  readonly max?: number;
}

/**
 * The bounds of the specification, section 6, in the unit of the catalogue. Terms are measured in days, so that hours
 * and days can be held against the same bound (A76). What is not named here has no bound but the context's law.
 */
export const POLICY_BOUNDS: Readonly<Record<string, Bounds>> = {
  'assessment.high': { min: 0, max: 2 },
  'assessment.medium': { min: 1, max: 5 },
  'assessment.low': { min: 3, max: 15 },
  'plan.high': { min: 1, max: 7 },
  'plan.medium': { min: 3, max: 14 },
  'plan.low': { min: 7, max: 60 },
  'plan.signoff_days': { min: 0, max: 7 },
  'review.high': { min: 1, max: 3 },
  'review.medium': { min: 1, max: 3 },
  'review.low': { min: 1, max: 6 },
  'late_entry.flag_hours': { min: 0, max: 168 },
  'forms.draft_days': { min: 7, max: 365 },
  'urgent.card_review_months': { max: 6 },
  'sv.urgent_hours': { min: 72 },
  'sv.care_target_hours': { min: 24, max: 120 },
  'age.child_max': { min: 18, max: 18 },
  'age.labour': { min: 14, max: 15 },
  'age.light_work': { min: 12, max: 13 },
  'distress.threshold_weeks': { min: 6, max: 8 },
  'norisk.monitor_uasc': { min: 6 },
  'norisk.monitor_caafag': { min: 6 },
  'norisk.monitor_law': { min: 3 },
  'caseload.max': { min: 1, max: 25 },
  'span.max': { min: 1, max: 6 },
  'dataentry.max': { min: 1, max: 100 },
  'supervision.caseload_review_days': { min: 1, max: 14 },
  'supervision.min_files': { min: 1 },
  'supervision.individual_days': { min: 7, max: 14 },
  'supervision.team_meeting_days': { min: 7, max: 14 },
  'supervision.weekly_report_days': { max: 7 },
  'supervision.monthly_reports': { min: 1 },
  'supervision.capacity_first_days': { max: 31 },
  'supervision.capacity_repeat_months': { min: 3, max: 6 },
  'supervision.observation_first_months': { min: 3 },
  'emergency.access_minutes': { min: 5, max: 60 },
  'emergency.review_hours': { min: 1, max: 72 },
  'reading.margin_cases': { min: 5, max: 29 },
  'reading.supervisor_cases': { min: 10, max: 60 },
  'reading.manager_cases': { min: 5, max: 60 },
  'reading.head_cases': { min: 5, max: 60 },
  'reading.dataentry_cases': { min: 10, max: 100 },
  'reading.week_times': { min: 2, max: 7 },
  'reading.month_times': { min: 4, max: 30 },
  'reading.learned_day_percent': { min: 100, max: 300 },
  'reading.learned_long_percent': { min: 100, max: 200 },
  'reading.learned_cap': { min: 1, max: 3 },
  'reading.misses_day': { min: 5, max: 50 },
  'reading.emergencies_week': { min: 1, max: 10 },
  'reading.inquiry_hours': { min: 1, max: 72 },
  'reading.release_hours': { min: 1, max: 24 },
  'data_breach.assess_hours': { min: 1, max: 72 },
  'data_breach.notify_hours': { min: 1, max: 168 },
  'complaint.acknowledge_days': { min: 0, max: 7 },
  'complaint.answer_days': { min: 1, max: 60 },
  'access_request.answer_days': { min: 1, max: 90 },
  'sop.review_months': { max: 6 },
  'isp.review_months': { max: 6 },
  'dpp.review_months': { max: 6 },
  'dpia.review_months': { max: 6 },
  'service_map.review_months': { max: 6 },
  'provider_training.months': { max: 6 },
  'reporting.small_cell': { min: 3 },
  'reporting.outside_days': { min: 0, max: 60 },
  'closure.min_followups': { min: 2 },
  'closure.min_reviews': { min: 1 },
  'closure.stability_days': { min: 0, max: 180 },
  'closure.not_contactable_months': { min: 3 },
  'closure.not_contactable.min_attempts': { min: 1 },
  'closure.not_contactable.min_channels': { min: 1 },
  'conference.min_members': { min: 2 },
  'conference.min_orgs': { min: 1 },
  'post_closure.months': { min: 3 },
  'post_closure.grace_days': { min: 0, max: 60 },
  'feedback.positive_min': { min: 6, max: 9 },
};

/** Contacts per days of any follow-up cadence. */
export const CADENCE_BOUNDS = { times: { min: 1, max: 7 }, days: { min: 1, max: 30 } } as const;

export function isWithin(value: number, { min = -Infinity, max = Infinity }: Bounds): boolean {
  return value >= min && value <= max;
}
