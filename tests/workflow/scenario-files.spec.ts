import { readFileSync } from 'node:fs';
import { workflowDriver } from '@caseward/cli';
import { parseScenario, play, reportText } from '@caseward/scenario';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { workflowBundle } from '../support/case-worker.js';
import { timeSkippingEngine, type Engine } from '../support/engine.js';
import { testDatabase, type TestDatabase } from '../support/postgres.js';
import { testCodec } from '../support/test-codec.js';

const WHOLE_STORIES = ['normal-low', 'normal-medium', 'normal-high', 'ladder-high', 'rise-and-fall'];
/** What crosses from one part to another: windows and alarms, handshakes of two agencies, decisions of several people. */
const SCENARIOS = [
  'O-03',
  'O-07',
  'O-21',
  'O-23',
  'O-30',
  'O-31',
  'O-33',
  'O-37',
  'O-40',
  'O-41',
  'O-44',
  'O-46',
  'O-48',
  'O-49',
  'O-54',
  'complaint',
  'directory',
  'emergency-access',
  'policy-adoption',
  'policy-unrwa',
  'sop',
];

/** The workflow cache at its usual size, and at zero, where every task replays the whole run. */
describe.each([
  { maxCachedWorkflows: 100, files: [...WHOLE_STORIES, ...SCENARIOS, 'O-32'] },
  { maxCachedWorkflows: 0, files: WHOLE_STORIES },
])(
  'scenario files on workflow, worker and database, $maxCachedWorkflows cases cached',
  ({ maxCachedWorkflows, files }) => {
    let engine: Engine;
    let database: TestDatabase;

    beforeAll(async () => {
      [engine, database] = await Promise.all([timeSkippingEngine(testCodec()), testDatabase()]);
    });

    afterAll(async () => {
      await engine.stop();
      await database.drop();
    });

    it.each(files)('%s', { timeout: 120_000 }, async (name) => {
      const readText = (path: string): string => readFileSync(`${import.meta.dirname}/../acceptance/${path}`, 'utf8');
      const scenario = parseScenario(readText(`${name}.json`), readText);
      const start = workflowDriver({
        engine,
        codec: testCodec(),
        databaseUrl: database.url,
        bundle: await workflowBundle(),
        maxCachedWorkflows,
      });
      const report = await play(scenario, start, { run: `${name}/${maxCachedWorkflows}` });
      expect(report.differences, reportText(report)).toEqual([]);
    });
  },
);
