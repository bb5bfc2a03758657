import { randomUUID } from 'node:crypto';
import { DEMO_PASSWORD } from '@caseward/contracts';
import { describe, expect, it } from 'vitest';
import { refuse } from '../support/attacks.js';
import { Browser, type Seen } from '../support/browser.js';
import { api, clock, code, MINUTE, SESSION } from './bench.js';

export function guessing(): void {
  describe('guessing passwords', () => {
    const attempt = async (browser: Browser, login: string, password: string): Promise<Seen> =>
      browser.post(await browser.toSignIn(), { form: { login, password } });

    it('an unknown login and a wrong password answer alike, also after many tries', async () => {
      const [unknown, wrong] = [`nobody-${randomUUID()}`, 'cw.nour'];
      const words = async (login: string): Promise<[number, string]> => {
        const { status, text } = await attempt(new Browser(api, '10.0.0.1'), login, 'wrong');
        return [status, text.replaceAll(/nonce="[^"]+"|action="[^"]+"|name="stage" value="[^"]+"/g, '')];
      };
      for (let tries = 0; tries < 7; tries += 1) expect(await words(unknown)).toEqual(await words(wrong));
    });

    it('is in the dark after five tries, and does not keep the owner out', async () => {
      const known = await new Browser(api, '10.0.0.2').signIn('cw.mina');
      const thief = new Browser(api, '10.0.0.3');
      for (let tries = 0; tries < 5; tries += 1) expect((await attempt(thief, 'cw.mina', 'wrong')).status).toBe(403);
      const [right, wrong] = [await attempt(thief, 'cw.mina', DEMO_PASSWORD), await attempt(thief, 'cw.mina', 'wrong')];
      expect([right.status, right.location, wrong.status, wrong.location]).toEqual([200, null, 200, null]);
      expect(right.text).toContain('name="stage"');
      expect((await known.signIn('cw.mina')).cookies.has(SESSION)).toBe(true);
      const owner = new Browser(api, '10.0.0.4');
      const page = await owner.toSignIn();
      const asked = await owner.post(page, { form: { login: 'cw.mina', password: DEMO_PASSWORD } });
      const stage = /name="stage" value="([^"]+)"/.exec(asked.text)![1]!;
      await refuse([
        ['a wrong code', () => owner.post(page, { form: { stage, code: '000000' } })],
        [
          'a changed stage',
          async () => owner.post(page, { form: { stage: `${stage.slice(0, -4)}AAAA`, code: await code() } }),
        ],
        [
          'the stage of a wrong password',
          async () => {
            const own = /name="stage" value="([^"]+)"/.exec(wrong.text)![1]!;
            return thief.post(await thief.toSignIn(), { form: { stage: own, code: await code() } });
          },
        ],
      ]);
      expect((await owner.post(page, { form: { stage, code: await code() } })).status).toBe(303);
      clock.forward(6 * MINUTE);
      expect((await new Browser(api, '10.0.0.5').signIn('cw.mina')).cookies.has(SESSION)).toBe(true);
    });

    it('over many logins from one address is stopped', async () => {
      const thief = new Browser(api, '10.0.0.6');
      const page = await thief.toSignIn();
      const guess = (login: string): Promise<Seen> => thief.post(page, { form: { login, password: 'wrong' } });
      for (let tries = 0; tries < 50; tries += 1) await guess(`login-${String(tries)}`);
      expect((await guess('cw.nour')).status).toBe(429);
      clock.forward(6 * MINUTE);
    });
  });
}
