import { Forgetting } from '@caseward/api';
import { createHash, randomUUID } from 'node:crypto';
import { DEMO_PASSWORD } from '@caseward/contracts';
import { describe, expect, it } from 'vitest';
import { refuse } from '../support/attacks.js';
import { Browser } from '../support/browser.js';
import { EventStream } from '../support/event-stream.js';
import { api, clock, CSRF, jsonOf, MINUTE, ORIGIN, SESSION, withCookie } from './bench.js';

export function sessions(): void {
  describe('a session in a browser', () => {
    it('is not the one that was planted before, and ends the one before it', async () => {
      const browser = new Browser(api);
      const planted = 'A'.repeat(43);
      browser.cookies.set(SESSION, planted);
      await browser.signIn('cw.amal');
      const first = browser.cookies.get(SESSION)!;
      expect(first).not.toBe(planted);
      await browser.signIn('cw.amal');
      const digest = createHash('sha256').update('browser session ').update(browser.cookies.get(SESSION)!).digest();
      await refuse([
        ['planted', () => withCookie(planted)],
        ['of before the second sign-in', () => withCookie(first)],
        ['with one sign changed', () => withCookie(`${browser.cookies.get(SESSION)!.slice(0, -1)}!`)],
        ['what the record holds', () => withCookie(digest.toString('base64url'))],
        ['empty', () => withCookie('')],
        ['twice', () => withCookie(`${browser.cookies.get(SESSION)!}; ${SESSION}=${planted}`)],
        ['the cookie of the provider', () => withCookie(browser.cookies.get('caseward_provider') ?? 'none')],
        [
          'as a token',
          async () => new Browser(api).get('/v1/me', { authorization: `Bearer ${browser.cookies.get(SESSION)!}` }),
        ],
      ]);
      expect((await browser.get('/v1/me')).status).toBe(200);
    });

    it('writes only what its own pages send', async () => {
      const [mine, other] = [await new Browser(api).signIn('cw.amal'), await new Browser(api).signIn('sup.badr')];
      const [own, theirs] = [await mine.csrf(), await other.csrf()];
      const write = (headers: Record<string, string>) => () => mine.post('/auth/logout', { headers });
      await refuse([
        ['without the token', write({})],
        ['with an empty token', write({ [CSRF]: '' })],
        ['with a made-up token', write({ [CSRF]: 'A'.repeat(43) })],
        ['with the token of another session', write({ [CSRF]: theirs })],
        ['with the cookie as token', write({ [CSRF]: mine.cookies.get(SESSION)! })],
        ['from another site', write({ [CSRF]: own, origin: 'https://evil.test' })],
        ['from nowhere', write({ [CSRF]: own, origin: 'null' })],
        ['from another port', write({ [CSRF]: own, origin: 'http://localhost:3001' })],
        ['from another site, as the browser says', write({ [CSRF]: own, 'sec-fetch-site': 'cross-site' })],
        ['from a neighbour', write({ [CSRF]: own, 'sec-fetch-site': 'same-site' })],
        ['by a form', () => mine.post('/auth/logout', { form: { [CSRF]: own } })],
        ['by another method', () => mine.send('DELETE', `/v1/sessions/${randomUUID()}`, {})],
        ['read for another site', () => mine.get('/v1/me', { 'sec-fetch-site': 'cross-site' })],
      ]);
      expect((await mine.get('/v1/me')).status).toBe(200);
      expect((await write({ [CSRF]: own, origin: ORIGIN, 'sec-fetch-site': 'same-origin' })()).status).toBe(204);
    });

    it('ends for all who hold it, also when two sign out at once', async () => {
      const browser = await new Browser(api).signIn('cw.amal');
      const secret = browser.cookies.get(SESSION)!;
      const headers = { [CSRF]: await browser.csrf() };
      const both = await Promise.all([1, 2].map(() => browser.post('/auth/logout', { headers })));
      expect(both.map(({ status }) => status)).toContain(204);
      const [left] = both.filter(({ status }) => status === 204);
      expect(left!.headers['clear-site-data']).toBe('"cache", "storage"');
      await refuse([
        ['after signing out', () => withCookie(secret)],
        [
          'to sign out again',
          async () => {
            browser.cookies.set(SESSION, secret);
            return browser.post('/auth/logout', { headers });
          },
        ],
      ]);
    });

    it('is listed, and ended from another device; streams end with it within a second', async () => {
      const [here, lost] = [await new Browser(api).signIn('cw.basim'), await new Browser(api).signIn('cw.basim')];
      const secret = lost.cookies.get(SESSION)!;
      const { sessions } = jsonOf<{ sessions: { sessionId: string; isCurrent: boolean }[] }>(
        await here.get('/v1/sessions'),
      );
      expect(sessions).toHaveLength(2);
      const { sessionId } = sessions.find(({ isCurrent }) => !isCurrent)!;
      const stream = await EventStream.open(api, { headers: async () => ({ cookie: `${SESSION}=${secret}` }) });
      const ended = await here.send('DELETE', `/v1/sessions/${sessionId}`, { headers: { [CSRF]: await here.csrf() } });
      expect(ended.status).toBe(204);
      await stream.ended;
      await refuse([['on the lost device', () => withCookie(secret)]]);
      expect((await here.get('/v1/me')).status).toBe(200);
    });

    it('is over after 15 minutes without a request, and after 12 hours in any case', async () => {
      const [idle, busy] = [await new Browser(api).signIn('cw.amal'), await new Browser(api).signIn('cw.amal')];
      for (let minutes = 0; minutes < 12 * 60; minutes += 12) {
        expect((await busy.get('/v1/me')).status).toBe(200);
        clock.forward(12 * MINUTE);
        if (minutes === 12) await refuse([['nobody was there for 24 minutes', () => idle.get('/v1/me')]]);
      }
      await refuse([['twelve hours later, however busy', () => busy.get('/v1/me')]]);
    });

    it('is forgotten a day after its end, and nothing of it stays', async () => {
      const count = async (): Promise<number> => {
        const [row] = await api.dataSource.query<{ count: number }[]>(
          `SELECT ((SELECT count(*) FROM caseward.session) + (SELECT count(*) FROM caseward.provider_state)
            + (SELECT count(*) FROM caseward.sign_in_failure))::integer AS count`,
        );
        return row!.count;
      };
      expect(await count()).toBeGreaterThan(0);
      clock.forward(37 * 60 * MINUTE);
      await api.app.get(Forgetting).forget();
      expect(await count()).toBe(0);
    });

    it('ends with the post of its person, and so do streams', async () => {
      const hana = await new Browser(api).signIn('cw.hana');
      const stream = await EventStream.open(api, {
        headers: async () => ({ cookie: `${SESSION}=${hana.cookies.get(SESSION)!}` }),
      });
      await api.dataSource.query(
        `UPDATE caseward.post SET ends_at = $1, end_reason = 'left', ended_by = 'test' WHERE person_id = 'demo-cw-hana'`,
        [clock.now()],
      );
      await stream.ended;
      await refuse([
        ['after the last post ended', () => hana.get('/v1/me')],
        [
          'to sign in again',
          async () => hana.post(await hana.toSignIn(), { form: { login: 'cw.hana', password: DEMO_PASSWORD } }),
        ],
      ]);
    });
  });
}
