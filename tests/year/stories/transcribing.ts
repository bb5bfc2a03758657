import { DAY, instant } from '../calendar.js';
import { dataEntry } from '../cast.js';
import type { Reactions } from './reactions.js';

/** SUPV-1: some cases are typed in by a clerk of the office, for a while or for good. */
export const transcribingReactions: Reactions = {
  CaseRegistered: (played) => {
    const { luck, year } = played;
    if (!luck.happens(0.35)) return;
    const assignment = {
      assignmentId: luck.uuid(),
      personId: dataEntry(played.owner).personId,
      caseId: played.caseId,
      assignedBy: played.owner.caseworkerId,
      startsAt: instant(year.nowMs),
      recordedAt: instant(year.nowMs + (luck.happens(0.3) ? luck.between(1, 20) * DAY : 0)),
    };
    if (!luck.happens(0.4)) {
      year.transcribed.push({ ...assignment, end: null });
      return;
    }
    const endsMs = year.nowMs + luck.between(20, 120) * DAY;
    const recordedAt = instant(endsMs + (luck.happens(0.4) ? luck.between(1, 40) * DAY : 0));
    year.transcribed.push({ ...assignment, end: { endsAt: instant(endsMs), recordedAt } });
  },
};
