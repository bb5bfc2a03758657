import { randomUUID } from 'node:crypto';
import { DEMO_PASSWORD } from '@caseward/contracts';
import { signAccessToken } from '@caseward/security';
import { describe, expect, it } from 'vitest';
import { refuse } from '../support/attacks.js';
import { Browser, type Seen } from '../support/browser.js';
import { ApiPerson } from '../support/person.js';
import { api, clock, freshCode, jsonOf, NEW, shows, signedIn, stageIn, write } from './bench.js';

const change = (browser: Browser, password: string, newPassword: string): Promise<Seen> =>
  write(browser, 'PUT', '/v1/password', { password, newPassword });

export function passwords(): void {
  describe('a password', () => {
    it('is changed with the old one and the second factor, and ends every other session', async () => {
      const [mine, other] = [await signedIn('cw.amal'), await signedIn('cw.amal')];
      const unused = await unusedToken('demo-cw-amal');
      clock.forward(6 * 60);
      await refuse([
        ['without the second factor', () => change(mine, DEMO_PASSWORD, NEW)],
        ['with a wrong old password', () => change(mine, 'wrong', NEW)],
        [
          'by a program with a password alone',
          () => new ApiPerson(api, 'cw.amal').put('/v1/password', { password: DEMO_PASSWORD, newPassword: NEW }),
        ],
        [
          'from another site',
          () => mine.send('PUT', '/v1/password', { json: { password: DEMO_PASSWORD, newPassword: NEW } }),
        ],
      ]);
      expect((await write(mine, 'POST', '/v1/sessions/current/step-up', { code: await freshCode() })).status).toBe(200);
      const changed = await change(mine, DEMO_PASSWORD, NEW);
      expect(changed.status, changed.text).toBe(204);
      expect((await mine.get('/v1/me')).status).toBe(200);
      await refuse([
        ['in a session of before', () => other.get('/v1/me')],
        ['by a token of before that nobody used yet', () => unused()],
        ['with the old password', async () => (await shows(new Browser(api), 'cw.amal', DEMO_PASSWORD))[1]],
      ]);
      clock.forward(6 * 60);
      expect((await (await signedIn('cw.amal', NEW)).get('/v1/me')).status).toBe(200);
    });

    it('is none that is short, common, made of our words or of their own names, or the one that is there', async () => {
      const browser = await signedIn('sup.badr');
      const refused = async (newPassword: string): Promise<string> => {
        const answer = await change(browser, DEMO_PASSWORD, newPassword);
        expect(answer.status, answer.text).toBe(422);
        const { errors, detail } = jsonOf<{ errors?: { pointer: string }[]; detail: string }>(answer);
        expect(errors?.map(({ pointer }) => pointer)).toEqual(['/newPassword']);
        expect(answer.text).not.toContain(newPassword);
        return detail;
      };
      expect(await refused('kx-Vb wq/7')).toMatch(/12 signs or more/);
      for (const each of ['Password2026!', 'qwertyuiop12', 'caseward-agency-1', 'Badr-Lantern-2026', 'supervisor.badr'])
        expect(await refused(each)).toMatch(/easily guessed/);
      expect((await change(browser, DEMO_PASSWORD, NEW)).status).toBe(204);
      const again = await change(browser, NEW, NEW);
      expect([again.status, jsonOf<{ detail: string }>(again).detail]).toEqual([
        422,
        'This is the password that you have.',
      ]);
    });

    it('is not put back when the directory is loaded again', async () => {
      const { seedDemo } = await import('../support/seed-demo.js');
      await seedDemo(api.dataSource);
      expect(stageIn((await shows(new Browser(api), 'sup.badr', NEW))[1])).not.toBe('');
      expect(stageIn((await shows(new Browser(api), 'cw.carla'))[1])).not.toBe('');
    });
  });

  describe('all other sessions', () => {
    it('end in one act, with whatever signed in before and was not used', async () => {
      const [here, there, third] = [await signedIn('mgr.gale'), await signedIn('mgr.gale'), await signedIn('mgr.gale')];
      const unused = await unusedToken('demo-mgr-gale');
      expect((await write(here, 'DELETE', '/v1/sessions')).status).toBe(400);
      const ended = await write(here, 'DELETE', '/v1/sessions?except=current');
      expect([ended.status, ended.text]).toEqual([200, '{"ended":2}']);
      await refuse([
        ['the second', () => there.get('/v1/me')],
        ['the third', () => third.get('/v1/me')],
        ['by a token that was not used', () => unused()],
      ]);
      const { sessions } = jsonOf<{ sessions: { isCurrent: boolean }[] }>(await here.get('/v1/sessions'));
      expect(sessions.map(({ isCurrent }) => isCurrent)).toEqual([true]);
      clock.forward(1);
      expect((await (await unusedToken('demo-mgr-gale'))()).status).toBe(200);
    });
  });
}

/** A token of a sign-in of now, and a request with it. */
async function unusedToken(subject: string): Promise<() => Promise<{ status: number }>> {
  const nowMs = clock.realMs();
  const { issuer, audience } = api.identity.tokens;
  const token = await signAccessToken(api.providerKey, {
    ...{ issuer, audience, subject, sessionId: randomUUID(), methods: ['pwd'] },
    ...{ authenticatedMs: nowMs, nowMs, lifeSeconds: 900 },
  });
  return () => new Browser(api).get('/v1/me', { authorization: `Bearer ${token}` });
}
