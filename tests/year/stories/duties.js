import { DAY, HOUR, MINUTE, startOfDay, weekday } from '../calendar.js';
import { contact } from './contact.js';
import { agreePlan } from './planning.js';
import { plotOf } from './plot.js';
import { ratingsAtReview, ratingsOfAssessment } from './ratings.js';
/** Most is done in time, a little of it entered days later; some late, some very late. */
function intention(played, { anchor, due }) {
  const { luck, year } = played;
  const fromMs = Math.max(Date.parse(anchor), year.nowMs) + MINUTE;
  const dueMs = Date.parse(due.overdueFrom) - 1;
  const { diligence } = plotOf(played);
  if (dueMs <= fromMs || !luck.happens(diligence)) {
    const delay = luck.happens(0.7) ? luck.between(1, 5) * DAY : luck.between(6, 25) * DAY;
    const doneAtMs = atWork(played, Math.max(dueMs, fromMs) + delay);
    return { doneAtMs, enteredAtMs: doneAtMs };
  }
  const share = 0.45 + 0.55 * luck.next();
  const wished = atWork(played, fromMs + share * (dueMs - fromMs));
  const doneAtMs = wished < fromMs || wished > dueMs ? fromMs + share * (dueMs - fromMs) : wished;
  const lateness = luck.happens(0.07) ? luck.between(8, 110) * HOUR : 0;
  return { doneAtMs: Math.floor(doneAtMs), enteredAtMs: Math.floor(doneAtMs) + lateness };
}
/** A moment in working hours of that local day, or of the day before when it is a Sunday. */
function atWork(played, ms) {
  const day = startOfDay(ms, weekday(ms) === 0 ? -1 : 0);
  return day + 8 * HOUR + played.luck.upTo(9 * 60) * MINUTE;
}
const DOING = {
  assessment: (played, _, atMs) => {
    const [last] = played.state.facts.slice(-1);
    const encounterId = last?.type === 'CaseRegistered' ? last.data.encounterId : undefined;
    const ratings = ratingsOfAssessment(played);
    const content = played.content('assessment');
    played.work(
      'completeAssessment',
      { ratings, ...content, ...(encounterId === undefined ? {} : { encounterId }) },
      atMs,
    );
  },
  reassessment: (played, _, atMs) => played.work('completeAssessment', played.content('assessment'), atMs),
  plan: (played, _, atMs) => agreePlan(played, atMs),
  plan_revision: (played, _, atMs) => {
    if (played.state.plan?.status !== 'agreed') agreePlan(played, atMs);
  },
  follow_up: (played, key, atMs) => contact(played, key, atMs),
  review: (played, _, atMs) => {
    if (!isLost(played))
      played.work('holdReview', { ratings: ratingsAtReview(played), ...played.content('review') }, atMs);
  },
  closure_decision: (played, _, atMs) => {
    if (played.luck.happens(0.4)) played.give(played.supervisor, 'keepCaseOpen', played.content('decision'), atMs);
  },
  post_closure_review: (played, _, atMs) => {
    if (played.luck.happens(0.9)) played.work('holdFinalReview', played.content('review'), atMs);
  },
};
function isLost(played) {
  return plotOf(played).lostFromMs !== null;
}
function attend(played, key) {
  const obligation = played.state.obligations[key];
  const doing = obligation === undefined ? undefined : DOING[obligation.kind];
  if (obligation === undefined || doing === undefined || obligation.status !== 'open') return;
  const { doneAtMs, enteredAtMs } = meant(played, obligation);
  const act = () => {
    if (played.state.obligations[key]?.status !== 'open') return;
    if (played.isInDanger(doneAtMs) && obligation.kind !== 'follow_up') {
      played.after(4 * HOUR, () => attend(played, key));
      return;
    }
    doing(played, key, doneAtMs);
  };
  played.year.agenda.add(Math.max(enteredAtMs, played.year.nowMs + MINUTE), act);
}
/** Before leaving the child, or in the hours that are left; the final review not before its day (POST-1). */
function meant(played, obligation) {
  const { luck, year } = played;
  const { kind, due } = obligation;
  if (kind === 'post_closure_review' && due.dueOn !== null) {
    const first = startOfDay(Date.parse(`${due.dueOn}T12:00:00.000Z`));
    const day = luck.happens(0.8) ? luck.upTo(28) : luck.between(32, 60);
    const doneAtMs = startOfDay(first, day) + luck.between(8 * 60, 17 * 60) * MINUTE;
    return { doneAtMs, enteredAtMs: doneAtMs };
  }
  const isAtOnce = (kind === 'assessment' || kind === 'reassessment') && obligation.level === 'HIGH';
  if (!isAtOnce || !luck.happens(0.85)) return intention(played, obligation);
  const left = Date.parse(due.overdueFrom) - 1 - year.nowMs;
  const doneAtMs = year.nowMs + Math.max(MINUTE, Math.min(left, luck.between(20, 80) * MINUTE));
  return { doneAtMs, enteredAtMs: doneAtMs + (luck.happens(0.15) ? luck.between(5, 60) * HOUR : 0) };
}
export const dutyReactions = {
  ObligationArmed: (played, { data }) => attend(played, data.key),
  ObligationRescheduled: (played, { data }) => attend(played, data.key),
};
//# sourceMappingURL=duties.js.map
