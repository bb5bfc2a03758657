/** Records the golden histories of orders: `node tests/dist/replay/record-orders.js`, from the root of the checkout. */
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fetchRun } from '@caseward/temporal';
import { caseWorkerOptions } from '@caseward/temporal/worker';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { Worker } from '@temporalio/worker';
import { workflowBundle } from '../support/case-worker.js';
import { developmentEngine, type DevelopmentEngine } from '../support/engine.js';
import { testCodec } from '../support/test-codec.js';
import { ORDER_HISTORIES, ORDER_STORIES, type OrderStory } from './order-stories.js';

async function record(engine: DevelopmentEngine, story: OrderStory): Promise<string> {
  const left = [...story.left];
  const worker = await Worker.create({
    ...caseWorkerOptions({
      connection: engine.native,
      namespace: engine.namespace,
      codec: testCodec(),
      bundle: await workflowBundle(),
      // What the cases do is no matter of this history: only how the order goes on with what is left.
      activities: { [story.activity]: async () => ({ left: left.shift() ?? 0 }) } as never,
      maxCachedWorkflows: 10,
      taskQueue: story.name,
      shutdownGraceMs: 1_000,
    }),
  });
  return await worker.runUntil(async () => {
    const { workflow } = engine.client;
    const options = { workflowId: story.name, taskQueue: story.name, args: [story.start] };
    await workflow.execute(story.workflowType, options);
    const run = await fetchRun(engine.client, story.name);
    if (run === null) throw new Error(`${story.name} left no history`);
    return historyToJSON(run.history);
  });
}

async function main(): Promise<void> {
  const engine = await developmentEngine(testCodec());
  await mkdir(ORDER_HISTORIES, { recursive: true });
  try {
    for (const story of ORDER_STORIES) {
      const path = join(ORDER_HISTORIES, `${story.name}.json`);
      if (existsSync(path)) throw new Error(`recorded already: ${story.name}; a golden history is never edited`);
      const history = JSON.parse(await record(engine, story)) as unknown;
      await writeFile(path, `${JSON.stringify({ name: story.name, history }, null, 1)}\n`);
      console.log(story.name);
    }
  } finally {
    await engine.stop();
  }
}

await main();
