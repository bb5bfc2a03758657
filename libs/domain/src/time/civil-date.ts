import { DAY_MS, type LocalDate } from './instant.js';

interface CivilDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

function parts(date: LocalDate): CivilDate {
  return { year: Number(date.slice(0, 4)), month: Number(date.slice(5, 7)), day: Number(date.slice(8, 10)) };
}

function text(year: number, month: number, day: number): LocalDate {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** Days since 1970-01-01 of a calendar date. */
export function epochDay(date: LocalDate): number {
  const { year, month, day } = parts(date);
  return Date.UTC(year, month - 1, day) / DAY_MS;
}

export function dateOfEpochDay(days: number): LocalDate {
  return new Date(days * DAY_MS).toISOString().slice(0, 10);
}

/** TIME-2: calendar days; weekends and holidays count. */
export function addDays(date: LocalDate, days: number): LocalDate {
  return dateOfEpochDay(epochDay(date) + days);
}

export function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** TIME-4: calendar months from the anchor, clamped to the end of the month. */
export function addMonths(date: LocalDate, months: number): LocalDate {
  const { year, month, day } = parts(date);
  const index = year * 12 + (month - 1) + months;
  const targetYear = Math.floor(index / 12);
  const targetMonth = (index % 12) + 1;
  return text(targetYear, targetMonth, Math.min(day, daysInMonth(targetYear, targetMonth)));
}

/** The day on which somebody completes that many years; born on 29 February, 1 March in a common year (CLOSE-6). */
export function birthdayOf(bornOn: LocalDate, years: number): LocalDate {
  const date = addMonths(bornOn, years * 12);
  return parts(date).day === parts(bornOn).day ? date : addDays(date, 1);
}

export function isLocalDate(value: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(value) && dateOfEpochDay(epochDay(value)) === value;
}
