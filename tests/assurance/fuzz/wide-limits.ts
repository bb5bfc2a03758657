/** Limits of people, which a program that asks without end would reach at once. */
export const WIDE_LIMITS = {
  ...{ 'caseload.max': 5000, 'reading.margin_cases': 5000, 'reading.misses_day': 5000 },
  'reading.emergencies_week': 5000,
};
