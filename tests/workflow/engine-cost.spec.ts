import { row } from '@caseward/persistence';
import { stateHash } from '@caseward/security';
import { collectRuns, CommandRefusedError } from '@caseward/temporal';
import { replayCase } from '@caseward/temporal/worker';
import { expect, it } from 'vitest';
import { CASEWORKER, SUPERVISOR, type PlayedCase } from '../support/case-commands.js';
import { workflowBundle } from '../support/case-worker.js';
import { stopwatch } from '../support/clock.js';
import { testCodec } from '../support/test-codec.js';
import { bench } from './bench.js';

const CROWD = 25;

const on = bench({ real: true, patienceMs: 90_000 });

async function historyLength(caseId: string): Promise<number> {
  const { historyLength: length } = await on.engine.client.workflow.getHandle(caseId).describe();
  return length;
}

/** Transactions that wrote to the record's server so far. */
async function writes(): Promise<number> {
  const found = await row<{ xmax: number }>(
    on.worker.record,
    'SELECT pg_snapshot_xmax(pg_current_snapshot())::text::integer AS xmax',
  );
  return found!.xmax;
}

async function measured(kase: PlayedCase, work: () => Promise<unknown>, isNew = false) {
  const [events, commits] = [isNew ? 0 : await historyLength(kase.caseId), await writes()];
  const watch = stopwatch();
  await work();
  const ms = watch();
  return { events: (await historyLength(kase.caseId)) - events, commits: (await writes()) - commits, ms };
}

it('a refused command leaves the history as it was', async () => {
  const kase = on.case();
  await kase.register('LOW');
  const before = await historyLength(kase.caseId);
  for (let again = 0; again < 3; again += 1) {
    await expect(kase.send('signOffPlan', {}, SUPERVISOR)).rejects.toBeInstanceOf(CommandRefusedError);
    await expect(kase.send('signOffPlan', {}, CASEWORKER)).rejects.toBeInstanceOf(CommandRefusedError);
  }
  expect(await historyLength(kase.caseId)).toBe(before);
});

it('more commands at once than the engine takes for one case all end', async () => {
  const kase = on.case();
  await kase.implement('LOW');
  const commands = await Promise.all(
    Array.from({ length: CROWD }, (_, index) => kase.command('recordEncounterEnd', { encounterId: `e${index}` })),
  );
  await Promise.all(commands.map((command) => kase.give(command)));
  expect((await kase.types()).filter((type) => type === 'EncounterEnded')).toHaveLength(CROWD);
  const runs = await collectRuns(on.engine.client, kase.caseId, []);
  const replayed = await replayCase(kase.caseId, runs, { bundle: await workflowBundle(), codec: testCodec() });
  expect(replayed).toMatchObject({ broken: [], stateHash: stateHash(await kase.state()) });
});

it('costs what it prints', async () => {
  const kase = on.case();
  const registration = await measured(kase, () => kase.identify(), true);
  const yes = { isChild: 'yes', harmedOrAtRisk: true, needsCaseworker: true, needsServices: true } as const;
  await kase.send('answerEligibility', yes);
  await kase.send('recordConsent', { participate: true, storeData: true });
  const concerns = [{ concernId: 'c1', category: 'child_labour' as const, level: 'LOW' }];
  const arming = await measured(kase, () => kase.send('registerCase', { caseCode: 'CW-0001', concerns }));
  await kase.send('completeAssessment', {});
  const leaving = await measured(kase, () => kase.send('recordEncounterEnd', { encounterId: 'e1' }));
  // The second write, where there is one, tells inboxes of the change, beside the command and unawaited.
  console.log('first command of a case      ', registration);
  console.log('command that arms a deadline ', arming);
  console.log('command that leaves the timer', leaving);
  expect(arming.events).toBeLessThanOrEqual(8);
  expect(leaving.events).toBeLessThanOrEqual(6);
});
