import { DEMO_PASSWORD } from '@caseward/contracts';
import { generate } from 'otplib';
import { expect } from 'vitest';
import { Browser, demoCode, type Seen } from '../support/browser.js';
import { runningApi } from '../support/running-api.js';
import { ShiftedClock } from '../support/shifted-clock.js';

export const CSRF = 'caseward-csrf';
/** Nothing of it is a word, a name or a row of keys. */
export const NEW = 'vowel gravel turnip oboe';

/** One API with the provider in its process, where everybody has a second factor. */
export const clock = new ShiftedClock();
export const api = runningApi({
  clock,
  embedded: { publicUrl: 'http://localhost:3000', asksSecondFactor: true, demandsSecondFactor: true },
});
export const jsonOf = <Body>({ text }: Seen): Body => JSON.parse(text) as Body;
export const stageIn = ({ text }: Seen): string => /name="stage" value="([^"]+)"/.exec(text)?.[1] ?? '';

/** The code of a demo account, which nobody has used. */
export async function freshCode(): Promise<string> {
  clock.forward(30);
  return demoCode(clock.realMs());
}

/** The answer to login and password. */
export async function shows(browser: Browser, login: string, password = DEMO_PASSWORD): Promise<[string, Seen]> {
  const page = await browser.toSignIn();
  return [page, await browser.post(page, { form: { login, password } })];
}

/** To the page for who forgot the password, and the answer to login and code. */
export async function showsCode(browser: Browser, login: string, passwordCode: string): Promise<[string, Seen]> {
  const page = await browser.toSignIn();
  expect((await browser.get(`${page}?with=code`)).text).toContain('name="passwordCode"');
  return [page, await browser.post(page, { form: { login, passwordCode } })];
}

/** The codes of an authenticator with the key that a page shows. */
export function authenticator({ text }: Seen): () => Promise<string> {
  const secret = (/<code>([A-Z2-7 ]+)<\/code>/.exec(text)?.[1] ?? '').replaceAll(' ', '');
  return async () => {
    clock.forward(30);
    return generate({ secret, epoch: Math.floor(clock.realMs() / 1000) });
  };
}

/** Signs in with password and code; fails where that does not lead to a session. */
export async function signedIn(login: string, password = DEMO_PASSWORD): Promise<Browser> {
  const browser = new Browser(api);
  const [page, asked] = await shows(browser, login, password);
  await through(browser, await browser.post(page, { form: { stage: stageIn(asked), code: await freshCode() } }));
  return browser;
}

/** Follows from the last page of a sign-in to the session. */
export async function through(browser: Browser, last: Seen): Promise<void> {
  let seen = last;
  while (seen.location?.startsWith('/docs') === false) seen = await browser.get(seen.location);
  expect([seen.status, seen.location], seen.text).toEqual([303, '/docs']);
}

export async function write(
  browser: Browser,
  method: 'POST' | 'PUT' | 'DELETE',
  url: string,
  json?: object,
): Promise<Seen> {
  return browser.send(method, url, {
    headers: { [CSRF]: await browser.csrf() },
    ...(json === undefined ? {} : { json }),
  });
}
