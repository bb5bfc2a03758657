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

    it('by many tries at the same moment hears of no more than five', async () => {
      const thieves = await Promise.all(
        Array.from({ length: 20 }, async (_, no) => {
          const thief = new Browser(api, `10.1.0.${String(no)}`);
          return { thief, page: await thief.toSignIn() };
        }),
      );
      const tries = thieves.map(({ thief, page }) =>
        thief.post(page, { form: { login: 'head.lena', password: 'wrong' } }),
      );
      const heard = (await Promise.all(tries)).filter(({ status }) => status === 403);
      expect(heard).toHaveLength(5);
      clock.forward(6 * MINUTE);
    });

    it('in the dark is answered alike for right and wrong, however often a code is tried', async () => {
      const thief = new Browser(api, '10.0.0.7');
      for (let tries = 0; tries < 5; tries += 1) await attempt(thief, 'cw.nour', 'wrong');
      const answers = async (password: string): Promise<number[]> => {
        const page = await thief.toSignIn();
        const stage = /name="stage" value="([^"]+)"/.exec(
          (await thief.post(page, { form: { login: 'cw.nour', password } })).text,
        )![1]!;
        const found = [stage.length];
        for (let tries = 0; tries < 8; tries += 1) {
          found.push((await thief.post(page, { form: { stage, code: '000000' } })).status);
        }
        return found;
      };
      expect(await answers(DEMO_PASSWORD)).toEqual(await answers('wrong'));
      clock.forward(6 * MINUTE);
    });

    it('over many logins from one address is stopped', async () => {
      const thief = new Browser(api, '10.0.0.6');
      const page = await thief.toSignIn();
      const guess = (login: string): Promise<Seen> => thief.post(page, { form: { login, password: 'wrong' } });
      for (let tries = 0; tries < 50; tries += 1) await guess(`login-${String(tries)}`);
      expect((await guess('cw.nour')).status).toBe(429);
      clock.forward(6 * MINUTE);
    });

    it('from many addresses of one network counts as from one', async () => {
      const guess = async (host: number): Promise<Seen> =>
        attempt(new Browser(api, `2001:db8:7:7::${host.toString(16)}`), `person-${String(host)}`, 'wrong');
      for (let host = 1; host <= 50; host += 1) await guess(host);
      expect((await guess(51)).status).toBe(429);
      expect((await attempt(new Browser(api, '2001:db8:7:8::1'), 'person-0', 'wrong')).status).toBe(403);
      clock.forward(6 * MINUTE);
    });
  });
}
