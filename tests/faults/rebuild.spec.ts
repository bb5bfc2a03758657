import { rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { toMs, type CaseState } from '@caseward/domain';
import { stateHash } from '@caseward/security';
import { rebuildEngine } from '@caseward/temporal';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { stopwatch } from '../support/clock.js';
import type { PlayedCase } from '../support/case-commands.js';
import { hastyPolicy, Machine } from './machine.js';

const CASES = 50;
/** Long enough to register all cases and to rebuild the engine before the first deadline. */
const DUE_AFTER_SECONDS = 45;
/** Fifty deadlines fall into the same few seconds of a slow machine. */
const SOON_MS = 10_000;

let machine: Machine;

beforeEach(async () => {
  machine = await Machine.start();
});

afterEach(async () => {
  await machine.stop();
});

it('the engine’s data is gone: rebuilt from the record, every deadline fires at its instant', async () => {
  const worker = await machine.worker();
  const client = machine.client();
  const cases = Array.from({ length: CASES }, () => machine.case(client));
  const register = async (kase: PlayedCase): Promise<void> => {
    await kase.consent(hastyPolicy(DUE_AFTER_SECONDS));
    await kase.send('registerCase', {
      caseCode: kase.caseId,
      concerns: [{ concernId: 'c1', category: 'neglect', level: 'LOW' }],
    });
  };
  for (let from = 0; from < CASES; from += 5) await Promise.all(cases.slice(from, from + 5).map(register));
  await worker.end();
  await machine.temporal.stop();
  await rm(machine.temporalFolder, { recursive: true });
  await machine.temporal.start();
  await machine.worker();

  const progress: number[] = [];
  const ms = stopwatch();
  const report = await rebuildEngine({
    client: machine.client(),
    caseIds: cases.map(({ caseId }) => caseId),
    onProgress: ({ done }) => void progress.push(done),
  });
  console.log(`${CASES} cases rebuilt in ${ms()} ms`);
  expect(report).toEqual({ started: CASES, running: 0 });
  expect(progress.at(-1)).toBe(CASES);
  expect(await rebuildEngine({ client: machine.client(), caseIds: cases.map(({ caseId }) => caseId) })).toEqual({
    started: 0,
    running: CASES,
  });

  await sleep(DUE_AFTER_SECONDS * 1_000 - ms());
  for (const kase of cases) {
    await vi.waitFor(async () => expect(await kase.types()).toContain('EscalationRaised'), {
      timeout: 60_000,
      interval: 500,
    });
    const breach = (await kase.events()).find(({ type }) => type === 'BreachRaised')!;
    expect(toMs(breach.recordedAt) - toMs(breach.occurredAt)).toBeLessThan(SOON_MS);
    const known = await machine.client().client.workflow.getHandle(kase.caseId).query<CaseState>('state');
    expect(stateHash(known)).toBe(stateHash(await kase.state()));
  }
});
