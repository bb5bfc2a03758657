import type { Actor, Owner } from '@caseward/domain';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SUPERVISOR, type PlayedCase } from '../support/case-commands.js';
import { hastyPolicy, Machine } from './machine.js';

const TRANSFER = 'transfer-1';
const far = { teamId: 'team-9', officeId: 'office-9', agencyId: 'agency-9' };
const RECEIVER: Actor = { personId: 'sup-9', role: 'SUP', ...far };
const NEW_OWNER: Owner = { caseworkerId: 'cw-9', ...far };
const REASON = { contentId: 'reason-1', form: 'transfer', formVersion: 1, digest: '00' };

let machine: Machine;

beforeEach(async () => {
  machine = await Machine.start();
});

afterEach(async () => {
  await machine.stop();
});

async function registered(kase: PlayedCase): Promise<void> {
  await kase.identify(hastyPolicy(3_600));
  const yes = { isChild: 'yes', harmedOrAtRisk: true, needsCaseworker: true, needsServices: true } as const;
  await kase.send('answerEligibility', yes);
  await kase.send('recordConsent', { participate: true, storeData: true, caseTransfer: true });
  const concerns = [{ concernId: 'c1', category: 'neglect' as const, level: 'LOW' }];
  await kase.send('registerCase', { caseCode: 'CW-0001', concerns });
}

const sending = (kase: PlayedCase) =>
  kase.command(
    'sendTransfer',
    {
      transferId: TRANSFER,
      toAgencyId: far.agencyId,
      reason: 'child_moves',
      childAndFamilyConsulted: true,
      metNewCaseworker: true,
    },
    SUPERVISOR,
  );
const acceptance = (kase: PlayedCase) =>
  kase.command('acceptTransfer', { transferId: TRANSFER, to: NEW_OWNER }, RECEIVER);

async function dueDates(kase: PlayedCase): Promise<unknown[]> {
  const { obligations } = await kase.state();
  return Object.values(obligations)
    .filter(({ kind }) => kind === 'assessment')
    .map(({ due }) => due);
}

/** Everything dies right after the commit of one command: worker, caller and engine. */
async function dieAt(kase: PlayedCase, type: 'sendTransfer' | 'acceptTransfer'): Promise<PlayedCase> {
  const worker = await machine.worker({ CASEWARD_FAULT: `exit-after-append:${type}` });
  const command = type === 'sendTransfer' ? await sending(kase) : await acceptance(kase);
  const caller = machine.caller(kase.caseId, command);
  expect(await worker.exited).toBe('SIGKILL');
  caller.kill();
  await machine.temporal.kill();
  await machine.temporal.start();
  return machine.case(machine.client(), kase.caseId);
}

describe('a transfer between agencies (TR-3 to TR-6)', () => {
  it('survives that everything dies as it is sent and again as it is accepted: one owner, unchanged due dates', async () => {
    const first = await machine.worker();
    const kase = machine.case(machine.client());
    await registered(kase);
    await first.end();
    const before = await dueDates(kase);
    const sent = await dieAt(kase, 'sendTransfer');
    expect((await sent.state()).owner?.agencyId).toBe('agency-1');
    // The engine does not know the orphan yet; the next command of the sender, who is still responsible, adopts it.
    const second = await machine.worker();
    await sent.send('recordEncounterEnd', { encounterId: 'e1' });
    await second.end();
    const accepted = await dieAt(sent, 'acceptTransfer');
    await machine.worker();
    const { events } = await accepted.send('completeAssessment', {}, { personId: 'cw-9', role: 'CW', ...far });
    expect(events[0]).toMatchObject({ type: 'AssessmentCompleted' });
    const types = await accepted.types();
    expect(types.filter((type) => type === 'TransferSent')).toHaveLength(1);
    expect(types.filter((type) => type === 'TransferAccepted')).toHaveLength(1);
    expect((await accepted.state()).owner).toEqual(NEW_OWNER);
    expect(await dueDates(accepted)).toEqual(before);
  });

  it('of an acceptance and a revocation at once exactly one counts', async () => {
    await machine.worker();
    const kase = machine.case(machine.client());
    await registered(kase);
    await kase.give(await sending(kase));
    const revocation = await kase.command('revokeTransfer', { transferId: TRANSFER, content: REASON }, SUPERVISOR);
    const answers = await Promise.allSettled([kase.give(await acceptance(kase)), kase.give(revocation)]);
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const { transfers, owner } = await kase.state();
    const isMoved = transfers[TRANSFER]?.status === 'accepted';
    expect(owner?.agencyId).toBe(isMoved ? 'agency-9' : 'agency-1');
    const types = await kase.types();
    expect(types.filter((type) => type === 'TransferAccepted' || type === 'TransferRevoked')).toHaveLength(1);
  });
});
