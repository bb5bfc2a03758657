import { setTimeout as sleep } from 'node:timers/promises';
import { policySnapshot, toMs } from '@caseward/domain';
import { stateHash } from '@caseward/security';
import { CommandPendingError, EngineUnavailableError } from '@caseward/temporal';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { OWNER } from '../support/case-commands.js';
import { stopwatch } from '../support/clock.js';
import { hastyPolicy, Machine } from './machine.js';

const PATIENCE = { timeout: 60_000, interval: 100 };

let machine: Machine;

beforeEach(async () => {
  machine = await Machine.start();
});

afterEach(async () => {
  await machine.stop();
});

describe('outages', () => {
  it('a caller learns whether the command may still be answered or the engine is away', async () => {
    const patienceMs = 1_500;
    const kase = machine.case(machine.client(patienceMs));
    await expect(kase.identify()).rejects.toBeInstanceOf(CommandPendingError);
    await machine.temporal.kill();
    await expect(kase.identify()).rejects.toBeInstanceOf(EngineUnavailableError);
    await machine.temporal.start();
    await machine.worker();
    const command = await kase.command('identifyChild', { source: 'school', owner: OWNER, policy: policySnapshot() });
    await vi.waitFor(async () => expect((await kase.give(command)).seq).toBe(1), PATIENCE);
  });

  it('the database is away for ten seconds with two commands in flight: both end, in order, once', async () => {
    await machine.worker();
    const kase = machine.case(machine.client());
    await kase.implement('LOW');
    await machine.postgres.kill();
    const first = kase.give(await kase.command('recordEncounterEnd', { encounterId: 'first' }));
    await sleep(300);
    const second = kase.give(await kase.command('recordEncounterEnd', { encounterId: 'second' }));
    await sleep(10_000);
    await machine.postgres.start();
    const ms = stopwatch();
    const [one, two] = await Promise.all([first, second]);
    console.log(`both answered ${ms()} ms after the database was back`);
    expect(one.seq).toBeLessThan(two.seq);
    const ends = (await kase.events()).flatMap((event) =>
      event.type === 'EncounterEnded' ? [event.data.encounterId] : [],
    );
    expect(ends).toEqual(['first', 'second']);
  });

  it('a deadline that passes while database, worker and engine are all down is found out at once afterwards', async () => {
    const worker = await machine.worker();
    const kase = machine.case(machine.client());
    await kase.consent(hastyPolicy(3));
    await kase.send('registerCase', {
      caseCode: 'CW-0001',
      concerns: [{ concernId: 'c1', category: 'neglect', level: 'LOW' }],
    });
    await Promise.all([worker.end(), machine.temporal.kill(), machine.postgres.kill()]);
    await sleep(4_000);
    await Promise.all([machine.temporal.start(), machine.postgres.start()]);
    await machine.worker();
    await vi.waitFor(async () => expect(await kase.types()).toContain('EscalationRaised'), PATIENCE);
    const breach = (await kase.events()).find(({ type }) => type === 'BreachRaised')!;
    expect(toMs(breach.recordedAt) - toMs(breach.occurredAt)).toBeGreaterThan(1_000);
  });

  it('a worker asked to stop ends what is under way; asked twice, it ends at once', async () => {
    const worker = await machine.worker();
    const kase = machine.case(machine.client());
    await kase.implement('LOW');
    const answer = kase.give(await kase.command('recordEncounterEnd', { encounterId: 'e1' }));
    worker.signal('SIGTERM');
    expect(await worker.exited).toBe(0);
    await machine.worker();
    expect((await answer).events).toHaveLength(1);
    expect((await kase.types()).filter((type) => type === 'EncounterEnded')).toHaveLength(1);
    const impatient = await machine.worker();
    await machine.postgres.kill();
    void kase.give(await kase.command('recordEncounterEnd', { encounterId: 'e2' })).catch(() => undefined);
    await sleep(500);
    impatient.signal('SIGTERM');
    await sleep(200);
    impatient.signal('SIGTERM');
    expect(await impatient.exited).not.toBeNull();
    await machine.postgres.start();
  });

  it('a worker says whether it lives and whether it can work', async () => {
    const worker = await machine.worker();
    expect((await worker.answers('/livez'))?.status).toBe(200);
    await machine.postgres.kill();
    expect((await worker.answers('/readyz'))?.status).toBe(503);
    expect((await worker.answers('/livez'))?.status).toBe(200);
    await machine.postgres.start();
    await vi.waitFor(async () => expect((await worker.answers('/readyz'))?.status).toBe(200), PATIENCE);
  });

  it('a worker that starts before database and engine waits for them', async () => {
    const kase = machine.case(machine.client());
    await Promise.all([machine.temporal.kill(), machine.postgres.kill()]);
    const early = machine.worker();
    await sleep(2_000);
    await Promise.all([machine.temporal.start(), machine.postgres.start()]);
    await early;
    await kase.implement('LOW');
    const known = await machine.client().client.workflow.getHandle(kase.caseId).query('state');
    expect(stateHash(known as never)).toBe(stateHash(await kase.state()));
  });
});
