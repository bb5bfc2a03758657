import type { KnownObligation, ObligationKind } from '@caseward/domain';
import { HOUR, MINUTE, startOfDay } from '../calendar.js';
import type { CaseInPlay } from '../play.js';
import { contact } from './contact.js';
import { intention, type Intention } from './intention.js';
import { agreePlan } from './planning.js';
import { plotOf } from './plot.js';
import { ratingsAtReview, ratingsOfAssessment } from './ratings.js';
import type { Reactions } from './reactions.js';

type Doing = (played: CaseInPlay, key: string, atMs: number) => void;

const DOING: Readonly<Partial<Record<ObligationKind, Doing>>> = {
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

function isLost(played: CaseInPlay): boolean {
  return plotOf(played).lostFromMs !== null;
}

function attend(played: CaseInPlay, key: string): void {
  const obligation = played.state.obligations[key];
  const doing = obligation === undefined ? undefined : DOING[obligation.kind];
  if (obligation === undefined || doing === undefined || obligation.status !== 'open') return;
  const { doneAtMs, enteredAtMs } = meant(played, obligation);
  const act = (): void => {
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
function meant(played: CaseInPlay, obligation: KnownObligation): Intention {
  const { luck, year } = played;
  const { kind, due } = obligation;
  if (kind === 'post_closure_review' && due.dueOn !== null) {
    const first = startOfDay(Date.parse(`${due.dueOn}T12:00:00.000Z`));
    const day = luck.happens(0.8) ? luck.upTo(28) : luck.between(32, 60);
    const doneAtMs = startOfDay(first, day) + luck.between(8 * 60, 17 * 60) * MINUTE;
    return { doneAtMs, enteredAtMs: doneAtMs };
  }
  const isAtOnce = (kind === 'assessment' || kind === 'reassessment') && obligation.level === 'HIGH';
  if (!isAtOnce || !luck.happens(0.85))
    return intention({ luck, nowMs: year.nowMs, ...obligation, diligence: plotOf(played).diligence });
  const left = Date.parse(due.overdueFrom) - 1 - year.nowMs;
  const doneAtMs = year.nowMs + Math.max(MINUTE, Math.min(left, luck.between(20, 80) * MINUTE));
  return { doneAtMs, enteredAtMs: doneAtMs + (luck.happens(0.15) ? luck.between(5, 60) * HOUR : 0) };
}

export const dutyReactions: Reactions = {
  ObligationArmed: (played, { data }) => attend(played, data.key),
  ObligationRescheduled: (played, { data }) => attend(played, data.key),
};
