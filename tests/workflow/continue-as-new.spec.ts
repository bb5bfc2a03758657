import { DAY_MS, nextAlarmAt, toMs } from '@caseward/domain';
import { archivedHistories } from '@caseward/persistence';
import { collectRuns, decodeRun } from '@caseward/temporal';
import { replayCase } from '@caseward/temporal/worker';
import { stateHash } from '@caseward/security';
import { describe, expect, it, vi } from 'vitest';
import { workflowBundle } from '../support/case-worker.js';
import { testCodec } from '../support/test-codec.js';
import { bench, CACHES } from './bench.js';

const PATIENCE = { timeout: 20_000, interval: 50 };

describe.each(CACHES)('a case that continues as a new run, with cache: $cache', ({ maxCachedWorkflows }) => {
  const on = bench({ maxCachedWorkflows, settings: { continueAfter: 3 } });

  const runId = async (caseId: string) => (await on.engine.client.workflow.getHandle(caseId).describe()).runId;
  const runs = async (caseId: string) => {
    const archived = await archivedHistories(on.worker.record, caseId);
    return await collectRuns(
      on.engine.client,
      caseId,
      archived.map(({ history }) => decodeRun(history)),
    );
  };

  it('remembers commands: the same one acts once and answers the same, before and after', async () => {
    const kase = on.case();
    await kase.consent();
    const command = await kase.command('recordConsent', { participate: true, storeData: false });
    const first = await kase.give(command);
    const firstRun = await runId(kase.caseId);
    const answers = [];
    for (let again = 0; again < 5; again += 1) {
      answers.push(await kase.give(command));
      await kase.send('recordConsent', { participate: true, storeData: false });
    }
    expect(await runId(kase.caseId)).not.toBe(firstRun);
    for (const answer of answers) expect(answer).toEqual(first);
    expect(await kase.types(command.commandId)).toEqual(first.events.map(({ type }) => type));
  });

  it('keeps its deadlines', async () => {
    const kase = on.case();
    await kase.implement('LOW');
    const due = nextAlarmAt(await kase.state())!;
    for (let more = 0; more < 4; more += 1) await kase.send('recordEncounterEnd', { encounterId: `e${more}` });
    await on.engine.sleep(toMs(due) - (await on.engine.nowMs()) + 20 * DAY_MS);
    const alarms = (await kase.events()).filter(({ actor }) => actor.role === 'SYSTEM');
    expect(alarms.length).toBeGreaterThan(2);
    for (const { occurredAt, recordedAt } of alarms) expect(toMs(recordedAt) - toMs(occurredAt)).toBeLessThan(5_000);
  });

  it('archives its closed runs, and the chain of runs replays to the state of the record', async () => {
    const kase = on.case();
    await kase.implement('LOW');
    await on.engine.sleep(40 * DAY_MS);
    const before = (await runs(kase.caseId)).length;
    expect(before).toBeGreaterThan(2);
    await vi.waitFor(async () => {
      const archived = await archivedHistories(on.worker.record, kase.caseId);
      expect(archived.length).toBe((await runs(kase.caseId)).length - 1);
    }, PATIENCE);
    const replayed = await replayCase(kase.caseId, await runs(kase.caseId), {
      bundle: await workflowBundle(),
      codec: testCodec(),
    });
    expect(replayed.broken).toEqual([]);
    expect(replayed.stateHash).toBe(stateHash(await kase.state()));
  });

  it('loses nothing that arrives while it changes runs', async () => {
    const kase = on.case();
    await kase.implement('LOW');
    const commands = await Promise.all(
      Array.from({ length: 30 }, (_, index) => kase.command('recordEncounterEnd', { encounterId: `e${index}` })),
    );
    await Promise.all(commands.map((command, index) => (index % 3 === 0 ? kase.signal(command) : kase.give(command))));
    await vi.waitFor(async () => {
      const ends = (await kase.events()).filter(({ type }) => type === 'EncounterEnded');
      expect(new Set(ends.map(({ commandId }) => commandId)).size).toBe(30);
      expect(ends).toHaveLength(30);
    }, PATIENCE);
  });
});
