import { readFileSync } from 'node:fs';
import { workflowDriver } from '@caseward/cli';
import { parseScenario, play, reportText } from '@caseward/scenario';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { workflowBundle } from '../support/case-worker.js';
import { timeSkippingEngine, type Engine } from '../support/engine.js';
import { testDatabase, type TestDatabase } from '../support/postgres.js';
import { testCodec } from '../support/test-codec.js';

const FILES = ['normal-low', 'normal-medium', 'normal-high', 'ladder-high', 'rise-and-fall'];

/** The workflow cache at its usual size, and at zero, where every task replays the whole run. */
describe.each([100, 0])('scenario files on workflow, worker and database, %i cases cached', (maxCachedWorkflows) => {
  let engine: Engine;
  let database: TestDatabase;

  beforeAll(async () => {
    [engine, database] = await Promise.all([timeSkippingEngine(testCodec()), testDatabase()]);
  });

  afterAll(async () => {
    await engine.stop();
    await database.drop();
  });

  it.each(FILES)('%s', { timeout: 120_000 }, async (name) => {
    const scenario = parseScenario(readFileSync(`${import.meta.dirname}/../acceptance/${name}.json`, 'utf8'));
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
});
