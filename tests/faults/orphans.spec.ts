import { commandOutcome } from '@caseward/persistence';
import { stateHash } from '@caseward/security';
import type { CaseState } from '@caseward/domain';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { stopwatch } from '../support/clock.js';
import type { PlayedCase } from '../support/case-commands.js';
import { hastyPolicy, Machine } from './machine.js';

const DIE_AT_REGISTRATION = { CASEWARD_FAULT: 'exit-after-append:registerCase' };
const PATIENCE = { timeout: 60_000, interval: 100 };

let machine: Machine;

beforeEach(async () => {
  machine = await Machine.start();
});

afterEach(async () => {
  await machine.stop();
});

async function knownToEngine(kase: PlayedCase): Promise<CaseState> {
  return await machine.client().client.workflow.getHandle(kase.caseId).query<CaseState>('state');
}

const registration = (kase: PlayedCase) =>
  kase.command('registerCase', {
    caseCode: 'CW-0001',
    concerns: [{ concernId: 'c1', category: 'neglect', level: 'LOW' }],
  });

/** Gives the registration by a caller of its own; the worker dies at its commit, then caller and engine are killed. */
async function everythingDiesAtTheRegistration(policySeconds = 3_600): Promise<PlayedCase> {
  const worker = await machine.worker(DIE_AT_REGISTRATION);
  const kase = machine.case(machine.client());
  await kase.consent(hastyPolicy(policySeconds));
  const caller = machine.caller(kase.caseId, await registration(kase));
  expect(await worker.exited).toBe('SIGKILL');
  caller.kill();
  await machine.temporal.kill();
  expect(await kase.types()).toContain('CaseRegistered');
  await machine.temporal.start();
  return kase;
}

describe('the worker dies between the commit of a command and the end of the workflow task', () => {
  it('the command is applied once, with the recorded times', async () => {
    const dying = await machine.worker(DIE_AT_REGISTRATION);
    const kase = machine.case(machine.client());
    await kase.consent(hastyPolicy(3_600));
    const command = await registration(kase);
    const answer = kase.give(command);
    expect(await dying.exited).toBe('SIGKILL');
    const recorded = (await kase.events()).filter(({ commandId }) => commandId === command.commandId);
    expect(recorded.length).toBeGreaterThan(0);
    const ms = stopwatch();
    await machine.worker();
    expect((await answer).events).toEqual(recorded);
    console.log(`answered ${ms()} ms after the next worker was started`);
    expect((await kase.events()).filter(({ commandId }) => commandId === command.commandId)).toEqual(recorded);
    expect(stateHash(await knownToEngine(kase))).toBe(stateHash(await kase.state()));
  });
});

describe('worker, caller and engine die there', () => {
  it('the next command adopts the orphan and is itself applied, though it is allowed only after the orphan', async () => {
    const kase = await everythingDiesAtTheRegistration();
    await machine.worker();
    const revived = machine.case(machine.client(), kase.caseId);
    expect((await knownToEngine(kase)).stage).toBe('CONSENT_PENDING');
    const { events } = await revived.send('completeAssessment', {});
    expect(events[0]).toMatchObject({ type: 'AssessmentCompleted' });
    expect((await revived.types()).filter((type) => type === 'CaseRegistered')).toHaveLength(1);
    expect(stateHash(await knownToEngine(kase))).toBe(stateHash(await revived.state()));
  });

  it('the same command given again is answered with what was recorded', async () => {
    const kase = await everythingDiesAtTheRegistration();
    const recorded = await kase.events();
    const orphan = recorded.find(({ type }) => type === 'CaseRegistered')!;
    await machine.worker();
    const revived = machine.case(machine.client(), kase.caseId);
    const again = { ...(await registration(revived)), commandId: orphan.commandId };
    expect((await revived.give(again)).events).toEqual(
      recorded.filter(({ commandId }) => commandId === orphan.commandId),
    );
    expect(await revived.events()).toEqual(recorded);
  });

  it('with no next command the relay arms the orphan’s deadlines, and they escalate', async () => {
    const kase = await everythingDiesAtTheRegistration(12);
    const registered = (await kase.events()).find(({ type }) => type === 'CaseRegistered')!;
    await machine.worker({ CASEWARD_RELAY_AFTER_SECONDS: '1', CASEWARD_RELAY_EVERY_SECONDS: '1' });
    await vi.waitFor(async () => expect((await knownToEngine(kase)).stage).toBe('REGISTERED'), PATIENCE);
    await vi.waitFor(async () => expect(await kase.types()).toContain('EscalationRaised'), PATIENCE);
    const { breaches, escalations } = await kase.state();
    expect(breaches).toMatchObject([{ kind: 'assessment' }]);
    expect(escalations).toMatchObject([{ kind: 'assessment', status: 'open', step: 2 }]);
    const outcome = await commandOutcome(machine.record, registered.commandId, { caseId: kase.caseId });
    expect(outcome?.confirmedAt).not.toBeNull();
  });
});
