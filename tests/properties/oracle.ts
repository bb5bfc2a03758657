import type { Instant, LocalDate } from '@caseward/domain';

const MINUTE = 60_000;
const QUARTER = 15 * MINUTE;
const HOUR = 60 * MINUTE;

/** What clocks on the wall show, from the runtime's own zone database: the domain never asks it. */
export class WallClock {
  private readonly dates: Intl.DateTimeFormat;
  private readonly times: Intl.DateTimeFormat;
  private readonly firstInstants = new Map<LocalDate, number>();

  constructor(readonly name: string) {
    const day = { timeZone: name, year: 'numeric', month: '2-digit', day: '2-digit' } as const;
    this.dates = new Intl.DateTimeFormat('en-CA', day);
    this.times = new Intl.DateTimeFormat('en-CA', {
      timeZone: name,
      hourCycle: 'h23',
      hour: '2-digit',
      minute: '2-digit',
    });
  }

  dateAt(ms: number): LocalDate {
    return this.dates.format(ms);
  }

  /** Milliseconds from the start of the local day, to the minute, as the clock shows it. */
  private timeAt(ms: number): number {
    const [hour = 0, minute = 0] = this.times.format(ms).split(':').map(Number);
    return hour * HOUR + minute * MINUTE;
  }

  /** How far the wall is ahead of UTC, in minutes. */
  private aheadAt(ms: number): number {
    const days = Math.round((Date.parse(`${this.dateAt(ms)}T00:00:00.000Z`) - ms + (ms % (24 * HOUR))) / (24 * HOUR));
    return days * 1440 + (this.timeAt(ms) - (ms % (24 * HOUR))) / MINUTE;
  }

  /** How often the clocks were changed: looked up at noon of every day. */
  changesBetween(from: number, until: number): number {
    let [changes, before] = [0, this.aheadAt(from)];
    for (let noon = from + 12 * HOUR; noon < until + 24 * HOUR; noon += 24 * HOUR) {
      const ahead = this.aheadAt(noon);
      if (ahead !== before) changes += 1;
      before = ahead;
    }
    return changes;
  }

  /** The first instant at which the wall shows this date or a later one. */
  private firstInstantOf(date: LocalDate): number {
    const known = this.firstInstants.get(date);
    if (known !== undefined) return known;
    const noonish = Date.parse(`${date}T12:00:00.000Z`);
    const guess = noonish - this.timeAt(noonish) - (this.dateAt(noonish) > date ? 24 * HOUR : 0);
    const found = this.isFirstOf(date, guess) ? guess : this.searchFirst(date, noonish);
    this.firstInstants.set(date, found);
    return found;
  }

  private isFirstOf(date: LocalDate, ms: number): boolean {
    if (this.dateAt(ms) < date) return false;
    return [1, QUARTER, 2 * QUARTER, HOUR, 2 * HOUR].every((earlier) => this.dateAt(ms - earlier) < date);
  }

  /** Quarter by quarter, then minute by minute: slow, for the days on which clocks jump. */
  private searchFirst(date: LocalDate, noonish: number): number {
    let ms = noonish - 30 * HOUR;
    while (this.dateAt(ms) < date) ms += QUARTER;
    ms -= QUARTER;
    while (this.dateAt(ms) < date) ms += MINUTE;
    return ms;
  }

  /** TIME-3, A72: when it is too late for something that was due on this date. */
  endOf(date: LocalDate): Instant {
    return new Date(this.firstInstantOf(nextDay(date))).toISOString();
  }
}

const LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
const lengthOf = (year: number, month: number): number => (month === 2 && isLeap(year) ? 29 : LENGTHS[month - 1]!);

const read = (date: LocalDate): [number, number, number] => [
  Number(date.slice(0, 4)),
  Number(date.slice(5, 7)),
  Number(date.slice(8)),
];
const two = (value: number): string => String(value).padStart(2, '0');
const write = (year: number, month: number, day: number): LocalDate => `${String(year)}-${two(month)}-${two(day)}`;

/** The calendar, a leaf at a time. */
export function nextDay(date: LocalDate): LocalDate {
  const [year, month, day] = read(date);
  if (day < lengthOf(year, month)) return write(year, month, day + 1);
  return month < 12 ? write(year, month + 1, 1) : write(year + 1, 1, 1);
}

export function previousDay(date: LocalDate): LocalDate {
  const [year, month, day] = read(date);
  if (day > 1) return write(year, month, day - 1);
  return month > 1 ? write(year, month - 1, lengthOf(year, month - 1)) : write(year - 1, 12, 31);
}

export function daysLater(date: LocalDate, days: number): LocalDate {
  let at = date;
  for (let turned = 0; turned < days; turned += 1) at = nextDay(at);
  for (let turned = 0; turned > days; turned -= 1) at = previousDay(at);
  return at;
}

/** TIME-4: leaf by leaf into the right month, then on to the same day of the month or to its last one. */
export function monthsLater(date: LocalDate, months: number): LocalDate {
  const [, , wanted] = read(date);
  let [at, turned] = [date, 0];
  while (turned < months) {
    at = nextDay(at);
    if (at.endsWith('-01')) turned += 1;
  }
  for (;;) {
    const [year, month, day] = read(at);
    if (months === 0 || day === wanted || day === lengthOf(year, month)) return at;
    at = nextDay(at);
  }
}

/** CLK-4 by its words: real dates after the anchor, virtual ones before it, the n-th most recent plus the period. */
export function nextVisit(
  { times, days }: { readonly times: number; readonly days: number },
  anchor: LocalDate,
  visits: readonly LocalDate[],
): LocalDate {
  const history = [...new Set(visits)].sort().reverse();
  for (let k = 0; k < times; k += 1) history.push(daysLater(anchor, -Math.ceil((k * days) / times)));
  return daysLater(history[times - 1]!, days);
}
