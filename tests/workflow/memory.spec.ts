import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { bench } from './bench.js';

const CASES = 100;
/** Far above what a case takes, far below what a schema library in the bundle would cost. */
const LIMIT_KB = 250;

const on = bench({ real: true, maxCachedWorkflows: 2 * CASES, onMainThread: true });

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

function heapKb(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed / 1024;
}

it('a cached case is small', async () => {
  await on.case().register('LOW');
  const before = heapKb();
  for (let made = 0; made < CASES; made += 1) await on.case().register('LOW');
  const each = (heapKb() - before) / CASES;
  console.log(`heap of a cached case: ${each.toFixed(0)} KB`);
  expect(each).toBeLessThan(LIMIT_KB);
});
