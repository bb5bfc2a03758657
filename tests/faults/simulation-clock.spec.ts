import { DAY_MS, fold, plusMs, simulatedInstant, toMs, type ClockSegment } from '@caseward/domain';
import { addClockSegment } from '@caseward/persistence';
import { stateHash } from '@caseward/security';
import { collectRuns } from '@caseward/temporal';
import { replayCase, withClock } from '@caseward/temporal/worker';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { workflowBundle } from '../support/case-worker.js';
import { realMs } from '../support/clock.js';
import { PlayedCase } from '../support/case-commands.js';
import { testCodec } from '../support/test-codec.js';
import { Machine } from './machine.js';

const PATIENCE = { timeout: 60_000, interval: 100 };
const ORIGIN = '2031-03-03T06:00:00.000Z';
const DAYS_PER_SECOND = 86_400;
const ANNOUNCED_MS = 6_000;

let machine: Machine;

beforeEach(async () => {
  machine = await Machine.start();
});

afterEach(async () => {
  await machine.stop();
});

it('timers follow the simulation clock, also when its speed changes, and the history replays', async () => {
  const line: ClockSegment[] = [];
  const add = async (segment: ClockSegment): Promise<void> => {
    await addClockSegment(machine.record, segment);
    line.push(segment);
  };
  await add({ realFromMs: realMs(), simulatedFrom: ORIGIN, speed: 0 });
  await machine.worker({ CASEWARD_SIMULATION: 'true' });
  const simulatedMs = async (): Promise<number> => toMs(simulatedInstant(line, realMs()));
  const { client } = machine.client();
  const kase = new PlayedCase({ client: machine.client(), record: machine.record, nowMs: simulatedMs });
  await kase.register('LOW');
  expect((await kase.events()).at(-1)?.recordedAt).toBe(ORIGIN);

  await add({ realFromMs: realMs() + ANNOUNCED_MS, simulatedFrom: ORIGIN, speed: DAYS_PER_SECOND });
  await vi.waitFor(async () => expect(await kase.types()).toContain('EscalationOpened'), PATIENCE);
  const breach = (await kase.events()).find(({ type }) => type === 'BreachRaised')!;
  expect(breach.occurredAt.slice(0, 10)).toBe(plusMs(ORIGIN, 7 * DAY_MS).slice(0, 10));
  expect(toMs(breach.recordedAt) - toMs(breach.occurredAt)).toBeLessThan(2 * DAY_MS);

  const runs = await collectRuns(client, kase.caseId, []);
  const tools = { bundle: withClock(await workflowBundle(), line), codec: testCodec() };
  const replayed = await replayCase(kase.caseId, runs, tools);
  expect(replayed.seq).toBeGreaterThan(5);
  const known = (await kase.events()).slice(0, replayed.seq);
  expect(replayed.stateHash).toBe(stateHash(fold(kase.caseId, known)));
});
