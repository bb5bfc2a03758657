import { randomUUID } from 'node:crypto';
import type { PersonalCode } from '@caseward/contracts';
import { describe, expect, it } from 'vitest';
import { refuse } from '../support/attacks.js';
import { EventStream } from '../support/event-stream.js';
import { ApiPerson, type Answer } from '../support/person.js';
import { api, clock, jsonOf, signedIn, write } from './bench.js';

/** The administrator, who has just shown a second factor. */
export const sami = (): ApiPerson => new ApiPerson(api, 'admin.sami', ['pwd', 'otp', String(clock.realMs())]);
export const codeFor = (personId: string, reason = 'forgotten'): Promise<Answer<PersonalCode>> =>
  sami().post(`/v1/people/${personId}/password-codes`, { reason });

export async function actsOn(personId: string): Promise<{ kind: string; by: string; reason: string; what: string }[]> {
  return api.dataSource.query(
    `SELECT a.kind, a.acted_by AS by, a.reason, l.what FROM caseward.account_act a
      JOIN caseward.access_log l ON l.detail = a.act_id::text AND l.person_id = a.acted_by AND l.kind = 'write'
      WHERE a.person_id = $1 ORDER BY a.acted_real_at`,
    [personId],
  );
}

export function accountActs(): void {
  describe('an administrator', () => {
    it('ends all sessions of a person in one act, which stands in the audit trail; streams end with them', async () => {
      const [one, two] = [await signedIn('cw.elias'), await signedIn('cw.elias')];
      const stream = await EventStream.open(api, {
        headers: async () => ({ cookie: [...two.cookies].map(([name, value]) => `${name}=${value}`).join('; ') }),
      });
      const url = '/v1/people/demo-cw-elias/session-ends';
      const plain = new ApiPerson(api, 'admin.sami');
      const key = randomUUID();
      const ended = await plain.post(url, { reason: 'suspected_misuse' }, { key });
      expect([ended.status, ended.body]).toEqual([200, { ended: 2 }]);
      await stream.ended;
      await refuse([
        ['the first', () => one.get('/v1/me')],
        ['the second', () => two.get('/v1/me')],
      ]);
      expect((await plain.post(url, { reason: 'suspected_misuse' }, { key })).body).toEqual({ ended: 0 });
      expect((await plain.post('/v1/people/demo-cw-dunya/session-ends', { reason: 'other' }, { key })).status).toBe(
        422,
      );
      const what = 'account_acts.endSessions';
      expect(await actsOn('demo-cw-elias')).toContainEqual({
        ...{ kind: 'sessions_ended', by: 'demo-admin-sami', reason: 'suspected_misuse', what },
      });
    });

    it('and nobody else acts on accounts, with a second factor, for a reason, and never on the own one', async () => {
      const acts = ['session-ends', 'password-codes', 'second-factor-removals'];
      const reason = { reason: 'lost_device' };
      const post =
        (who: ApiPerson, person: string, act: string, body: object = reason) =>
        () =>
          who.post(`/v1/people/${person}/${act}`, body);
      const head = new ApiPerson(api, 'head.lena').steppedUp();
      await refuse([
        ...acts.map((act) => [`a head: ${act}`, post(head, 'demo-cw-amal', act)] as const),
        ...acts.map((act) => [`for oneself: ${act}`, post(sami(), 'demo-admin-sami', act)] as const),
        ...acts.map((act) => [`for nobody: ${act}`, post(sami(), 'demo-nobody', act)] as const),
        ...acts.map(
          (act) => [`in words: ${act}`, post(sami(), 'demo-cw-amal', act, { reason: 'Amal lost it' })] as const,
        ),
        ...acts
          .slice(1)
          .map(
            (act) => [`without a factor: ${act}`, post(new ApiPerson(api, 'admin.sami'), 'demo-cw-amal', act)] as const,
          ),
      ]);
      const own = await sami().refused('/v1/people/demo-admin-sami/password-codes', reason);
      expect(own).toMatchObject({ status: 403, code: 'OWN_WORK', rule: 'SPEC-2' });
      expect(await actsOn('demo-admin-sami')).toEqual([]);
    });

    it('sees a code once, and the record keeps its digest only', async () => {
      const key = randomUUID();
      const url = '/v1/people/demo-mgr-jude/password-codes';
      const first = await sami().post<PersonalCode>(url, { reason: 'forgotten' }, { key });
      expect(first.status).toBe(201);
      expect(first.body.code).toMatch(/^([0-9A-Z]{5}-){5}[0-9A-Z]$/);
      const again = await sami().post<{ code: string }>(url, { reason: 'forgotten' }, { key });
      expect([again.status, again.body.code]).toEqual([409, 'CODE_SHOWN_ONCE']);
      const rows = await api.dataSource.query(`SELECT p::text FROM caseward.personal_code p`);
      expect(JSON.stringify(rows)).not.toContain(first.body.code.slice(0, 5));
      expect(api.logged.join('')).not.toContain(first.body.code);
    });

    it('alone cannot replace both the password and the second factor of somebody', async () => {
      const removals = '/v1/people/demo-mgr-jude/second-factor-removals';
      const refused = await sami().refused(removals, { reason: 'lost_device' });
      expect(refused).toMatchObject({ status: 403, code: 'OWN_WORK' });
      const jude = await signedIn('mgr.jude');
      expect(jsonOf<{ factors: unknown[] }>(await jude.get('/v1/second-factors')).factors).toHaveLength(1);
      expect((await write(jude, 'POST', '/auth/logout')).status).toBe(204);
    });
  });
}
