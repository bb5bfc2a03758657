import type { EscalationView } from '@caseward/contracts';
import { fromMs, toMs } from '@caseward/domain';
import { beforeAll, describe, expect, it } from 'vitest';
import { applied, consentedCase, HIGH } from './support/casework.js';
import { ApiPerson } from './support/person.js';
import { recordSize } from './support/record.js';
import { runningApi } from './support/running-api.js';

const DAY = 86_400_000;

interface Items<Item> {
  readonly items: Item[];
}

describe('escalations', () => {
  const api = runningApi();
  const amal = new ApiPerson(api, 'cw.amal');
  const badr = new ApiPerson(api, 'sup.badr');
  let twoDaysAgo = '';

  beforeAll(async () => {
    twoDaysAgo = fromMs(toMs((await amal.get<{ now: string }>('/v1/simulation')).body.now) - 2 * DAY);
  });

  /** A HIGH case registered two days ago whose assessment was to be done at once. */
  async function overdueCase(): Promise<{ caseId: string; escalation: EscalationView }> {
    const caseId = await consentedCase(amal, twoDaysAgo);
    const registration = { concerns: [HIGH], occurredAt: twoDaysAgo };
    applied(await amal.post(`/v1/cases/${caseId}/registration`, registration));
    const { body } = await badr.get<Items<EscalationView>>('/v1/escalations');
    return { caseId, escalation: body.items.find((item) => item.caseId === caseId)! };
  }

  it('a missed deadline of a high-risk case is overdue for the caseworker and opens for the supervisor', async () => {
    const { caseId, escalation } = await overdueCase();
    expect(escalation).toMatchObject({ kind: 'assessment', step: 1, status: 'open', riskLevel: 'HIGH' });
    expect(escalation.assignee).toEqual({ personId: null, role: 'SUP', scopeId: 'team-harbour' });
    const mine = await amal.get<Items<object>>('/v1/inbox?overdue=true');
    expect(mine.body.items).toContainEqual(
      expect.objectContaining({ caseId, kind: 'assessment', urgency: 'critically_overdue' }),
    );
    const file = await amal.file(caseId);
    expect(file.breaches).toMatchObject([{ kind: 'assessment', level: 'HIGH', withdrawnAt: null }]);
    expect(file.clocks.find(({ kind }) => kind === 'assessment')?.due).toMatch(/^overdue since \d+ (hours|days) ago$/);
  });

  it('is acknowledged, given to a colleague and resolved at its own address', async () => {
    const { caseId, escalation } = await overdueCase();
    const address = `/v1/escalations/${escalation.id}`;
    applied(await badr.post(`${address}/acknowledgement`));
    applied(await badr.post(`${address}/reassignment`, { toPersonId: 'demo-sup-salma' }));
    const salma = new ApiPerson(api, 'sup.salma');
    const waiting = await salma.get<Items<EscalationView>>('/v1/escalations');
    expect(waiting.body.items).toContainEqual(expect.objectContaining({ id: escalation.id, status: 'acknowledged' }));
    applied(await salma.post(`${address}/resolution`, { form: { done: 'visited the family with the caseworker' } }));
    expect((await salma.file(caseId)).escalations).toMatchObject([{ status: 'resolved', resolvedAs: 'handled' }]);
  });

  it('goes to nobody who could not act on it', async () => {
    const { escalation } = await overdueCase();
    const before = await recordSize(api);
    for (const toPersonId of ['demo-cw-amal', 'demo-sup-omar', 'nobody']) {
      const problem = await badr.refused(`/v1/escalations/${escalation.id}/reassignment`, { toPersonId });
      expect(problem).toMatchObject({ status: 422, errors: [{ pointer: '/toPersonId' }] });
    }
    expect(await recordSize(api)).toEqual(before);
  });

  it('doing the overdue act resolves it', async () => {
    const { caseId } = await overdueCase();
    applied(await amal.post(`/v1/cases/${caseId}/assessments`));
    expect((await badr.file(caseId)).escalations[0]).toMatchObject({ status: 'resolved', resolvedAs: 'act_done' });
  });
});
