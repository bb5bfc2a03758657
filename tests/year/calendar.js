/** The year of the story, in the zone of the default policy, which is three hours ahead all year. */
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
const AHEAD = 3 * HOUR;
export const YEAR = 2025;
/** First moment of the year, and the first one after it. */
export const YEAR_STARTS = Date.UTC(YEAR, 0, 1) - AHEAD;
export const YEAR_ENDS = Date.UTC(YEAR + 1, 0, 1) - AHEAD;
export const instant = (ms) => new Date(ms).toISOString();
export const localDate = (ms) => new Date(ms + AHEAD).toISOString().slice(0, 10);
/** Midnight of the local day of a moment, some days later or earlier. */
export function startOfDay(ms, daysLater = 0) {
  return Math.floor((ms + AHEAD) / DAY) * DAY - AHEAD + daysLater * DAY;
}
/** 0 on Sunday. */
export function weekday(ms) {
  return new Date(ms + AHEAD).getUTCDay();
}
//# sourceMappingURL=calendar.js.map
