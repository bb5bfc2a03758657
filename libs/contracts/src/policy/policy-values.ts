import { IMMEDIATE_CONCERN_TYPES, type PolicyKey, type PolicyValue } from '@caseward/domain';
import { z } from 'zod';
import { localDateSchema, opaqueIdSchema, riskLevelSchema } from '../primitives.js';

type ValueSchema = z.ZodType<PolicyValue>;

/** `"3 days"`, `"3d"` or 3: a whole number with its unit, which may be left out. */
function whole(unit: string, notation: RegExp, min: number, max: number): ValueSchema {
  const error = `Give a whole number of ${unit} from ${min} to ${max}, such as "${max > 1 ? 2 : 1} ${unit}".`;
  return z
    .union([z.number(), z.string().regex(notation).transform(Number.parseFloat)], { error })
    .refine((value) => Number.isInteger(value) && value >= min && value <= max, { error });
}

const days = (min: number, max: number) => whole('days', /^\d+ ?(d|days?)?$/, min, max);
const months = (max: number) => whole('months', /^\d+ ?(mo|months?)?$/, 1, max);
const hours = (max: number) => whole('hours', /^\d+ ?(h|hours?)?$/, 0, max);
const years = (max: number) => whole('years', /^\d+ ?(y|years?)?$/, 0, max);
const count = whole('times', /^\d+$/, 0, 100);
const oneOf = <const T extends string>(...values: [T, ...T[]]): ValueSchema => z.enum(values);
const list = (item: z.ZodType<string, string>): ValueSchema =>
  z.union([z.array(z.string()), z.string().transform((text) => text.split(/ *, */))]).pipe(z.array(item).min(1));

const positive = z.number().int().positive();
/** `"24h"`, `"3 days"`, `{hours}` or `{days}`. */
const HOURS_OR_DAYS = [
  z.strictObject({ hours: positive }),
  z.strictObject({ days: positive }),
  positive.transform((days) => ({ days })),
  z
    .string()
    .regex(/^[1-9]\d* ?(h|hours?)$/)
    .transform((text) => ({ hours: Number.parseInt(text, 10) })),
  z
    .string()
    .regex(/^[1-9]\d* ?(d|days?)$/)
    .transform((text) => ({ days: Number.parseInt(text, 10) })),
] as const;
const ASSESSMENT = 'Give "same_encounter", hours such as "24h", or days such as "3 days".';
/** `same_encounter`, `"24h"`, `"3 days"`, `{hours}` or `{days}`. */
const assessmentTerm: ValueSchema = z.union([z.literal('same_encounter'), ...HOURS_OR_DAYS], {
  error: ASSESSMENT,
});

/** An assessment may be in the same encounter, an answer may not. */
const responseTerm: ValueSchema = z.union(HOURS_OR_DAYS, {
  error: 'Give hours such as "24h", or days such as "3 days".',
});

/** `"2/7"` or `{times, days}`: 2 contacts in every 7 days. */
const cadence: ValueSchema = z.union(
  [
    z.strictObject({ times: positive, days: positive }),
    z
      .string()
      .regex(/^[1-9]\d*\/[1-9]\d*$/)
      .transform((text) => {
        const [times = 1, stretch = 1] = text.split('/').map(Number);
        return { times, days: stretch };
      }),
  ],
  { error: 'Give contacts per days, such as "2/7".' },
);

/** @param first whom the first step tells: what a supervisor misses is told to the manager at once */
const ladderFrom = (first: 1 | 2): ValueSchema =>
  z
    .strictObject({
      remindHours: z.number().nonnegative().nullable(),
      steps: z
        .array(
          z.strictObject({
            level: z.union([z.literal(1), z.literal(2), z.literal(3)]),
            afterHours: z.number().nonnegative(),
          }),
        )
        .min(1),
    })
    .refine(
      ({ steps }) =>
        steps.every((step, at) => step.level === at + first && step.afterHours >= (steps[at - 1]?.afterHours ?? 0)),
      {
        error: `Steps climb from level ${first} without a gap, and none is earlier than the one before.`,
      },
    );

/** Section 6.2: `{days}` or `{months}`, and why where it is looser than the SOP. */
const outerLimit = (unit: 'days' | 'months'): ValueSchema => {
  const reason = z.string().min(10).max(500).exactOptional();
  const limit: z.ZodType<PolicyValue> =
    unit === 'days' ? z.strictObject({ days: positive, reason }) : z.strictObject({ months: positive, reason });
  return z.union([limit, positive.transform((length) => (unit === 'days' ? { days: length } : { months: length }))], {
    error: `Give a whole number of ${unit}, or {"${unit}": ..., "reason": "..."} where it is looser than the SOP.`,
  });
};

/** Values that exist once for every risk level, by the part of the key before the level. */
export const PER_LEVEL = {
  assessment: assessmentTerm,
  plan: days(1, 365),
  followup: cadence,
  review: months(12),
  'closure.approval': oneOf('supervisor', 'conference'),
  'transfer.response': responseTerm,
  escalation: ladderFrom(1),
} as const satisfies Record<string, ValueSchema>;

