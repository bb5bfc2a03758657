import { DEMO_PASSWORD } from '@caseward/contracts';
import { describe, expect, it } from 'vitest';
import { refuse } from '../support/attacks.js';
import { Browser, type Seen } from '../support/browser.js';
import { codeFor } from './account-acts.js';
import { api, clock, freshCode, NEW, shows, showsCode, signedIn, stageIn, through } from './bench.js';

const OTHER = 'plinth oyster gorse 61';
const DAY = 24 * 3600;

/** What a page says, without what is different each time. */
const bare = ({ status, text }: Seen): [number, string] => [
  status,
  text.replaceAll(/nonce="[^"]+"|action="[^"]+"|href="[^"]+"|name="stage" value="[^"]+"/g, ''),
];

export function forgotten(): void {
  describe('a forgotten password', () => {
    it('is replaced with a code of an administrator and the second factor, once, and every session ends', async () => {
      const before = await signedIn('sup.salma');
      const { code } = (await codeFor('demo-sup-salma')).body;
      const browser = new Browser(api);
      const [page, asked] = await showsCode(browser, 'sup.salma', code.toLowerCase().replaceAll('-', ' '));
      const send = (form: Record<string, string>): Promise<Seen> => browser.post(page, { form });
      const stage = stageIn(asked);
      expect(asked.text).toContain('One-time code');
      await refuse([
        ['without the second factor', () => send({ stage, newPassword: OTHER, again: OTHER })],
        ['with a wrong one', () => send({ stage, code: '000000' })],
      ]);
      const choose = await send({ stage, code: await freshCode() });
      expect([choose.status, choose.text]).toEqual([200, expect.stringContaining('autocomplete="new-password"')]);
      const differs = await send({ stage: stageIn(choose), newPassword: OTHER, again: NEW });
      expect([differs.status, differs.text]).toEqual([403, expect.stringContaining('two different passwords')]);
      const weak = await send({ stage: stageIn(differs), newPassword: 'Salma-Lantern-1', again: 'Salma-Lantern-1' });
      expect([weak.status, weak.text]).toEqual([403, expect.stringContaining('easily guessed')]);
      const last = stageIn(weak);
      await through(browser, await send({ stage: last, newPassword: OTHER, again: OTHER }));
      await refuse([
        ['in a session of before', () => before.get('/v1/me')],
        ['the same code again', async () => (await showsCode(new Browser(api), 'sup.salma', code))[1]],
        ['the same step again', () => send({ stage: last, newPassword: NEW, again: NEW })],
        ['with the old password', async () => (await shows(new Browser(api), 'sup.salma'))[1]],
      ]);
      expect((await browser.get('/v1/me')).status).toBe(200);
      expect((await (await signedIn('sup.salma', OTHER)).get('/v1/me')).status).toBe(200);
    });

    it('a code is worth nothing for another person, after a newer one, after a day; and no answer tells why', async () => {
      const [first, second] = [(await codeFor('demo-cw-dunya')).body.code, (await codeFor('demo-cw-dunya')).body.code];
      const tried = async (login: string, code: string): Promise<Seen> =>
        (await showsCode(new Browser(api, '10.1.0.1'), login, code))[1];
      const answers = [
        await tried('nobody-at-all', second),
        await tried('sup.farah', second),
        await tried('cw.dunya', first),
        await tried('cw.dunya', `${second}0`),
        await tried('cw.dunya', ''),
      ].map(bare);
      expect(new Set(answers.map((each) => JSON.stringify(each))).size).toBe(1);
      expect(answers[0]?.[0]).toBe(403);
      expect((await tried('cw.dunya', second)).status).toBe(200);
      clock.forward(DAY);
      expect(bare(await tried('cw.dunya', second))).toEqual(answers[0]);
    });

    it('is slowed as guessing passwords is: in the dark after five tries', async () => {
      const { code } = (await codeFor('demo-mgr-pilar')).body;
      const thief = new Browser(api, '10.1.0.2');
      const tried = async (each: string): Promise<Seen> => (await showsCode(thief, 'mgr.pilar', each))[1];
      for (let tries = 0; tries < 5; tries += 1) expect((await tried('WRONG')).status).toBe(403);
      const [right, wrong] = [await tried(code), await tried('WRONG')];
      expect(bare(right)).toEqual(bare(wrong));
      expect([right.status, stageIn(right).length]).toEqual([200, stageIn(wrong).length]);
      clock.forward(6 * 60);
    });

    it('a password is also changed while signing in, after the second factor', async () => {
      const before = await signedIn('head.lena');
      const browser = new Browser(api);
      const page = await browser.toSignIn();
      const asked = await browser.post(page, { form: { login: 'head.lena', password: DEMO_PASSWORD, renew: 'yes' } });
      const choose = await browser.post(page, { form: { stage: stageIn(asked), code: await freshCode() } });
      const chosen = { stage: stageIn(choose), newPassword: NEW, again: NEW };
      await through(browser, await browser.post(page, { form: chosen }));
      expect((await browser.get('/v1/me')).status).toBe(200);
      await refuse([
        ['in a session of before', () => before.get('/v1/me')],
        ['with the old password', async () => (await shows(new Browser(api), 'head.lena'))[1]],
      ]);
    });
  });
}
