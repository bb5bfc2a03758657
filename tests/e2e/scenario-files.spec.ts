import { startHttpSite, type HttpSite } from '@caseward/cli';
import { instantOf, policyOf, reportText, type PlayReport } from '@caseward/scenario';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scenarioAt, temporaryFolder } from './support.js';

/** By the letters of the scenarios: from the normal path (A) to what was known and what had happened (I). */
const FILES = {
  A: ['O-01', 'O-02', 'O-04', 'O-05', 'O-08'],
  B: ['O-12', 'O-16', 'O-17', 'O-18', 'O-20'],
  C: ['O-21', 'O-22'],
  D: ['O-26', 'O-27', 'O-29', 'O-30'],
  E: ['O-35', 'O-36', 'O-39', 'O-40', 'O-41', 'data-entry-assigned'],
  F: ['O-42', 'O-43', 'O-44'],
  G: ['O-45'],
  H: ['O-53', 'O-54', 'access-request', 'complaint', 'directory', 'emergency-access', 'sop'],
  I: ['O-56', 'O-57'],
} as const;

const scenarios = Object.values(FILES)
  .flat()
  .map((id) => scenarioAt(`tests/acceptance/${id}.json`));
const zone = policyOf(scenarios[0]!).zone;

/** One file is open for an hour of the night before; all others begin on the first of June, and few go on for weeks. */
const THE_NIGHT = 600;
const FIRST_DAY = 1_200;
const EIGHT_HOURS_A_SECOND = 28_800;
const A_DAY_AND_A_HALF_A_SECOND = 129_600;
/** One file is left, whose next look is months away. */
const TWENTY_DAYS_A_SECOND = 1_728_000;

describe('scenario files on the whole system, side by side on one clock', () => {
  let site: HttpSite;
  let played: ReadonlyMap<string, Promise<PlayReport>>;
  const folder = temporaryFolder();

  beforeAll(async () => {
    site = await startHttpSite(scenarios, {
      dataDir: `${await folder.make()}/data`,
      speed: THE_NIGHT,
      paces: [
        { from: instantOf(zone, '2026-05-31 23:30'), speed: EIGHT_HOURS_A_SECOND },
        { from: instantOf(zone, '2026-06-01 08:30'), speed: FIRST_DAY },
        { from: instantOf(zone, '2026-06-01 14:00'), speed: EIGHT_HOURS_A_SECOND },
        { from: instantOf(zone, '2026-07-17 00:00'), speed: A_DAY_AND_A_HALF_A_SECOND },
        { from: instantOf(zone, '2026-09-23 00:00'), speed: TWENTY_DAYS_A_SECOND },
      ],
    });
    played = new Map(scenarios.map((scenario) => [scenario.id, site.play(scenario)]));
  }, 300_000);

  afterAll(async () => {
    await site.stop();
    await folder.remove();
  });

  it.each(scenarios.map(({ id, title, rules }) => [id, `${title} [${rules.join(' ')}]`]))(
    '%s %s',
    { timeout: 420_000 },
    async (id) => {
      const report = await played.get(id)!;
      expect(report.differences, reportText(report)).toEqual([]);
    },
  );

  it('there are twenty at the least, and one of each letter', () => {
    expect(scenarios.length).toBeGreaterThanOrEqual(20);
    expect(Object.keys(FILES).join('')).toBe('ABCDEFGHI');
  });
});