/** A value of national law or of a protocol, null while the context has not set it. */
const orUnset = (schema: ValueSchema): ValueSchema => schema.nullable();

/** UA-10: ids only; names and numbers stand in the directory of the context. */
const urgentContacts: ValueSchema = z.array(
  z.strictObject({
    area: opaqueIdSchema,
    agencyId: opaqueIdSchema,
    focalPointIds: z.array(opaqueIdSchema).min(1),
    hours: z.string().regex(/^[0-9A-Za-z /:,-]{1,60}$/, 'Give opening hours such as "24/7" or "Mo-Fr 08:00-16:00".'),
    updatedOn: localDateSchema,
  }),
);

const flag: ValueSchema = z.union([
  z.boolean(),
  z.enum(['true', 'yes']).transform(() => true),
  z.enum(['false', 'no']).transform(() => false),
]);

/** Sentences of the SOP for people to read; nothing that names a person. */
const texts: ValueSchema = z.array(z.string().min(1).max(1000)).max(100);
const ids: ValueSchema = z.array(opaqueIdSchema).max(500);

const BANDS = 'Give bands of years that follow each other, such as ["0-5", "6-11", "12-17", "18+"].';
/** Without a gap and without an overlap: everybody is counted once. */
const ageBands: ValueSchema = z
  .array(z.string().regex(/^(\d{1,2}-\d{1,2}|\d{1,2}\+)$/, BANDS))
  .min(1)
  .refine(
    (bands) =>
      bands.every((band, at) => {
        const [from, to] = band.replace('+', '-').split('-');
        const next = bands[at + 1];
        if (next === undefined) return to === '' || Number(to) >= Number(from);
        return to !== '' && Number(to) >= Number(from) && Number.parseInt(next, 10) === Number(to) + 1;
      }),
    { error: BANDS },
  );

