import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runHistory } from '@caseward/temporal';
import { Replayer } from '@caseward/temporal/worker';
import { historyFromJSON } from '@temporalio/common/lib/proto-utils.js';
import { beforeAll, describe, expect, it } from 'vitest';
import { workflowBundle } from '../support/case-worker.js';
import '../support/runtime.js';
import { testCodec } from '../support/test-codec.js';
import { ORDER_HISTORIES, ORDER_STORIES } from './order-stories.js';

let code: string;

beforeAll(async () => {
  code = await workflowBundle();
});

async function replay(name: string, bundle: string): Promise<string> {
  const golden = JSON.parse(await readFile(join(ORDER_HISTORIES, `${name}.json`), 'utf8')) as { history: unknown };
  const replayer = new Replayer({ bundle, codec: testCodec() });
  try {
    const run = await replayer.replay(name, runHistory(historyFromJSON(golden.history)));
    return run.runId;
  } finally {
    await replayer.close();
  }
}

describe('golden histories of orders on the code of today', () => {
  it.each(ORDER_STORIES)('$name is carried out by the same commands', async ({ name }) => {
    expect(await replay(name, code)).not.toBe('');
  });

  it.each(ORDER_STORIES)('$name is not taken for right when the code gives up after one round', async ({ name }) => {
    const changed = code.replaceAll('for (let left = 1; left > 0;)', 'for (let left = 1; left === 1;)');
    expect(changed).not.toBe(code);
    await expect(replay(name, changed)).rejects.toThrow();
  });
});
