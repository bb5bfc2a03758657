import { DAY_MS, HOUR_MS, nextAlarmAt, toMs, type CaseEvent } from '@caseward/domain';
import { describe, expect, it } from 'vitest';
import { MANAGER, SUPERVISOR } from '../support/case-commands.js';
import { bench, CACHES } from './bench.js';

/** Between the instant of a deadline and its event in the record, on two slow cores. */
const SOON_MS = 5_000;

const byAlarm = ({ actor }: CaseEvent): boolean => actor.role === 'SYSTEM';

function steps(events: readonly CaseEvent[]): string[] {
  return events.flatMap((event) => {
    if (event.type === 'EscalationOpened' || event.type === 'EscalationRaised') return [`step ${event.data.step}`];
    return event.type === 'DeadlineReminded' || event.type === 'BreachRaised' ? [event.type] : [];
  });
}

describe.each(CACHES)('deadlines with cache: $cache', ({ maxCachedWorkflows }) => {
  const on = bench({ maxCachedWorkflows });

  it('a missed assessment reminds, breaches and climbs, each at its instant', async () => {
    const kase = on.case();
    await kase.register('MEDIUM');
    await on.engine.sleep(8 * DAY_MS);
    const events = (await kase.events()).filter(byAlarm);
    expect(steps(events)).toEqual(['DeadlineReminded', 'BreachRaised', 'step 1', 'step 2']);
    for (const { type, occurredAt, recordedAt } of events) {
      expect(toMs(recordedAt) - toMs(occurredAt), type).toBeLessThan(SOON_MS);
    }
    const [, breach, , second] = events;
    expect(toMs(second!.occurredAt) - toMs(breach!.occurredAt)).toBe(72 * HOUR_MS);
  });

  it('a high-risk follow-up climbs the whole ladder', async () => {
    const kase = on.case();
    await kase.implement('HIGH');
    await on.engine.sleep(12 * DAY_MS);
    const { escalations, breaches } = await kase.state();
    const followUp = escalations.find(({ kind }) => kind === 'follow_up');
    expect(followUp).toMatchObject({ status: 'open', step: 3 });
    expect(breaches.some(({ kind }) => kind === 'follow_up')).toBe(true);
  });

  it('an acknowledged escalation climbs no further', async () => {
    const kase = on.case();
    await kase.implement('HIGH');
    const due = toMs(nextAlarmAt(await kase.state())!);
    // Not at the instant of a step: the test server cannot have a timer fire and be cancelled in one task.
    await on.engine.sleep(due - (await on.engine.nowMs()) + 4 * DAY_MS + HOUR_MS);
    const open = (await kase.state()).escalations.filter(({ status }) => status === 'open');
    expect(open.length).toBeGreaterThan(0);
    for (const { escalationId, step } of open) {
      await kase.send('acknowledgeEscalation', { escalationId }, step === 1 ? SUPERVISOR : MANAGER);
    }
    const before = await kase.state();
    await on.engine.sleep(2 * DAY_MS);
    const stepsOf = (state: typeof before) => state.escalations.map(({ escalationId, step }) => [escalationId, step]);
    expect(stepsOf(await kase.state())).toEqual(expect.arrayContaining(stepsOf(before)));
  });

  it('the overdue act resolves its escalation and the breach stays', async () => {
    const kase = on.case();
    await kase.register('MEDIUM');
    await on.engine.sleep(5 * DAY_MS);
    await kase.send('completeAssessment', {});
    const { breaches, escalations } = await kase.state();
    expect(escalations).toMatchObject([{ kind: 'assessment', status: 'resolved', resolvedAs: 'act_done' }]);
    expect(breaches).toMatchObject([{ kind: 'assessment', withdrawnAt: null }]);
  });

  it('a rise of risk brings the deadline forward and the timer follows', async () => {
    const kase = on.case();
    await kase.implement('LOW');
    const before = nextAlarmAt(await kase.state())!;
    await kase.rate('HIGH');
    const after = nextAlarmAt(await kase.state())!;
    expect(after < before).toBe(true);
    await on.engine.sleep(toMs(after) - (await on.engine.nowMs()) + HOUR_MS);
    expect((await kase.events()).filter(byAlarm).at(0)?.recordedAt.slice(0, 13)).toBe(after.slice(0, 13));
  });
});
