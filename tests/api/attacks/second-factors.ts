import { randomUUID } from 'node:crypto';
import { DEMO_PASSWORD } from '@caseward/contracts';
import { describe, expect, it } from 'vitest';
import { refuse } from '../support/attacks.js';
import { Browser, demoCode, type Seen } from '../support/browser.js';
import { SoftPasskey } from '../support/soft-passkey.js';
import { api, clock, code, CSRF, jsonOf, MINUTE, ORIGIN, stepUp } from './bench.js';

export function secondFactors(): void {
  describe('a second factor', () => {
    const factorId = async (browser: Browser): Promise<string> =>
      jsonOf<{ factors: { factorId: string }[] }>(await browser.get('/v1/second-factors')).factors[0]!.factorId;
    const remove = async (browser: Browser, id: string): Promise<Seen> =>
      browser.send('DELETE', `/v1/second-factors/${id}`, { headers: { [CSRF]: await browser.csrf() } });
    const nowhere = randomUUID();
    /** What needs a second factor, and changes nothing: there is no such factor. */
    const guarded = async (browser: Browser): Promise<number> => (await remove(browser, nowhere)).status;

    it('is asked where an act needs one, counts once, in one session, for five minutes', async () => {
      const [mine, other] = [await new Browser(api).signIn('cw.carla'), await new Browser(api).signIn('cw.carla')];
      const refusal = await remove(mine, nowhere);
      expect(jsonOf(refusal)).toMatchObject({ status: 403, code: 'STEP_UP_REQUIRED' });
      const used = await code();
      await refuse([
        ['a code of ten minutes ago', async () => stepUp(mine, { code: await demoCode(clock.realMs() - 600_000) })],
        ['a code that is none', () => stepUp(mine, { code: '12345x' })],
      ]);
      expect((await stepUp(mine, { code: used })).status).toBe(200);
      expect(await guarded(mine)).toBe(404);
      await refuse([
        ['in another session of the same person', () => remove(other, nowhere)],
        ['the same code in another session', () => stepUp(other, { code: used })],
        ['the same code again', () => stepUp(mine, { code: used })],
      ]);
      clock.forward(6 * MINUTE);
      await refuse([['six minutes later', () => remove(mine, nowhere)]]);
    });

    it('of two requests with one code at the same moment, one passes', async () => {
      const sessions = await Promise.all([1, 2, 3].map(() => new Browser(api).signIn('cw.dunya')));
      const shown = await code();
      const answers = await Promise.all(sessions.map((each) => stepUp(each, { code: shown })));
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 403, 403]);
    });

    it('cannot be guessed', async () => {
      const browser = await new Browser(api).signIn('cw.elias');
      const guess = (): Promise<Seen> => stepUp(browser, { code: '000000' });
      for (let tries = 0; tries < 5; tries += 1) expect((await guess()).status).toBe(403);
      await refuse([['the right code after five wrong ones', async () => stepUp(browser, { code: await code() })]]);
      clock.forward(6 * MINUTE);
      expect((await stepUp(browser, { code: await code() })).status).toBe(200);
    });

    it('cannot be guessed by many tries at the same moment', async () => {
      const browser = await new Browser(api).signIn('mgr.jude');
      const csrf = await browser.csrf();
      const guess = (no: number): Promise<Seen> =>
        browser.post('/v1/sessions/current/step-up', {
          json: { code: String(100_000 + no) },
          headers: { [CSRF]: csrf },
        });
      const answers = await Promise.all(Array.from({ length: 40 }, (_, no) => guess(no)));
      expect(answers.filter(({ status }) => status === 403)).toHaveLength(5);
      expect(answers.filter(({ status }) => status === 429)).toHaveLength(35);
      clock.forward(6 * MINUTE);
    });

    it('that was begun before the first one was there is not confirmed without it', async () => {
      const browser = await new Browser(api).signIn('mgr.pilar');
      const send = async (url: string, json: object): Promise<Seen> =>
        browser.post(url, { json, headers: { [CSRF]: await browser.csrf() } });
      const begin = async (label: string): Promise<{ secret: string; factorId: string }> =>
        jsonOf(await send('/v1/second-factors', { label, password: DEMO_PASSWORD }));
      const { generate } = await import('otplib');
      const confirm = async ({ secret, factorId: id }: Awaited<ReturnType<typeof begin>>): Promise<Seen> =>
        send(`/v1/second-factors/${id}/confirmation`, {
          code: await generate({ secret, epoch: Math.floor(clock.realMs() / 1000) }),
        });
      expect((await stepUp(browser, { code: await code() })).status).toBe(200);
      expect((await remove(browser, await factorId(browser))).status).toBe(204);
      const [planted, owned] = [await begin('planted'), await begin('owned')];
      expect((await confirm(owned)).status).toBe(204);
      clock.forward(6 * MINUTE);
      await refuse([['the planted one, with a password alone', () => confirm(planted)]]);
    });

    it('may be a passkey, of this place, for this question, once', async () => {
      const browser = await new Browser(api).signIn('sup.idris');
      const post = async (url: string, json: object = {}): Promise<Seen> =>
        browser.post(url, { json, headers: { [CSRF]: await browser.csrf() } });
      const offer = async (): Promise<string> =>
        jsonOf<{ challenge: string }>(await post('/v1/second-factors/passkey-offer')).challenge;
      const add = async (response: object, password = DEMO_PASSWORD): Promise<Seen> =>
        post('/v1/second-factors/passkeys', { label: 'my key', password, response });
      const passkey = new SoftPasskey(ORIGIN);
      await refuse([['to add one without the factor that is there', async () => add(passkey.made(await offer()))]]);
      expect((await stepUp(browser, { code: await code() })).status).toBe(200);
      await refuse([
        ['to add one with a wrong password', async () => add(passkey.made(await offer()), 'wrong')],
        ['to add one for another place', async () => add(new SoftPasskey('http://evil.test').made(await offer()))],
        [
          'to add one for another question',
          async () => add(passkey.made(Buffer.from(randomUUID()).toString('base64url'))),
        ],
      ]);
      const added = await add(passkey.made(await offer()));
      expect(added.status, added.text).toBe(204);
      const ask = async (): Promise<string> =>
        jsonOf<{ challenge: string }>(await post('/v1/sessions/current/step-up/challenge')).challenge;
      const question = await ask();
      const answer = { passkey: passkey.signed(question) };
      expect((await stepUp(browser, answer)).status).toBe(200);
      await refuse([
        ['the same answer again', () => stepUp(browser, answer)],
        [
          'the answer to the question before',
          async () => {
            await ask();
            return stepUp(browser, answer);
          },
        ],
        [
          'an answer from another place',
          async () =>
            stepUp(browser, {
              passkey: Object.assign(new SoftPasskey('http://evil.test').signed(await ask()), {
                id: passkey.id.toString('base64url'),
              }),
            }),
        ],
        ['by a device that counts backwards', async () => stepUp(browser, { passkey: passkey.signed(await ask(), 0) })],
      ]);
    });

    it('is added with the password and confirmed with a code, and removed with a second factor', async () => {
      const browser = await new Browser(api).signIn('sup.farah');
      const id = await factorId(browser);
      expect((await stepUp(browser, { code: await code() })).status).toBe(200);
      expect((await remove(browser, id)).status).toBe(204);
      const add = async (password: string): Promise<Seen> =>
        browser.post('/v1/second-factors', {
          json: { label: 'phone', password },
          headers: { [CSRF]: await browser.csrf() },
        });
      await refuse([['to add codes without the password', () => add('wrong')]]);
      const { secret, factorId: newId } = jsonOf<{ secret: string; factorId: string }>(await add(DEMO_PASSWORD));
      const { generate } = await import('otplib');
      const fresh = async (): Promise<string> => generate({ secret, epoch: Math.floor(clock.realMs() / 1000) });
      await refuse([['codes that are not confirmed', async () => stepUp(browser, { code: await fresh() })]]);
      const confirm = await browser.post(`/v1/second-factors/${newId}/confirmation`, {
        json: { code: await fresh() },
        headers: { [CSRF]: await browser.csrf() },
      });
      expect(confirm.status, confirm.text).toBe(204);
      clock.forward(30);
      expect((await stepUp(browser, { code: await fresh() })).status).toBe(200);
    });
  });
}
