import { policySnapshot, type Zone } from '@caseward/domain';

/** The default SOP, three hours ahead all year. */
export const POLICY = policySnapshot();

/** What the large agency agrees on in the middle of the year: a closer watch at medium risk. */
export const POLICY_FROM_JULY = policySnapshot('sop-default-2', {
  'reporting.age_bands': ['0-5', '6-9', '10-13', '14-17', '18+'],
  'feedback.positive_min': 8,
  'sv.care_target_hours': 60,
  'followup.medium': { times: 1, days: 6 },
});
export const JULY = Date.UTC(2025, 5, 30, 21);

const [SUMMER_BEGINS, SUMMER_ENDS] = [Date.UTC(2025, 2, 30, 1), Date.UTC(2025, 9, 26, 1)];

/** Clocks that go forward in March and back in October. */
const WITH_SUMMER: Zone = {
  name: 'two hours ahead, three in summer',
  offsets: [
    { fromMs: Number.MIN_SAFE_INTEGER, minutes: 120 },
    { fromMs: SUMMER_BEGINS, minutes: 180 },
    { fromMs: SUMMER_ENDS, minutes: 120 },
  ],
};

/** Other ages, another idea of what is satisfied, another zone; somewhat stricter at low risk. */
export const POLICY_NEXT_DOOR = policySnapshot(
  'sop-next-door-1',
  {
    'reporting.age_bands': ['0-4', '5-11', '12-17', '18+'],
    'feedback.positive_min': 8,
    'followup.low': { times: 1, days: 10 },
  },
  WITH_SUMMER,
);
