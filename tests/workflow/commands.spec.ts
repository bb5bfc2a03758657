import { randomUUID } from 'node:crypto';
import { SYSTEM_ACTOR, type Command } from '@caseward/domain';
import { commandOutcome } from '@caseward/persistence';
import { CommandRefusedError } from '@caseward/temporal';
import { COMMAND } from '@caseward/workflows/messages';
import { Client } from '@temporalio/client';
import { describe, expect, it, vi } from 'vitest';
import { CASEWORKER, SUPERVISOR } from '../support/case-commands.js';
import { bench, CACHES } from './bench.js';

const PATIENCE = { timeout: 20_000, interval: 50 };

describe.each(CACHES)('commands with cache: $cache', ({ maxCachedWorkflows }) => {
  const on = bench({ maxCachedWorkflows });

  const outcome = (command: Command) => commandOutcome(on.worker.record, command.commandId);

  it('answers with the events as the record holds them', async () => {
    const kase = on.case();
    const { seq, events } = await kase.register('LOW');
    const recorded = await kase.events();
    expect(events).toEqual(recorded.slice(-events.length));
    expect(seq).toBe(recorded.length);
  });

  it('the same command sent five times at once acts once and answers the same', async () => {
    const kase = on.case();
    await kase.consent();
    const command = await kase.command('recordConsent', { participate: false, storeData: false });
    const answers = await Promise.all(Array.from({ length: 5 }, () => kase.give(command)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(await kase.types(command.commandId)).toEqual(['ConsentRecorded', 'IntakeEnded']);
  });

  it('different commands at once are recorded one after the other', async () => {
    const kase = on.case();
    await kase.implement('LOW');
    const commands = await Promise.all(
      Array.from({ length: 8 }, () => kase.command('recordFollowUp', { reached: 'child', channel: 'visit' })),
    );
    await Promise.all(commands.map((command) => kase.give(command)));
    const events = await kase.events();
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
    expect(events.filter(({ type }) => type === 'FollowUpRecorded')).toHaveLength(8);
  });

  it('a refusal names code, rule and way out, and records nothing', async () => {
    const kase = on.case();
    await kase.register('LOW');
    const before = await kase.events();
    const error: unknown = await kase.send('signOffPlan', {}, SUPERVISOR).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(CommandRefusedError);
    expect(error).toMatchObject({ code: 'NOT_ALLOWED_IN_STAGE', seq: before.length, rule: expect.any(String) });
    expect(await kase.events()).toEqual(before);
  });

  it('of two commands that exclude each other one is refused, although both passed validation', async () => {
    const kase = on.case();
    await kase.register('LOW');
    await kase.send('completeAssessment', {});
    await kase.send('agreePlan', { involved: ['child', 'caregiver'] });
    const signOff = await kase.command('signOffPlan', {}, SUPERVISOR);
    const giveBack = await kase.command('signOffPlan', {}, SUPERVISOR);
    const ends = await Promise.allSettled([kase.give(signOff), kase.give(giveBack)]);
    expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await kase.types()).filter((type) => type === 'PlanSignedOff')).toHaveLength(1);
  });

  it('what somebody puts into the engine without the key is no command', async () => {
    const kase = on.case();
    await kase.register('LOW');
    await kase.send('completeAssessment', {});
    await kase.send('agreePlan', { involved: ['child', 'caregiver'] });
    const forged = await kase.command('signOffPlan', {}, SUPERVISOR);
    const { connection, options } = on.engine.client;
    const stranger = new Client({ connection, namespace: options.namespace }).workflow.getHandle(kase.caseId);
    await stranger.signal(COMMAND, forged);
    await expect(stranger.executeUpdate(COMMAND, { args: [forged] })).rejects.toThrow();
    await kase.send('completeAssessment', {}).catch(() => undefined);
    expect(await outcome(forged)).toBeNull();
    expect(await kase.types()).not.toContain('PlanSignedOff');
    await kase.send('signOffPlan', {}, SUPERVISOR);
  });

  it('a decision sent as a signal ends like one sent as an update', async () => {
    const kase = on.case();
    await kase.register('LOW');
    await kase.send('completeAssessment', {});
    await kase.send('agreePlan', { involved: ['child', 'caregiver'] });
    const command = await kase.command('signOffPlan', {}, SUPERVISOR);
    await kase.signal(command);
    await vi.waitFor(async () => expect(await outcome(command)).toMatchObject({ outcome: 'accepted' }), PATIENCE);
    expect((await kase.state()).stage).toBe('IMPLEMENTING');
    await kase.signal(command);
    const own = (await kase.events()).filter(({ commandId }) => commandId === command.commandId);
    expect(await kase.give(command)).toEqual({ seq: own.at(-1)?.seq, events: own });
  });

  it('a refused signal leaves its refusal in the record', async () => {
    const kase = on.case();
    await kase.register('LOW');
    const command = await kase.command('approveClosure', {}, SUPERVISOR);
    await kase.signal(command);
    await vi.waitFor(
      async () =>
        expect(await outcome(command)).toMatchObject({ outcome: 'refused', refusal: { code: 'NOT_ALLOWED_IN_STAGE' } }),
      PATIENCE,
    );
    expect(await kase.types(command.commandId)).toEqual([]);
  });

  it('what no rule can read is refused, and the case lives on', async () => {
    const kase = on.case();
    await kase.register('LOW');
    const good = await kase.command('recordEncounterEnd', { encounterId: 'e9' });
    const noPayload = { ...good, commandId: randomUUID(), payload: undefined } as unknown as Command;
    const noActor = { commandId: randomUUID(), type: 'completeAssessment' } as unknown as Command;
    const noDate = { ...good, commandId: randomUUID(), occurredAt: '1999' };
    for (const bad of [noPayload, noActor, noDate, null as unknown as Command]) await kase.signal(bad);
    for (const bad of [noPayload, noActor, noDate])
      await expect(kase.give(bad)).rejects.toBeInstanceOf(CommandRefusedError);
    await kase.send('completeAssessment', {});
    expect((await kase.state()).assessed).toBe(true);
    for (const bad of [noPayload, noActor, noDate]) {
      await vi.waitFor(async () => expect(await outcome(bad)).toMatchObject({ outcome: 'refused' }), PATIENCE);
    }
  });

  it('a first command that is refused leaves no case behind', async () => {
    const kase = on.case();
    await expect(kase.send('completeAssessment', {})).rejects.toBeInstanceOf(CommandRefusedError);
    const handle = on.engine.client.workflow.getHandle(kase.caseId);
    await vi.waitFor(async () => expect((await handle.describe()).status.name).toBe('COMPLETED'), PATIENCE);
    await kase.identify();
    expect(await kase.types()).toEqual(['CaseIdentified']);
  });

  it('a case that the engine has lost starts from its record', async () => {
    const kase = on.case();
    await kase.register('LOW');
    await on.engine.client.workflow.getHandle(kase.caseId).terminate('lost');
    await kase.send('completeAssessment', {});
    const known = await on.engine.client.workflow.getHandle(kase.caseId).query('state');
    expect(known).toEqual(JSON.parse(JSON.stringify(await kase.state())));
  });

  it('an older command is answered from the record although the case no longer remembers it', async () => {
    const kase = on.case();
    await kase.consent();
    const old = await kase.command('recordConsent', { participate: true, storeData: false });
    const first = await kase.give(old);
    // As signals, because those may come many at a time.
    for (let more = 0; more < 50; more += 1) {
      await kase.signal(await kase.command('recordConsent', { participate: true, storeData: false }));
    }
    await kase.send('recordConsent', { participate: true, storeData: false });
    expect((await kase.state()).recentCommandIds).not.toContain(old.commandId);
    await on.engine.client.workflow.getHandle(kase.caseId).terminate('so that nothing but the record knows it');
    expect(await kase.give(old)).toEqual(first);
  });

  it('nobody gives an alarm from outside', async () => {
    const kase = on.case();
    await kase.register('LOW');
    const before = await kase.events();
    for (const actor of [CASEWORKER, SYSTEM_ACTOR]) {
      await expect(kase.send('alarm', {}, actor)).rejects.toMatchObject({ code: 'NOT_PERMITTED' });
    }
    expect(await kase.events()).toEqual(before);
  });
});
