import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import type { Actor, Owner } from '@caseward/domain';
import { findHandover, insertHandover, rows, type HandoverOrder } from '@caseward/persistence';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SUPERVISOR, type PlayedCase } from '../support/case-commands.js';
import { hastyPolicy, Machine } from './machine.js';

let machine: Machine;

beforeEach(async () => {
  machine = await Machine.start();
});

afterEach(async () => {
  await machine.stop();
});

const RECEIVERS = ['cw-2', 'cw-3'];
const CASES = 6;
const receiverOf = (index: number, { teamId, officeId, agencyId }: Actor): Owner => ({
  ...{ caseworkerId: RECEIVERS[index % 2]!, teamId: teamId!, officeId: officeId!, agencyId: agencyId! },
});

async function registered(kase: PlayedCase): Promise<PlayedCase> {
  await kase.identify(hastyPolicy(3_600));
  const yes = { isChild: 'yes', harmedOrAtRisk: true, needsCaseworker: true, needsServices: true } as const;
  await kase.send('answerEligibility', yes);
  await kase.send('recordConsent', { participate: true, storeData: true });
  const concerns = [{ concernId: 'c1', category: 'neglect' as const, level: 'LOW' }];
  await kase.send('registerCase', { caseCode: `CW-${kase.caseId.slice(0, 8)}`, concerns });
  return kase;
}

async function ordered(cases: readonly PlayedCase[], stays: PlayedCase): Promise<HandoverOrder> {
  await rows(
    machine.record,
    `INSERT INTO caseward.person (person_id, display_name, role, active) VALUES ('cw-1', 'Invented', 'CW', true)`,
  );
  const [first] = cases;
  const order: HandoverOrder = {
    ...{ handoverId: randomUUID(), personId: 'cw-1', reason: 'ill', orderedBy: SUPERVISOR },
    orderedAt: (await first!.command('recordNote', {}, SUPERVISOR)).occurredAt,
    cases: [...cases, stays].map(({ caseId }, index) => ({
      ...{ caseId, commandId: randomUUID() },
      payload: { to: receiverOf(index, SUPERVISOR), childAndFamilyConsulted: caseId !== stays.caseId },
    })),
  };
  await insertHandover(machine.record, order);
  return order;
}

describe('the hand-over of a caseload (TR-2)', () => {
  it('survives that caller, worker and engine die in the middle: every case one owner, none forgotten [TR-2] [SPEC-3.11]', async () => {
    const first = await machine.worker();
    const client = machine.client();
    const cases = await Promise.all(Array.from({ length: CASES }, () => registered(machine.case(client))));
    const refusing = await registered(machine.case(client));
    await first.end();
    // Whoever ordered it died before the engine knew of it; the worker takes it up, and dies at the first case.
    const order = await ordered(cases, refusing);
    const relay = { CASEWARD_RELAY_EVERY_SECONDS: '1', CASEWARD_RELAY_AFTER_SECONDS: '1' };
    const second = await machine.worker({ ...relay, CASEWARD_FAULT: 'exit-after-append:reassignCase' });
    expect(await second.exited).toBe('SIGKILL');
    await machine.temporal.kill();
    // Not only is the order unheard of now: the engine has forgotten the cases as well.
    await rm(machine.temporalFolder, { recursive: true });
    await machine.temporal.start();
    await machine.worker(relay);
    const progress = async () => (await findHandover(machine.record, order.handoverId))!.items;
    await expect
      .poll(async () => (await progress()).filter(({ status }) => status === 'pending').length, { timeout: 90_000 })
      .toBe(0);
    for (const [index, { caseId }] of cases.entries()) {
      const kase = machine.case(machine.client(), caseId);
      expect((await kase.state()).owner).toEqual(receiverOf(index, SUPERVISOR));
      expect((await kase.types()).filter((type) => type === 'CaseReassigned')).toHaveLength(1);
    }
    // What a rule refuses stays where it was, and the order says why and what would help.
    const [left, ...none] = (await progress()).filter(({ status }) => status === 'refused');
    expect(none).toEqual([]);
    expect(left).toMatchObject({ caseId: refusing.caseId, refusal: { code: 'CONSULTATION_MISSING', rule: 'TR-2' } });
    expect(left?.refusal?.details.remedy).toMatch(/Consult/);
    expect((await machine.case(machine.client(), refusing.caseId).state()).owner?.caseworkerId).toBe('cw-1');
  });
});
