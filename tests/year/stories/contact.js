import { DAY, HOUR } from '../calendar.js';
import { plotOf } from './plot.js';
import { ratingsAtFollowUp } from './ratings.js';
const CHANNELS = ['visit', 'visit', 'visit', 'call', 'office', 'message'];
/** One follow-up contact; who was not reached is tried again, and a child who is lost is looked for. */
export function contact(played, key, atMs) {
  const { luck } = played;
  const channel = luck.one(CHANNELS);
  const { lostFromMs } = plotOf(played);
  if (lostFromMs !== null && atMs >= lostFromMs) {
    played.work('recordFollowUp', { reached: 'nobody', channel }, atMs);
    played.after(luck.between(9, 20) * DAY, () => again(played, key));
    return;
  }
  const reached = luck.weighted({ child: 62, caregiver: 27, nobody: 6, provider: 4, other: 1 });
  const isReached = reached === 'child' || reached === 'caregiver';
  const ratings = isReached ? ratingsAtFollowUp(played) : [];
  played.work('recordFollowUp', { reached, channel, ratings, ...played.content('follow_up') }, atMs);
  if (!isReached) played.after(luck.between(3, 40) * HOUR, () => again(played, key));
}
function again(played, key) {
  if (played.state.obligations[key]?.status === 'open') contact(played, key, played.year.nowMs);
}
//# sourceMappingURL=contact.js.map
