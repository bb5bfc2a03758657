import { describe, expect, it } from 'vitest';
import { ApiPerson } from './support/person.js';
import { applied, plannedCase, registeredCase, HIGH } from './support/casework.js';
import { runningApi } from './support/running-api.js';

interface Inbox {
  readonly items: { kind: string; caseId: string; command: string; overdue: boolean; urgency: string; due: string }[];
}

describe('a case through the API', () => {
  const api = runningApi();
  const amal = new ApiPerson(api, 'cw.amal');
  const badr = new ApiPerson(api, 'sup.badr');

  it('is identified, registered, and its first duty waits in the caseworker’s inbox', async () => {
    const caseId = await registeredCase(amal, HIGH);
    const file = await amal.file(caseId);
    expect(file).toMatchObject({ stage: 'REGISTERED', level: 'HIGH', owner: { caseworkerId: 'demo-cw-amal' } });
    expect(file.caseCode).toMatch(/^[3-9]{4}-[3-9]{4}-[3-9]{4}$/);
    expect(file.clocks[0]).toMatchObject({ kind: 'assessment', overdue: false, responsible: 'demo-cw-amal' });
    expect(file.clocks[0]?.derivation).toMatchObject({ policyKey: 'assessment.high', clause: 'SOP template §4' });
    const { body } = await amal.get<Inbox>('/v1/inbox');
    const [task] = body.items.filter((item) => item.caseId === caseId);
    expect(task).toMatchObject({ kind: 'assessment', command: 'completeAssessment', overdue: false });
    expect(task?.due).toMatch(/^due in \d+ (hours|minutes)$/);
  });

  it('reaches implementation when the supervisor signs off, and the file says what each may do', async () => {
    const caseId = await plannedCase(amal);
    const { body: waiting } = await badr.get<Inbox>('/v1/inbox');
    expect(waiting.items.filter((item) => item.caseId === caseId)).toMatchObject([
      { kind: 'plan_signoff', command: 'signOffPlan' },
    ]);
    expect((await badr.file(caseId)).availableCommands).toContain('signOffPlan');
    expect((await amal.file(caseId)).availableCommands).not.toContain('signOffPlan');
    const signedOff = applied(await badr.post(`/v1/cases/${caseId}/case-plans/current/sign-off`));
    expect(signedOff.case?.stage).toBe('IMPLEMENTING');
    expect(signedOff.events[0]).toMatchObject({
      type: 'PlanSignedOff',
      actor: { personId: 'demo-sup-badr', role: 'SUP' },
    });
    expect((await amal.file(caseId)).clocks.map(({ kind }) => kind).sort()).toEqual(['follow_up', 'review']);
  });
});
