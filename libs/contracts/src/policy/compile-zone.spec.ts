import { fixedZone, fromMs, localDateOf, type Zone } from '@caseward/domain';
import { describe, expect, it } from 'vitest';
import { compileZone } from './compile-zone.js';

const SECOND = 1000;
const [FIRST_YEAR, LAST_YEAR] = [2000, 2100];

const ZONES = [
  'UTC', 'Africa/Cairo', 'Africa/Casablanca', 'Africa/Juba', 'Africa/Khartoum', 'America/Bogota', 'America/Caracas',
  'America/Guatemala', 'America/New_York', 'America/Sao_Paulo', 'Antarctica/Troll', 'Asia/Aden', 'Asia/Amman',
  'Asia/Baghdad', 'Asia/Beirut', 'Asia/Damascus', 'Asia/Dhaka', 'Asia/Gaza', 'Asia/Kabul', 'Asia/Kathmandu',
  'Asia/Pyongyang', 'Asia/Tehran', 'Australia/Lord_Howe', 'Europe/Dublin', 'Europe/Istanbul', 'Europe/Kyiv',
  'Europe/London', 'Pacific/Apia', 'Pacific/Chatham', 'Pacific/Norfolk',
]; // prettier-ignore

/** Asked another way than the compiler does: through the name of the offset. */
function intlOffset(zone: string): (ms: number) => number {
  const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
  return (ms) => {
    const name = format.formatToParts(ms).find(({ type }) => type === 'timeZoneName')?.value ?? '';
    const [, sign, hours = 0, minutes = 0] = /GMT(?:([+-])(\d{2}):(\d{2}))?/.exec(name) ?? [];
    return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) + 0;
  };
}

function compiledOffset(zone: Zone, ms: number): number {
  return zone.offsets.findLast(({ fromMs: from }) => from <= ms)?.minutes ?? Number.NaN;
}

describe('a time zone compiled to data', () => {
  it.each(ZONES)('%s agrees with Intl at every change, a second before it and every few days', (name) => {
    const zone = compileZone(name, FIRST_YEAR, LAST_YEAR);
    const asked = intlOffset(name);
    const changes = zone.offsets.slice(1).flatMap(({ fromMs: at }) => [at - SECOND, at]);
    const sampled: number[] = [];
    for (let ms = Date.UTC(FIRST_YEAR, 0, 1, 11, 7); ms < Date.UTC(LAST_YEAR + 1, 0, 1); ms += 77 * 3_600_000)
      sampled.push(ms);
    const wrong = [...changes, ...sampled].filter((ms) => compiledOffset(zone, ms) !== asked(ms));
    expect(wrong.map(fromMs)).toEqual([]);
  });

  it('finds both changes of a year and the exact second of each', () => {
    const london = compileZone('Europe/London', 2026, 2026);
    expect(london.offsets.map(({ fromMs: at, minutes }) => [at > 0 ? fromMs(at) : 'ever', minutes])).toEqual([
      ['ever', 0],
      ['2026-03-29T01:00:00.000Z', 60],
      ['2026-10-25T01:00:00.000Z', 0],
    ]);
  });

  it('keeps the local date that Intl shows on the day that Samoa skipped', () => {
    const apia = compileZone('Pacific/Apia', 2011, 2012);
    const day = new Intl.DateTimeFormat('en-CA', { timeZone: 'Pacific/Apia' });
    for (let hour = 0; hour < 96; hour += 1) {
      const instant = fromMs(Date.UTC(2011, 11, 28, hour));
      expect(localDateOf(apia, instant)).toBe(day.format(new Date(instant)));
    }
  });

  it('takes an offset as it is', () => {
    expect(compileZone('+03:00')).toEqual(fixedZone('+03:00', 180));
    expect(compileZone('UTC-04:30')).toEqual(fixedZone('UTC-04:30', -270));
  });

  it('refuses an unknown name with an example of a known one', () => {
    expect(() => compileZone('Asia/Nowhere')).toThrow(/Asia\/Amman/);
  });
});
