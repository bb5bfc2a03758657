import { randomUUID } from 'node:crypto';
import { DEMO_PASSWORD } from '@caseward/contracts';
import { describe, expect, it } from 'vitest';
import { refuse } from '../support/attacks.js';
import { Browser, type Seen } from '../support/browser.js';
import { ApiPerson } from '../support/person.js';
import { api, clock, code, CSRF, jsonOf, MINUTE, ORIGIN, SESSION } from './bench.js';

export function signingIn(): void {
  describe('signing in', () => {
    it('goes to the provider and back, and ends with a cookie that says nothing', async () => {
      const browser = await new Browser(api).signIn('cw.amal');
      expect(jsonOf<{ personId: string }>(await browser.get('/v1/me')).personId).toBe('demo-cw-amal');
      expect(browser.cookies.get(SESSION)).toMatch(/^[\w-]{43}$/);
      const page = await browser.get(await browser.toSignIn());
      expect(page.headers['content-security-policy']).toMatch(/^default-src 'none'; script-src 'nonce-/);
      expect(page.text).toContain('<label for="login">');
      expect(page.headers['set-cookie'] ?? '').not.toContain(SESSION);
    });

    it('with a second factor counts as having shown one, and a token says so', async () => {
      const nowhere = `/v1/second-factors/${randomUUID()}`;
      const browser = new Browser(api);
      const page = await browser.toSignIn('?secondFactor=true');
      const asked = await browser.post(page, { form: { login: 'sup.omar', password: DEMO_PASSWORD } });
      const stage = /name="stage" value="([^"]+)"/.exec(asked.text)![1]!;
      let seen = await browser.post(page, { form: { stage, code: await code() } });
      while (seen.location?.startsWith('/docs') === false) seen = await browser.get(seen.location);
      expect((await browser.send('DELETE', nowhere, { headers: { [CSRF]: await browser.csrf() } })).status).toBe(404);
      expect((await new ApiPerson(api, 'sup.omar').delete(nowhere)).status).toBe(403);
      expect((await new ApiPerson(api, 'sup.omar').steppedUp().delete(nowhere)).status).toBe(404);
    });

    it('with a code or a step that belongs to another sign-in is refused', async () => {
      const [mine, other] = [new Browser(api), new Browser(api)];
      const callback = await mine.toCallback('cw.amal');
      const attempt = mine.cookies.get('caseward-login')!;
      const changed = callback.replace(/state=[^&]+/, 'state=made-up');
      const theirs = await other.toCallback('sup.badr');
      const codeOf = (url: string): string => new URL(url, ORIGIN).searchParams.get('code')!;
      await refuse([
        ['in a browser that did not begin it', () => new Browser(api).get(callback)],
        ['with another state', () => withAttempt(changed, attempt)],
        [
          'with the code of somebody else’s sign-in',
          () => withAttempt(callback.replace(codeOf(callback), codeOf(theirs)), attempt),
        ],
        ['to sign a victim in as the attacker', () => withAttempt(theirs, attempt)],
        ['with a changed memory of the beginning', () => withAttempt(callback, `${attempt.slice(0, -4)}AAAA`)],
        ['without a state', () => withAttempt(callback.replace(/&?state=[^&]+/, ''), attempt)],
        [
          'from another issuer',
          () => withAttempt(callback.replace(/iss=[^&]+/, 'iss=https%3A%2F%2Fevil.test'), attempt),
        ],
      ]);
      expect((await mine.get(await mine.toCallback('cw.amal'))).status).toBe(303);
      async function withAttempt(url: string, value: string): Promise<Seen> {
        const browser = new Browser(api);
        browser.cookies.set('caseward-login', value);
        return browser.get(url);
      }
    });

    it('works once: neither code nor state is taken again', async () => {
      const browser = new Browser(api);
      const callback = await browser.toCallback('cw.amal');
      const attempt = browser.cookies.get('caseward-login')!;
      expect((await browser.get(callback)).status).toBe(303);
      await refuse([
        ['the same address again', () => browser.get(callback)],
        [
          'the same address with what the browser remembered',
          async () => {
            browser.cookies.set('caseward-login', attempt);
            return browser.get(callback);
          },
        ],
        [
          'the same address elsewhere, with what the browser remembered',
          async () => {
            const thief = new Browser(api);
            thief.cookies.set('caseward-login', attempt);
            return thief.get(callback);
          },
        ],
      ]);
    });

    it('takes too long', async () => {
      const browser = new Browser(api);
      const callback = await browser.toCallback('cw.amal');
      clock.forward(11 * MINUTE);
      await refuse([['eleven minutes later', () => browser.get(callback)]]);
    });

    it('in other ways than the code flow with PKCE is refused', async () => {
      const browser = new Browser(api);
      const good = {
        ...{ client_id: 'caseward-native', redirect_uri: 'http://127.0.0.1/callback', response_type: 'code' },
        ...{ scope: 'openid', code_challenge: 'a'.repeat(43), code_challenge_method: 'S256' },
      };
      const ask = (changes: Record<string, string | undefined>) => async () => {
        const kept = Object.entries({ ...good, ...changes }).filter(
          (each): each is [string, string] => each[1] !== undefined,
        );
        const seen = await browser.get(`/oidc/auth?${new URLSearchParams(kept).toString()}`);
        const isError = seen.location !== null && /[?&#]error=/.test(seen.location);
        return { status: isError ? 400 : seen.status };
      };
      const token = (fields: Record<string, string>) => () =>
        browser.post('/oidc/token', { form: { grant_type: 'authorization_code', ...fields } });
      const mine = new Browser(api);
      const stolen = new URL(await mine.toCallback('cw.amal'), ORIGIN).searchParams.get('code')!;
      const redirect = { redirect_uri: `${ORIGIN}/auth/callback` };
      await refuse([
        ['without PKCE', ask({ code_challenge: undefined, code_challenge_method: undefined })],
        ['with plain PKCE', ask({ code_challenge_method: 'plain' })],
        ['with an address that is not registered', ask({ redirect_uri: 'https://evil.test/callback' })],
        [
          'with an address that begins like a registered one',
          ask({ redirect_uri: 'http://127.0.0.1.evil.test/callback' }),
        ],
        ['with a token in the address', ask({ response_type: 'token' })],
        ['with an identity token in the address', ask({ response_type: 'id_token' })],
        ['as an unknown client', ask({ client_id: 'caseward-other' })],
        ['without being asked', ask({ prompt: 'none' })],
        ['with a request of its own making', ask({ request: 'e30.e30.' })],
        [
          'with a password at the token endpoint',
          token({ grant_type: 'password', username: 'cw.amal', password: DEMO_PASSWORD, client_id: 'caseward-native' }),
        ],
        ['with client credentials', token({ grant_type: 'client_credentials', client_id: 'caseward-native' })],
        [
          'with a stolen code, as the native client',
          token({
            code: stolen,
            client_id: 'caseward-native',
            code_verifier: 'a'.repeat(43),
            redirect_uri: 'http://127.0.0.1/callback',
          }),
        ],
        [
          'with a stolen code, without the secret of the client',
          token({ code: stolen, client_id: 'caseward-web', code_verifier: 'a'.repeat(43), ...redirect }),
        ],
        [
          'with a made-up code',
          token({
            code: 'made-up',
            client_id: 'caseward-native',
            code_verifier: 'a'.repeat(43),
            redirect_uri: 'http://127.0.0.1/callback',
          }),
        ],
        ['to register a client', () => browser.post('/oidc/reg', { json: { redirect_uris: ['https://evil.test'] } })],
        ['on the page of another browser’s sign-in', async () => browser.get(await new Browser(api).toSignIn())],
        ['on to another site', () => browser.get('/auth/login?returnTo=https://evil.test')],
        ['on to another site, by two slashes', () => browser.get('/auth/login?returnTo=//evil.test')],
        ['on to another site, by a slash and its mirror', () => browser.get('/auth/login?returnTo=/%5Cevil.test')],
      ]);
    });
  });
}
