import { numberOf } from '../policy/policy.js';
import { addDays, birthdayOf } from '../time/civil-date.js';
import type { Instant, LocalDate } from '../time/instant.js';
import { startOfDate } from '../time/zone.js';
import type { Draft } from './events.js';
import type { Recorder } from './recorder.js';
import type { CaseState } from './state.js';
import type { NoticeKind } from './vocabulary/transfer-and-closure.js';

/** CLOSE-6: the day on which a child stops being one; null while the date of birth is not known. */
export function comingOfAge({ birth, policy }: CaseState): LocalDate | null {
  return birth === null || policy === null ? null : birthdayOf(birth.bornOn, numberOf(policy, 'age.child_max'));
}

interface BirthdayMoment {
  readonly at: Instant;
  readonly fact: Extract<Draft, { readonly type: 'TurnedEighteen' | 'EighteenthBirthdayAnnounced' }>;
  readonly notice: NoticeKind;
}

/** CLOSE-6, A66: an estimated date only asks for a check: it raises no flag. */
function birthdayMoments(state: CaseState): BirthdayMoment[] {
  const { birth, policy, episode, closure, death, turned18, birthdayAnnounced } = state;
  const on = comingOfAge(state);
  if (on === null || birth === null || policy === null || turned18) return [];
  if (episode === 0 || closure !== null || death !== null) return [];
  const warnedAt = startOfDate(policy.zone, addDays(on, -numberOf(policy, 'turning18.warn_days')));
  const warning: BirthdayMoment = {
    at: warnedAt,
    fact: { type: 'EighteenthBirthdayAnnounced', occurredAt: warnedAt, data: { on } },
    notice: birth.estimated ? 'birth_to_check' : 'birthday_ahead',
  };
  const at = startOfDate(policy.zone, on);
  const day: BirthdayMoment = {
    at,
    fact: { type: 'TurnedEighteen', occurredAt: at, data: { on } },
    notice: 'turned_18',
  };
  return [...(birthdayAnnounced ? [] : [warning]), ...(birth.estimated ? [] : [day])];
}

/** The next moment that an open case awaits of the 18th birthday; null when there is none. */
export function nextBirthdayAt(state: CaseState): Instant | null {
  return birthdayMoments(state)[0]?.at ?? null;
}

/** Nothing closes: a flag, and the caseworker is told. A warning that comes after the day itself is not given. */
export function settleBirthday(recorder: Recorder): void {
  const moment = birthdayMoments(recorder.state).findLast(({ at }) => at <= recorder.now);
  if (moment === undefined) return;
  recorder.record(moment.fact);
  const { owner } = recorder.state;
  if (owner === null) return;
  recorder.emit('WorkersNotified', recorder.now, { notice: moment.notice, personIds: [owner.caseworkerId] });
}
