import { DAY, HOUR, localDate } from '../calendar.js';
import { PROVIDERS, provider } from '../cast.js';
/** @returns the id of the referral; null when it was refused */
export function refer(played, service, urgent, as = 'sent') {
  const { luck } = played;
  const referralId = played.id('referral');
  const request = {
    referralId,
    service,
    ...luck.one(PROVIDERS),
    priority: urgent ? 'high' : luck.weighted({ high: 10, medium: 50, low: 40 }),
    channel: urgent ? 'phone' : luck.one(['protected_email', 'sealed_envelope', 'digital_system']),
    urgent,
    ...played.content('referral'),
  };
  return played.work(as === 'draft' ? 'draftReferral' : 'sendReferral', request) ? referralId : null;
}
/** Services under the plan, of those that the consent covers. */
export function referUnderPlan(played) {
  const { luck } = played;
  const wanted = Number(luck.weighted({ 0: 20, 1: 40, 2: 25, 3: 15 }));
  for (let number = 0; number < wanted; number += 1) {
    played.after(luck.between(1, 40) * DAY * luck.next(), () => {
      const services = played.state.consent?.services ?? [];
      if (!played.isOpen || services.length === 0) return;
      refer(played, luck.one(services), false, luck.happens(0.3) ? 'draft' : 'sent');
    });
  }
}
/** How long the answer may take (REF-2). */
const TERM = { high: DAY, medium: 3 * DAY, low: 7 * DAY };
export const referralReactions = {
  ReferralDrafted: (played, { data }) => {
    if (data.urgent || !played.luck.happens(0.85)) return;
    played.after(played.luck.between(1, 60) * HOUR, () => {
      const { consent, referrals } = played.state;
      if (!played.isOpen || referrals[data.referralId]?.status !== 'draft') return;
      if (consent?.services?.includes(data.service) === true) played.work('sendReferral', data);
    });
  },
  ReferralSent: (played, { data }) => {
    const { luck } = played;
    const { referralId, priority } = data;
    const how = luck.weighted({ accepted: 70, late: 14, rejected: 9, revoked: 3, silent: 4 });
    const delay = TERM[priority] * (how === 'late' ? 1.1 + 2 * luck.next() : 0.05 + 0.8 * luck.next());
    if (how === 'silent') return;
    played.after(delay, () => {
      if (played.state.referrals[referralId]?.status !== 'sent') return;
      if (how === 'revoked') {
        played.work('revokeReferral', { referralId, ...played.content('referral') });
        return;
      }
      const answer = { referralId, accepted: how !== 'rejected', ...played.content('referral') };
      if (luck.happens(0.6)) played.work('answerReferral', answer);
      else played.give(provider(data.providerId, data.providerAgencyId), 'answerReferral', answer);
    });
  },
  ReferralAnswered: (played, { data }) => {
    const { luck, year } = played;
    const { referralId, accepted } = data;
    const referral = played.state.referrals[referralId];
    if (!accepted || referral === undefined || !luck.happens(0.8)) return;
    const startedOn = localDate(year.nowMs);
    played.after(luck.between(3, 45) * DAY, () => {
      const isStillOn = played.state.referrals[referralId]?.status === 'accepted';
      if (!isStillOn || played.state.closure !== null || played.state.death !== null) return;
      played.work('reportReferralDone', { referralId, ...played.content('referral') });
      const completedOn = localDate(year.nowMs);
      const urgent = !played.state.implementationStarted;
      if (!played.isOpen || !luck.happens(0.7)) return;
      played.work('recordService', { service: referral.service, startedOn, completedOn, referralId, urgent });
    });
  },
};
//# sourceMappingURL=referrals.js.map
