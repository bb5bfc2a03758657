import type { Cadence, PolicyValue } from './policy.js';

const HOURS_A_DAY = 24;

function isObject(value: PolicyValue | undefined): value is Exclude<PolicyValue, string | number | boolean | null> {
  return typeof value === 'object' && value !== null;
}

export function isCadence(value: PolicyValue | undefined): value is Cadence {
  return isObject(value) && 'times' in value;
}

/** How long a term is, in its unit: "24h" counts as one day, "in the same encounter" as none (A76). */
export function lengthOf(value: PolicyValue | undefined): number | null {
  if (typeof value === 'number') return value;
  if (value === 'same_encounter') return 0;
  if (!isObject(value)) return null;
  if ('hours' in value && typeof value.hours === 'number') return value.hours / HOURS_A_DAY;
  if ('days' in value) return value.days;
  return 'months' in value ? value.months : null;
}

/** A76: contacts are compared by how many a day and by the stretch of days, both. */
export function isLooserCadence(value: Cadence, than: Cadence): boolean {
  return value.times * than.days < than.times * value.days || value.days > than.days;
}

/** Whether `value` asks for less than `than`: a longer term, or fewer contacts. */
export function isLooser(value: PolicyValue | undefined, than: PolicyValue | undefined): boolean {
  if (isCadence(value) && isCadence(than)) return isLooserCadence(value, than);
  const [a, b] = [lengthOf(value), lengthOf(than)];
  return a !== null && b !== null && a > b;
}

/** A policy value as people write it. */
export function writtenAs(value: PolicyValue | undefined): string {
  if (isCadence(value)) return `${String(value.times)}/${String(value.days)}`;
  if (isObject(value) && 'hours' in value && typeof value.hours === 'number') return `${String(value.hours)}h`;
  if (isObject(value) && 'days' in value) return `${String(value.days)} days`;
  if (isObject(value) && 'months' in value) return `${String(value.months)} months`;
  if (value === undefined || value === null) return 'unset';
  return isObject(value) ? JSON.stringify(value) : String(value);
}
