import { simulatedInstant } from '@caseward/domain';
import { expect, it } from 'vitest';
import { withPaces } from './simulation.js';

it('a clock changes its pace at the instants that were named, without a gap', () => {
  const first = { realFromMs: 5_000, simulatedFrom: '2026-06-01T06:00:00.000Z', speed: 3_600 };
  const paces = [
    { from: '2026-06-01T12:00:00.000Z', speed: 86_400 },
    { from: '2026-06-03T12:00:00.000Z', speed: 7_200 },
  ];
  const line = withPaces(first, paces);
  expect(line).toEqual([
    first,
    { realFromMs: 11_000, simulatedFrom: '2026-06-01T12:00:00.000Z', speed: 86_400 },
    { realFromMs: 13_000, simulatedFrom: '2026-06-03T12:00:00.000Z', speed: 7_200 },
  ]);
  expect(simulatedInstant(line, 12_000)).toBe('2026-06-02T12:00:00.000Z');
  expect(simulatedInstant(line, 14_000)).toBe('2026-06-03T14:00:00.000Z');
});
