import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { PersonalCode } from '@caseward/contracts';
import { describe, expect, it } from 'vitest';
import { refuse } from '../support/attacks.js';
import { Browser, type Seen } from '../support/browser.js';
import type { Answer } from '../support/person.js';
import { actsOn, codeFor, sami } from './account-acts.js';
import { api, authenticator, clock, freshCode, jsonOf, shows, signedIn, stageIn, through, write } from './bench.js';

const removal = (personId: string): Promise<Answer<PersonalCode>> =>
  sami().post(`/v1/people/${personId}/second-factor-removals`, { reason: 'lost_device' });

/** A command of the command line, on the record of this API. */
async function onTheMachine(command: string, login: string): Promise<PersonalCode> {
  const { url = '' } = api.dataSource.options as { url?: string };
  const env = { ...process.env, DATABASE_URL: url, CASEWARD_KEY_FILE: 'none', CASEWARD_DATA_DIR: '/nonexistent' };
  const parts = ['apps/cli/dist/main.js', '--json', 'accounts', command, '--login', login, '--reason', 'lost_device'];
  const { stdout } = await promisify(execFile)(process.execPath, parts, { env });
  return JSON.parse(stdout) as PersonalCode;
}

export function lostFactors(): void {
  describe('a lost second factor', () => {
    it('is removed by an administrator; the person is told, and registers another one with a code before anything else', async () => {
      const before = await signedIn('sup.idris');
      const { code: factorCode } = (await removal('demo-sup-idris')).body;
      expect(await actsOn('demo-sup-idris')).toEqual([
        { kind: 'factors_removed', by: 'demo-admin-sami', reason: 'lost_device', what: 'account_acts.removeFactors' },
      ]);
      const browser = new Browser(api);
      const [page, told] = await shows(browser, 'sup.idris');
      expect([told.status, told.text]).toEqual([
        200,
        expect.stringContaining('were removed by an administrator on 20'),
      ]);
      const shown = authenticator(told);
      const send = (form: Record<string, string>): Promise<Seen> => browser.post(page, { form });
      const stage = stageIn(told);
      await refuse([
        ['in a session of before', () => before.get('/v1/me')],
        ['by who knows the password alone', async () => send({ stage, code: await shown() })],
        ['with a made-up code', async () => send({ stage, code: await shown(), factorCode: 'AAAAA-AAAAA' })],
        ['with the codes of before', async () => send({ stage, code: await freshCode(), factorCode })],
        ['with a new password in its place', () => send({ stage, newPassword: 'x', again: 'x' })],
        [
          'with the code of an administrator as a password',
          () => send({ login: 'sup.idris', passwordCode: factorCode }),
        ],
      ]);
      clock.forward(6 * 60);
      const [again, asked] = await shows(browser, 'sup.idris');
      const fresh = authenticator(asked);
      await through(
        browser,
        await browser.post(again, { form: { stage: stageIn(asked), code: await fresh(), factorCode } }),
      );
      const { factors } = jsonOf<{ factors: { kind: string; isConfirmed: boolean }[] }>(
        await browser.get('/v1/second-factors'),
      );
      expect(factors).toEqual([expect.objectContaining({ kind: 'totp', isConfirmed: true })]);
      expect((await write(browser, 'POST', '/v1/sessions/current/step-up', { code: await fresh() })).status).toBe(200);
      const [, next] = await shows(new Browser(api), 'sup.idris');
      expect(next.text).toContain('One more step');
    });

    it('is not replaced by one administrator who also replaces the password, and neither code stands for the other', async () => {
      const { code: factorCode } = (await removal('demo-cw-mina')).body;
      expect((await codeFor('demo-cw-mina')).status).toBe(403);
      const browser = new Browser(api);
      const page = await browser.toSignIn();
      await refuse([
        ['the one for the other', () => browser.post(page, { form: { login: 'cw.mina', passwordCode: factorCode } })],
      ]);
    });

    it('is removed by an operator on the machine for whom no administrator can do it, and that is written down', async () => {
      const { code } = await onTheMachine('remove-factors', 'admin.sami');
      const [, told] = await shows(new Browser(api), 'admin.sami');
      expect(told.text).toContain('name="factorCode"');
      expect((await onTheMachine('password-code', 'admin.sami')).code).not.toBe(code);
      const acts = await api.dataSource.query(
        `SELECT a.kind, a.reason, l.what FROM caseward.account_act a JOIN caseward.access_log l ON l.detail = a.act_id::text
          WHERE a.person_id = 'demo-admin-sami' AND a.acted_by = 'operator' AND l.person_id IS NULL ORDER BY 1`,
      );
      expect(acts).toEqual([
        { kind: 'factors_removed', reason: 'lost_device', what: 'operator.factors_removed' },
        { kind: 'password_code', reason: 'lost_device', what: 'operator.password_code' },
      ]);
    });
  });

  describe('where everybody has to have a second factor', () => {
    it('whoever has none registers one before anything else is possible', async () => {
      await api.dataSource.query(`DELETE FROM caseward.second_factor WHERE person_id = 'demo-de-kim'`);
      const browser = new Browser(api);
      const [page, asked] = await shows(browser, 'de.kim');
      expect(asked.text).toContain('Register a second factor');
      expect(asked.text).not.toContain('factorCode');
      await refuse([
        ['nobody is signed in yet', () => browser.get('/v1/me')],
        [
          'a code of another key',
          async () => browser.post(page, { form: { stage: stageIn(asked), code: await freshCode() } }),
        ],
        [
          'the step in another sign-in',
          async () => {
            const other = new Browser(api);
            return other.post(await other.toSignIn(), {
              form: { stage: stageIn(asked), code: await authenticator(asked)() },
            });
          },
        ],
      ]);
      const registered = await browser.post(page, {
        form: { stage: stageIn(asked), code: await authenticator(asked)() },
      });
      await through(browser, registered);
      expect((await browser.get('/v1/me')).status).toBe(200);
    });

    it('nobody removes the last one', async () => {
      const kim = await signedIn('mgr.gale');
      const { factors } = jsonOf<{ factors: { factorId: string }[] }>(await kim.get('/v1/second-factors'));
      const refused = await write(kim, 'DELETE', `/v1/second-factors/${factors[0]?.factorId ?? ''}`);
      expect([refused.status, jsonOf<{ code: string }>(refused).code]).toEqual([409, 'LAST_FACTOR']);
    });
  });
}
