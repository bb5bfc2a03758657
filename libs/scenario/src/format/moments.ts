import { fromMs, instantOfLocal, isLocalDate, type Instant, type Zone } from '@caseward/domain';
import { isCommandStep, isDutyStep, type Step } from './scenario.js';

/** The instant of a moment as written: local to the zone unless it names an offset. */
export function instantOf(zone: Zone, moment: string): Instant {
  const text = moment.replace(' ', 'T');
  if (/(Z|[+-]\d{2}:\d{2})$/.test(text)) return fromMs(Date.parse(text));
  return instantOfLocal(zone, text);
}

/** How an instant reads on a wall clock of the zone. */
export function localText(zone: Zone, instant: Instant): string {
  const ms = Date.parse(instant);
  let minutes = zone.offsets[0]?.minutes ?? 0;
  for (const offset of zone.offsets) if (offset.fromMs <= ms) minutes = offset.minutes;
  const text = fromMs(ms + minutes * 60_000)
    .replace('T', ' ')
    .replace('Z', '');
  return text.replace(/\.000$/, '').replace(/:00$/, '');
}

export function isDateOnly(text: string): boolean {
  return text.length === 10 && isLocalDate(text);
}

/** When a step takes its place in the order of things: when it is entered. */
export function recordedMoment(step: Step): string {
  return isCommandStep(step) || isDutyStep(step) ? (step.recordedAt ?? step.at) : step.at;
}
