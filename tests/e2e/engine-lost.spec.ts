import { rm } from 'node:fs/promises';
import { startHttpSite } from '@caseward/cli';
import { reportText } from '@caseward/scenario';
import { expect, it } from 'vitest';
import { caseward, reached, scenarioAt, withFolder } from './support.js';

const FOUR_HOURS_A_SECOND = 14_400;

it('the engine loses everything in the middle of a play: rebuilt from the record, the scenario ends right', async () => {
  const scenario = scenarioAt('tests/e2e/outages.json');
  await withFolder(async (folder) => {
    const dataDir = `${folder}/data`;
    const site = await startHttpSite([scenario], { dataDir, speed: FOUR_HOURS_A_SECOND });
    try {
      const { stack } = site.simulation;
      const playing = site.play(scenario);
      await reached(site.simulation, scenario, '2026-06-03 19:00');
      await stack.temporal.stop();
      await rm(`${dataDir}/temporal`, { recursive: true });
      await stack.temporal.start();
      const rebuilt = await caseward(['engine', 'rebuild', '--json', '--data', dataDir]);
      expect(rebuilt.code, rebuilt.stderr).toBe(0);
      // A command that came meanwhile has started its own case already.
      expect(JSON.parse(rebuilt.stdout)).toMatchObject({ total: 3 });
      const report = await playing;
      expect(report.differences, reportText(report)).toEqual([]);
      const checked = await caseward(['rebuild', '--check', '--data', dataDir]);
      expect(checked.code, checked.stdout + checked.stderr).toBe(0);
    } finally {
      await site.stop();
    }
  });
});
