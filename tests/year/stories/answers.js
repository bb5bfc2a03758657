import { DAY, HOUR, startOfDay, MINUTE, weekday } from '../calendar.js';
import { head, manager, supervisor, TEAMS } from '../cast.js';
import { carryOut } from './planning.js';
import { referralReactions, referUnderPlan } from './referrals.js';
/** Supervisors are away on Saturdays and Sundays: what waits for them waits until Monday. */
export function untilSupervisor(played, days) {
  const ms = played.year.nowMs + days * DAY;
  const rest = weekday(ms) === 6 ? 2 : weekday(ms) === 0 ? 1 : 0;
  const at = startOfDay(ms, rest) + 9 * HOUR + played.luck.upTo(7 * 60) * MINUTE;
  return Math.max(at - played.year.nowMs, 10 * MINUTE);
}
/** What others decide or answer. */
export const answerReactions = {
  ...referralReactions,
  PlanAgreed: (played) => {
    const { luck } = played;
    const days = luck.happens(0.85) ? 2 * luck.next() : luck.between(3, 7);
    played.after(untilSupervisor(played, days), () => signOff(played));
  },
  PlanSignedOff: (played, { data }) => {
    carryOut(played);
    if (data.revision === 1 || played.luck.happens(0.3)) referUnderPlan(played);
  },
  LoweringProposed: (played, { data }) => {
    const { concernId } = data;
    played.after(untilSupervisor(played, 3 * played.luck.next()), () => {
      const { state } = played;
      if (state.lowerings[concernId] === undefined || state.death !== null || played.isInDanger()) return;
      if (played.luck.happens(0.88)) played.give(played.supervisor, 'confirmLowering', { concernId });
      else played.give(played.supervisor, 'returnLowering', { concernId, ...played.content('decision') });
    });
  },
  EscalationOpened: (played, { data }) => {
    const { luck } = played;
    const { escalationId } = data;
    if (!luck.happens(0.35)) return;
    played.after(untilSupervisor(played, luck.next() * 3), () => {
      const found = played.state.escalations.find((one) => one.escalationId === escalationId);
      if (found?.status !== 'open') return;
      played.give(whoever(played, found.step), 'acknowledgeEscalation', { escalationId });
      if (luck.happens(0.25)) played.after(DAY, () => resolve(played, escalationId));
    });
  },
  MandatoryReportRaised: (played, { data }) => {
    const { luck } = played;
    const { reportId } = data;
    const decided = played.content('report');
    played.after(untilSupervisor(played, luck.next() * 2), () => {
      played.give(played.supervisor, 'adviseMandatoryReport', { reportId, advice: 'report', ...decided });
    });
    played.after(untilSupervisor(played, 3 + luck.upTo(4)), () => {
      const decision = luck.weighted({ report: 70, not_report: 20, defer: 10 });
      played.give(manager(played.owner), 'decideMandatoryReport', { reportId, decision, ...decided });
    });
  },
  BidFlagged: (played, { data }) => {
    played.after(untilSupervisor(played, played.luck.between(7, 40)), () => {
      const outcome = played.luck.weighted({ approve: 75, not_approve: 25 });
      if (!played.isOpen) return;
      const decision = { bidId: data.bidId, decidedBy: 'bid_panel', outcome, ...played.content('bid') };
      played.give(manager(played.owner), 'recordBidDecision', decision);
    });
  },
  TransferProposed: (played, { data }) => {
    played.after(untilSupervisor(played, played.luck.next() * 3), () => {
      const { state } = played;
      if (!played.isOpen || state.transfers[data.transferId]?.status !== 'proposed') return;
      if (state.consent?.caseTransfer === true) played.give(played.supervisor, 'sendTransfer', data);
      else
        played.give(played.supervisor, 'revokeTransfer', {
          transferId: data.transferId,
          ...played.content('transfer'),
        });
    });
  },
  TransferSent: (played, { data }) => answerTransfer(played, data.transferId, data.toAgencyId),
  WorkersNotified: (played, { data }) => {
    const { caseworkerId } = played.owner;
    if (!data.personIds.includes(caseworkerId) || !played.luck.happens(0.6)) return;
    const actor = played.caseworker;
    played.after(played.luck.between(1, 50) * HOUR, () => {
      const notice = played.state.notices.find(
        ({ personId, kind }) => personId === caseworkerId && kind === data.notice,
      );
      if (notice !== undefined) played.give(actor, 'acknowledgeNotice', { noticeId: notice.noticeId });
    });
  },
};
function whoever(played, step) {
  if (step === 1) return played.supervisor;
  return step === 2 ? manager(played.owner) : head(played.owner);
}
function resolve(played, escalationId) {
  const found = played.state.escalations.find((one) => one.escalationId === escalationId);
  if (found === undefined || found.status === 'resolved') return;
  played.give(whoever(played, found.step), 'resolveEscalation', { escalationId, ...played.content('escalation') });
}
function signOff(played) {
  const { state, luck } = played;
  if (state.plan?.status !== 'agreed' || !played.isOpen) return;
  if (played.isInDanger()) {
    played.after(6 * HOUR, () => signOff(played));
    return;
  }
  if (luck.happens(0.1)) played.give(played.supervisor, 'returnPlan', played.content('decision'));
  else played.give(played.supervisor, 'signOffPlan', {});
}
/** TR-6: most answer in time, some late, some never. */
function answerTransfer(played, transferId, toAgencyId) {
  const { luck, year } = played;
  const team = luck.one(TEAMS.filter(({ agencyId }) => agencyId === toAgencyId));
  const how = luck.weighted({ accept: 68, late: 14, reject: 10, revoke: 5, silence: 3 });
  if (how === 'silence') return;
  const delay = how === 'late' ? luck.between(8, 20) * DAY : luck.between(3, 22) * HOUR;
  played.after(delay, () => {
    if (played.state.transfers[transferId]?.status !== 'sent') return;
    const reason = played.content('transfer');
    if (how === 'revoke') played.give(played.supervisor, 'revokeTransfer', { transferId, ...reason });
    else if (how === 'reject') played.give(supervisor(team), 'rejectTransfer', { transferId, ...reason });
    else {
      const to = year.freeCaseworker(team, luck);
      const receiverOpenCases = year.openCasesOf(to.caseworkerId);
      played.give(supervisor(team), 'acceptTransfer', { transferId, to, receiverOpenCases });
    }
  });
}
//# sourceMappingURL=answers.js.map
