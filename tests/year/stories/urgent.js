import { SERVICE_TYPES } from '@caseward/domain';
import { DAY, HOUR, instant, localDate, MINUTE } from '../calendar.js';
import { refer } from './referrals.js';
/**
 * UA-1: something that comes before every other step; in some cases sexual violence, told after hours or days.
 * @param enteredHoursLater it was found that long ago, and steps were taken since that should have waited
 */
export function findDanger(played, enteredHoursLater = 0) {
  const { luck, year } = played;
  const kind = luck.weighted({ violence: 30, health: 20, safety: 30, interim_care: 15, other: 5 });
  const immediateConcernId = played.id('danger');
  const type = kind === 'violence' ? 'health' : kind;
  const isLeaving = kind === 'safety' || kind === 'interim_care';
  const encounterId = isLeaving && luck.happens(0.8) ? played.id('encounter') : undefined;
  const registeredAt = Date.parse(
    played.state.facts.findLast(({ type }) => type === 'CaseRegistered')?.occurredAt ?? '',
  );
  const foundAtMs =
    enteredHoursLater === 0 ? year.nowMs : Math.max(year.nowMs - enteredHoursLater * HOUR, registeredAt);
  const atMs = foundAtMs - luck.between(2, luck.happens(0.8) ? 110 : 260) * HOUR;
  const incident = luck.happens(0.7) ? { at: instant(atMs) } : { on: localDate(atMs) };
  const accepted = played.work(
    'raiseImmediateConcern',
    {
      immediateConcernId,
      type,
      ...(kind === 'violence' ? { incident } : {}),
      ...(encounterId === undefined ? {} : { encounterId }),
    },
    foundAtMs,
  );
  if (!accepted || encounterId === undefined) return;
  played.after(luck.between(60, 150) * MINUTE, () => {
    played.work('recordEncounterEnd', { encounterId }, foundAtMs + luck.between(60, 150) * MINUTE);
  });
}
const ANSWERS = {
  health: { service_reached: 50, referral_accepted: 42, informed_refusal: 8 },
  safety: { safety_plan: 75, interim_care: 15, service_reached: 10 },
  interim_care: { interim_care: 90, informed_refusal: 10 },
  other: { service_reached: 70, safety_plan: 30 },
};
export const urgentReactions = {
  ImmediateConcernRaised: (played, { data }) => {
    const { luck } = played;
    const { immediateConcernId, type, encounterId, incident } = data;
    const by = luck.weighted(ANSWERS[type]);
    const isInTime = luck.happens(0.88);
    const within = encounterId === undefined ? luck.between(30, 400) : luck.between(10, 55);
    const delay = isInTime ? within * MINUTE : luck.between(4, 70) * HOUR;
    if (type === 'health') goToDoctor(played, delay, incident !== null && luck.happens(0.12));
    played.after(delay + MINUTE, () => address(played, immediateConcernId, by));
  },
};
/** UA-6: a medical referral at once; outside the consent only with the supervisor (CONS-5). */
function goToDoctor(played, delay, isForgotten) {
  const { luck, state } = played;
  if (isForgotten) return;
  const isCovered = state.consent === null || state.consent.services?.includes('medical') === true;
  played.after(delay * luck.next(), () => {
    if (isCovered) refer(played, 'medical', true);
    else override(played);
  });
}
function override(played) {
  const referral = refer(played, 'medical', true, 'draft');
  if (referral === null) return;
  played.after(40 * MINUTE, () => {
    const payload = { referralId: referral, ground: 'immediate_safety_risk', ...played.content('override') };
    if (!played.give(played.supervisor, 'overrideSharing', payload)) return;
    played.after(2 * DAY, () => played.work('explainSharing', { referralId: referral }));
  });
}
function address(played, immediateConcernId, by) {
  if (played.state.death !== null) return;
  const accepted = played.work('addressImmediateConcern', {
    immediateConcernId,
    by,
    accompanied: by === 'service_reached',
    ...(by === 'interim_care' ? { placeNamed: true } : {}),
    ...(by === 'informed_refusal' ? { noGroundToOverride: true } : {}),
    ...played.content('urgent_action'),
  });
  if (!accepted || !played.isOpen || !played.luck.happens(0.3)) return;
  played.after(played.luck.between(1, 5) * DAY, () => {
    const startedOn = localDate(played.year.nowMs);
    if (played.isOpen)
      played.work('recordService', { service: played.luck.one(SERVICE_TYPES), startedOn, urgent: true });
  });
}
//# sourceMappingURL=urgent.js.map
