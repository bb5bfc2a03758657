import { afterAll } from 'vitest';
import { attacksTried } from '../support/attacks.js';
import { Browser, demoCode, type Seen } from '../support/browser.js';
import { runningApi } from '../support/running-api.js';
import { ShiftedClock } from '../support/shifted-clock.js';

export const ORIGIN = 'http://localhost:3000';
export const SESSION = 'caseward-session';
export const CSRF = 'caseward-csrf';
export const MINUTE = 60;

/** One API with the provider in its process, on a clock that can be put forward. */
export const clock = new ShiftedClock();
export const api = runningApi({ clock, embedded: { publicUrl: ORIGIN, asksSecondFactor: false } });
afterAll(() => process.stdout.write(`${String(attacksTried())} attacks on sign-ins and sessions refused\n`));

/** The one-time code of every demo account now. */
export const code = (): Promise<string> => demoCode(clock.realMs());
export const jsonOf = <Body>({ text }: Seen): Body => JSON.parse(text) as Body;

export async function withCookie(value: string): Promise<Seen> {
  const browser = new Browser(api);
  browser.cookies.set(SESSION, value);
  return browser.get('/v1/me');
}

export async function stepUp(browser: Browser, shown: object): Promise<Seen> {
  return browser.post('/v1/sessions/current/step-up', { json: shown, headers: { [CSRF]: await browser.csrf() } });
}