/** How each value of the policy is written; a key that is new in the catalogue does not compile until it stands here. */
export const POLICY_VALUES: Readonly<Record<PolicyKey, ValueSchema>> = {
  'risk.levels': list(riskLevelSchema),
  'risk.lowering_needs_supervisor': flag,
  'calendar.day_counting': oneOf('calendar'),
  'calendar.month_rule': oneOf('clamp'),
  'assessment.high': PER_LEVEL.assessment,
  'assessment.medium': PER_LEVEL.assessment,
  'assessment.low': PER_LEVEL.assessment,
  'plan.high': PER_LEVEL.plan,
  'plan.medium': PER_LEVEL.plan,
  'plan.low': PER_LEVEL.plan,
  'plan.signoff_days': days(0, 365),
  'implementation.start_trigger': oneOf('signoff', 'first_action'),
  'followup.high': PER_LEVEL.followup,
  'followup.medium': PER_LEVEL.followup,
  'followup.low': PER_LEVEL.followup,
  'followup.qualifying_contacts': list(z.enum(['child', 'caregiver', 'provider', 'other'])),
  'review.high': PER_LEVEL.review,
  'review.medium': PER_LEVEL.review,
  'review.low': PER_LEVEL.review,
  'norisk.cadence': oneOf('none', 'low'),
  'outer.assessment': outerLimit('days'),
  'outer.plan': outerLimit('days'),
  'outer.followup': outerLimit('days'),
  'outer.review': outerLimit('months'),
  'outer.observation': outerLimit('days'),
  'late_entry.flag_hours': hours(8760),
  'urgent.types': list(z.enum(IMMEDIATE_CONCERN_TYPES)),
  'forms.minimum_data': oneOf('when_given', 'required'),
  'forms.draft_days': days(1, 3650),
  'urgent.screen_first': oneOf('advise', 'require'),
  'context.urgent_contacts': urgentContacts,
  'urgent.card_review_months': months(60),
  'sv.window_evidence': hours(240),
  'sv.window_pep': hours(240),
  'sv.window_ec': hours(240),
  'sv.care_target_hours': hours(240),
  'sv.urgent_hours': hours(240),
  'age.young_child': years(18),
  'age.uasc_older': years(18),
  'age.labour': years(18),
  'age.light_work': years(18),
  'age.marriage': years(21),
  'marriage.imminent': months(12),
  'distress.threshold_weeks': whole('weeks', /^\d+ ?(w|weeks?)?$/, 1, 52),
  'care.household_children': count,
  'norisk.monitor_uasc': months(60),
  'norisk.monitor_caafag': months(60),
  'norisk.monitor_law': months(60),
  'eligibility.risk_analysis': orUnset(z.string().min(1).max(4000)),
  'eligibility.criteria': orUnset(texts),
  'concern.catalogue': opaqueIdSchema,
  'intake.assign_hours': hours(240),
  'intake.assign_hours_high': hours(240),
  'consent.child_consent_age': orUnset(years(21)),
  'mandatory_report.rules': orUnset(z.string().min(1).max(2000)),
  'mandatory_report.deadline': orUnset(hours(8760)),
  'referral.response.high': responseTerm,
  'referral.response.medium': responseTerm,
  'referral.response.low': responseTerm,
  'transfer.response.high': responseTerm,
  'transfer.response.medium': responseTerm,
  'transfer.response.low': responseTerm,
  'caseload.max': whole('cases', /^\d+$/, 1, 500),
  'span.max': whole('caseworkers', /^\d+$/, 1, 50),
  'dataentry.max': whole('cases', /^\d+$/, 1, 1000),
  'supervision.file_check': oneOf('monthly'),
  'supervision.min_files': count,
  'age.child_max': years(21),
  'turning18.warn_days': days(0, 730),
  'conference.min_members': count,
  'conference.min_orgs': count,
  'conference.agreement': oneOf('unanimous'),
  'closure.not_contactable_months': months(24),
  'closure.not_contactable.min_attempts': count,
  'closure.not_contactable.min_channels': count,
  'indicator.satisfied_percent': whole('percent', /^\d+ ?%?$/, 1, 100),
  'indicator.competence_percent': whole('percent', /^\d+ ?%?$/, 1, 100),
  'indicator.complete_percent': whole('percent', /^\d+ ?%?$/, 1, 100),
  'indicator.on_time_percent': orUnset(whole('percent', /^\d+ ?%?$/, 1, 100)),
  'feedback.positive_min': whole('points', /^\d+$/, 1, 10),
  'retention.years': orUnset(years(100)),
  'retention.extended_years': orUnset(years(100)),
  'emergency.access_minutes': whole('minutes', /^\d+ ?(min|minutes?)?$/, 1, 60),
  'emergency.review_hours': hours(8760),
  'reading.margin_cases': count,
  'reading.supervisor_cases': count,
  'reading.manager_cases': count,
  'reading.head_cases': count,
  'reading.dataentry_cases': count,
  'reading.week_times': count,
  'reading.month_times': count,
  'reading.learned_day_percent': whole('percent', /^\d+ ?%?$/, 100, 300),
  'reading.learned_long_percent': whole('percent', /^\d+ ?%?$/, 100, 200),
  'reading.learned_cap': count,
  'reading.misses_day': count,
  'reading.emergencies_week': count,
  'reading.inquiry_hours': hours(8760),
  'reading.release_hours': hours(8760),
  'data_breach.assess_hours': hours(8760),
  'data_breach.notify_hours': hours(8760),
  'complaint.acknowledge_days': days(0, 365),
  'complaint.answer_days': days(1, 365),
  'access_request.answer_days': days(1, 365),
  'sop.review_months': months(60),
  'sop.signature_days': days(1, 365),
  'sop.comment_days': days(1, 365),
  'sop.asked_review_days': days(1, 180),
  'isp.review_months': months(60),
  'dpp.review_months': months(60),
  'dpia.review_months': months(60),
  'service_map.review_months': months(60),
  'provider_training.months': months(60),
  'reporting.age_bands': ageBands,
  'reporting.outside_days': days(0, 60),
  'reporting.small_cell': count,
  'context.areas': ids,
  'context.populations': texts,
  'context.participating_agencies': ids,
  'context.service_map': orUnset(opaqueIdSchema),
  'context.tor_notice_days': orUnset(days(0, 365)),
  'context.tor_minutes_days': orUnset(days(0, 365)),
  'context.tor_review_months': orUnset(months(60)),
  'supervision.caseload_review_days': days(1, 365),
  'supervision.individual_days': days(1, 365),
  'supervision.team_meeting_days': days(1, 365),
  'supervision.weekly_report_days': days(1, 365),
  'supervision.monthly_reports': count,
  'supervision.capacity_first_days': days(1, 365),
  'supervision.capacity_repeat_months': months(60),
  'supervision.observation_days': days(1, 365),
  'supervision.observation_first_months': months(60),
  'quality.assessment_months': months(60),
  'closure.min_followups': count,
  'closure.min_reviews': count,
  'closure.criteria': orUnset(texts),
  'closure.stability_days': days(0, 3650),
  'closure.approval.high': PER_LEVEL['closure.approval'],
  'closure.approval.medium': PER_LEVEL['closure.approval'],
  'closure.approval.low': PER_LEVEL['closure.approval'],
  'closure.approval.no': PER_LEVEL['closure.approval'],
  'post_closure.months': months(120),
  'post_closure.grace_days': days(0, 365),
  'escalation.high': PER_LEVEL.escalation,
  'escalation.medium': PER_LEVEL.escalation,
  'escalation.low': PER_LEVEL.escalation,
  'escalation.urgent': PER_LEVEL.escalation,
  'escalation.answer': PER_LEVEL.escalation,
  'escalation.signoff': PER_LEVEL.escalation,
  'escalation.supervision': ladderFrom(2),
};
