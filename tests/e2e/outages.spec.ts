import { startHttpSite } from '@caseward/cli';
import { openDataSource, rows } from '@caseward/persistence';
import { reportText } from '@caseward/scenario';
import { expect, it } from 'vitest';
import { caseward, reached, scenarioAt, withFolder } from './support.js';

const TWO_HOURS_A_SECOND = 7_200;
const DEATHS = [
  ['worker', '2026-06-03 12:00'],
  ['api', '2026-06-03 18:30'],
  ['temporal', '2026-06-04 09:00'],
  ['postgres', '2026-06-04 15:00'],
] as const;

it('worker, API, engine and database die one after the other: the scenario goes on and ends right', async () => {
  const scenario = scenarioAt('tests/e2e/outages.json');
  await withFolder(async (folder) => {
    const dataDir = `${folder}/data`;
    const log: string[] = [];
    const site = await startHttpSite([scenario], { dataDir, speed: TWO_HOURS_A_SECOND, say: (line) => log.push(line) });
    try {
      const { simulation } = site;
      const playing = site.play(scenario);
      for (const [part, moment] of DEATHS) {
        await reached(simulation, scenario, moment);
        await simulation.stack[part].kill('SIGKILL');
      }
      const report = await playing;
      expect(report.differences, reportText(report)).toEqual([]);
      expect(log.filter((line) => line.includes('SIGKILL')).map((line) => line.split(' ')[0])).toEqual(
        DEATHS.map(([part]) => part),
      );

      const record = await openDataSource({ url: simulation.stack.urls.databaseUrl, poolSize: 1 });
      const twice = await rows(
        record,
        'SELECT command_id FROM caseward.case_event GROUP BY command_id HAVING count(DISTINCT recorded_at) > 1',
      );
      await record.destroy();
      expect(twice, 'commands that acted more than once').toEqual([]);

      const replayed = await caseward(['replay', '--all', '--data', dataDir]);
      expect(replayed.code, replayed.stdout + replayed.stderr).toBe(0);
    } finally {
      await site.stop();
    }
  });
});
