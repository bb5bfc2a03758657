/** The year of the story, in the zone of the default policy, which is three hours ahead all year. */
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
const AHEAD = 3 * HOUR;

export const YEAR = 2025;
/** First moment of the year, and the first one after it. */
export const YEAR_STARTS = Date.UTC(YEAR, 0, 1) - AHEAD;
export const YEAR_ENDS = Date.UTC(YEAR + 1, 0, 1) - AHEAD;
/** When the last deadline of the year has passed, next door too, where midnight is an hour later. */
export const PLAY_ENDS = YEAR_ENDS + HOUR + 1;

export const instant = (ms: number): string => new Date(ms).toISOString();
export const localDate = (ms: number): string => new Date(ms + AHEAD).toISOString().slice(0, 10);

/** Midnight of the local day of a moment, some days later or earlier. */
export function startOfDay(ms: number, daysLater = 0): number {
  return Math.floor((ms + AHEAD) / DAY) * DAY - AHEAD + daysLater * DAY;
}

/** 0 on Sunday. */
export function weekday(ms: number): number {
  return new Date(ms + AHEAD).getUTCDay();
}
