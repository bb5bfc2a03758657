import * as domain from '@caseward/domain';
import { describe, expect, it } from 'vitest';
import { daysLater, monthsLater, nextVisit, WallClock } from './oracle.js';
import { PROPERTIES } from './properties.js';

describe('whatever is drawn', () => {
  it.each(PROPERTIES.map((property) => [`${property.rule}: ${property.name}`, property] as const))(
    '%s',
    (_, property) => {
      expect(property.failure(domain, 2_000)).toBeNull();
    },
  );
});

describe('the oracle itself', () => {
  it('turns the calendar leaf by leaf', () => {
    expect(daysLater('2024-02-27', 3)).toBe('2024-03-01');
    expect(daysLater('2023-03-01', -1)).toBe('2023-02-28');
    expect(monthsLater('2026-01-31', 1)).toBe('2026-02-28');
    expect(monthsLater('2023-11-30', 3)).toBe('2024-02-29');
  });

  it('knows the days without a midnight', () => {
    expect(new WallClock('Asia/Amman').endOf('2022-03-31')).toBe('2022-03-31T21:00:00.000Z');
    expect(new WallClock('America/Havana').endOf('2026-03-07')).toBe('2026-03-08T05:00:00.000Z');
    expect(new WallClock('Pacific/Apia').endOf('2011-12-29')).toBe('2011-12-30T10:00:00.000Z');
  });

  it('counts visits by the words of CLK-4', () => {
    const twice = { times: 2, days: 7 };
    expect(nextVisit(twice, '2026-01-01', [])).toBe('2026-01-04');
    expect(nextVisit(twice, '2026-01-01', ['2026-01-03'])).toBe('2026-01-08');
    expect(nextVisit(twice, '2026-01-01', ['2026-01-03', '2026-01-03', '2026-01-05'])).toBe('2026-01-10');
  });
});
