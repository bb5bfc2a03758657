import type { PolicyKey, PolicyValue } from '@caseward/domain';
import { z } from 'zod';
import { riskLevelSchema } from '../primitives.js';

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
const ASSESSMENT = 'Give "same_encounter", hours such as "24h", or days such as "3 days".';
/** `same_encounter`, `"24h"`, `"3 days"`, `{hours}` or `{days}`. */
const assessmentTerm: ValueSchema = z.union(
  [
    z.literal('same_encounter'),
    z.strictObject({ hours: positive }),
    z.strictObject({ days: positive }),
    z
      .string()
      .regex(/^[1-9]\d* ?(h|hours?)$/)
      .transform((text) => ({ hours: Number.parseInt(text, 10) })),
    z
      .string()
      .regex(/^[1-9]\d* ?(d|days?)$/)
      .transform((text) => ({ days: Number.parseInt(text, 10) })),
  ],
  { error: ASSESSMENT },
);

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

const ladder: ValueSchema = z
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
      steps.every((step, at) => step.level === at + 1 && step.afterHours >= (steps[at - 1]?.afterHours ?? 0)),
    {
      error: 'Steps climb from level 1 without a gap, and none is earlier than the one before.',
    },
  );

/** Values that exist once for every risk level, by the part of the key before the level. */
export const PER_LEVEL = {
  assessment: assessmentTerm,
  plan: days(1, 365),
  followup: cadence,
  review: months(12),
  'closure.approval': oneOf('supervisor', 'conference'),
  escalation: ladder,
} as const satisfies Record<string, ValueSchema>;

const flag: ValueSchema = z.union([
  z.boolean(),
  z.enum(['true', 'yes']).transform(() => true),
  z.enum(['false', 'no']).transform(() => false),
]);

/** How each value of the policy is written; a key that is new in the catalogue does not compile until it stands here. */
export const POLICY_VALUES: Readonly<Record<PolicyKey, ValueSchema>> = {
  'risk.levels': list(riskLevelSchema),
  'risk.lowering_needs_supervisor': flag,
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
  'late_entry.flag_hours': hours(8760),
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
  'supervision.caseload_review_days': days(1, 365),
  'closure.min_followups': count,
  'closure.min_reviews': count,
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
  'escalation.signoff': PER_LEVEL.escalation,
};
