import { fromMs, toMs } from '@caseward/domain';
import type { AuditView } from '@caseward/contracts';
import { describe, expect, it } from 'vitest';
import { applied, consentedCase } from './support/casework.js';
import { ApiPerson } from './support/person.js';
import { runningApi } from './support/running-api.js';

const DAY = 86_400_000;
const HOUR = 3_600_000;

describe('a case at an instant', () => {
  const api = runningApi();
  const amal = new ApiPerson(api, 'cw.amal');
  const admin = new ApiPerson(api, 'admin.sami');
  const at = async (caseId: string, instant: string) =>
    (await admin.get<AuditView>(`/v1/audit/cases/${caseId}?at=${encodeURIComponent(instant)}`)).body;

  it('tells what was known then from what had happened by then', async () => {
    const now = toMs((await amal.get<{ now: string }>('/v1/simulation')).body.now);
    const caseId = await consentedCase(amal, fromMs(now - 3 * DAY));
    const registeredAt = fromMs(now - 2 * DAY);
    const registration = {
      concerns: [{ concernId: 'c1', category: 'neglect', level: 'LOW' }],
      occurredAt: registeredAt,
    };
    const { events } = applied(await amal.post(`/v1/cases/${caseId}/registration`, registration));
    const entered = events[0]!.recordedAt;

    const yesterday = await at(caseId, fromMs(now - DAY));
    expect(yesterday.asKnown).toBeNull();

    const after = await at(caseId, entered);
    expect(after.asKnown).toMatchObject({ stage: 'REGISTERED', level: 'LOW' });
    expect(after.asKnown?.clocks).toMatchObject([
      { kind: 'assessment', derivation: { rule: 'CLK-1', clause: expect.stringContaining('§') } },
    ]);
    expect(after.asItHappened).toMatchObject({ level: 'LOW', owner: { caseworkerId: 'demo-cw-amal' } });
    expect(after.asItHappened?.clocks[0]?.countedFrom).toBe(registeredAt);
  });

  it('an instant takes any offset, and one that has not come is refused', async () => {
    const caseId = await consentedCase(amal);
    const [first] = (await amal.get<{ items: { recordedAt: string }[] }>(`/v1/cases/${caseId}/timeline`)).body.items;
    const local = new Date(toMs(first!.recordedAt) + 3 * HOUR).toISOString().replace('Z', '+03:00');
    expect(await at(caseId, local)).toMatchObject({ at: first!.recordedAt, asKnown: { stage: 'IDENTIFIED', seq: 1 } });
    const future = await admin.get(`/v1/audit/cases/${caseId}?at=2999-01-01T00:00:00Z`);
    expect(future.body).toMatchObject({ status: 422, errors: [{ pointer: '/at' }] });
  });

  it('is the administrator’s', async () => {
    const caseId = await consentedCase(amal);
    expect((await amal.get(`/v1/audit/cases/${caseId}`)).status).toBe(403);
  });
});
