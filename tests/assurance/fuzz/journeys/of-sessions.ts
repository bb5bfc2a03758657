import { DEMO_PASSWORD } from '@caseward/contracts';
import { generate } from 'otplib';
import { Browser, demoCode, type Seen, type Sent } from '../../../api/support/browser.js';
import { SoftPasskey } from '../../../api/support/soft-passkey.js';
import { isGuessedAt, PEOPLE, type Person } from '../known-cases.js';
import { AstrayError, type Around, type Journey, type Walk } from '../walk.js';

export const ORIGIN = 'http://localhost:3000';
const CSRF = 'caseward-csrf';

type Method = Parameters<Browser['send']>[0];

/** A browser of one person; whatever it is answered at a described address is judged. */
class WatchedBrowser extends Browser {
  #csrf = '';

  constructor(
    private readonly around: Around,
    private readonly person: Person,
  ) {
    super(around.api);
  }

  override async send(method: Method, url: string, sent: Sent): Promise<Seen> {
    const seen = await super.send(method, url, sent);
    const [path = ''] = url.split('?');
    const operation = this.around.document.at(method, path);
    if (operation !== undefined) await this.around.saw(operation, this.person, url, seen);
    else if (seen.status >= 500) throw new Error(`${method} ${path} answers ${String(seen.status)}`);
    return seen;
  }

  /** @throws AstrayError unless it was answered as wished */
  async ask<Body>(method: Method, url: string, json?: unknown): Promise<Body> {
    const headers = method === 'GET' ? {} : { [CSRF]: this.#csrf };
    const seen = await this.send(method, url, { headers, ...(json === undefined ? {} : { json }) });
    if (seen.status >= 300) throw new AstrayError(`${method} ${url} ${String(seen.status)}`);
    return (seen.text.startsWith('{') ? JSON.parse(seen.text) : {}) as Body;
  }

  async enter(): Promise<void> {
    await this.get(await this.toSignIn());
    await this.signIn(this.person.login);
    this.#csrf = await this.csrf();
  }
}

/** Passkeys that were added, by login: a code counts once in half a minute, a passkey always. */
const passkeys = new WeakMap<object, Map<string, SoftPasskey>>();

function passkeysOf(api: object): Map<string, SoftPasskey> {
  const known = passkeys.get(api) ?? new Map<string, SoftPasskey>();
  passkeys.set(api, known);
  return known;
}

const STEP_UP = '/v1/sessions/current/step-up';

async function showPasskey(browser: WatchedBrowser, passkey: SoftPasskey): Promise<void> {
  const { challenge } = await browser.ask<{ challenge: string }>('POST', `${STEP_UP}/challenge`);
  await browser.ask('POST', STEP_UP, { passkey: passkey.signed(challenge) });
}

interface Factors {
  readonly factors: readonly { readonly factorId: string; readonly kind: string; readonly addedAt: string }[];
}

/** A new one in the place of the old one. */
async function renewPasskey(browser: WatchedBrowser): Promise<SoftPasskey> {
  const passkey = new SoftPasskey(ORIGIN);
  const offered = await browser.ask<{ challenge: string }>('POST', '/v1/second-factors/passkey-offer');
  const response = passkey.made(offered.challenge);
  await browser.ask('POST', '/v1/second-factors/passkeys', { label: 'invented', password: DEMO_PASSWORD, response });
  const { factors } = await browser.ask<Factors>('GET', '/v1/second-factors');
  const [, ...older] = factors
    .filter(({ kind }) => kind === 'passkey')
    .sort((a, b) => b.addedAt.localeCompare(a.addedAt));
  for (const { factorId } of older) await browser.ask('DELETE', `/v1/second-factors/${factorId}`);
  return passkey;
}

async function addAndRemoveCodes(browser: WatchedBrowser, nowMs: number): Promise<void> {
  const url = '/v1/second-factors';
  const added = await browser.ask<{ factorId: string; secret: string }>('POST', url, {
    ...{ label: 'invented', password: DEMO_PASSWORD },
  });
  const code = await generate({ secret: added.secret, epoch: Math.floor(nowMs / 1000) });
  await browser.ask('POST', `${url}/${added.factorId}/confirmation`, { code });
  await browser.ask('DELETE', `${url}/${added.factorId}`);
}

/** Somebody signs in with a browser, shows a second factor, adds another one, and signs out. */
async function inBrowser(walk: Walk): Promise<void> {
  const { around } = walk;
  const person = walk.chance.one(PEOPLE.filter((one) => !isGuessedAt(one)));
  const { clock } = around.api;
  const browser = new WatchedBrowser(around, person);
  await browser.enter();
  const known = passkeysOf(around.api);
  const own = known.get(person.login);
  if (own === undefined) await browser.ask('POST', STEP_UP, { code: await demoCode(clock.realMs()) });
  else await showPasskey(browser, own);
  await addAndRemoveCodes(browser, clock.realMs());
  known.set(person.login, await renewPasskey(browser));
  const other = new WatchedBrowser(around, person);
  await other.enter();
  interface Sessions {
    readonly sessions: readonly { readonly sessionId: string; readonly isCurrent: boolean }[];
  }
  const { sessions } = await other.ask<Sessions>('GET', '/v1/sessions');
  const mine = sessions.find(({ isCurrent }) => isCurrent)?.sessionId ?? '';
  await browser.ask('DELETE', `/v1/sessions/${mine}`);
  await browser.ask('DELETE', '/v1/sessions?except=current');
  await browser.ask('POST', '/auth/logout');
}

const paths = (method: string, ...rest: readonly string[]): string[] => rest.map((path) => `${method} ${path}`);

export const OF_SESSIONS: readonly Journey[] = [
  {
    to: [
      ...paths('GET', '/auth/callback', '/auth/login', '/auth/session', '/auth/sign-in/{uid}'),
      ...paths('POST', '/auth/sign-in/{uid}', '/auth/logout', STEP_UP, `${STEP_UP}/challenge`),
      ...paths('POST', '/v1/second-factors', '/v1/second-factors/{factorId}/confirmation'),
      ...paths('POST', '/v1/second-factors/passkeys', '/v1/second-factors/passkey-offer'),
      ...paths('DELETE', '/v1/second-factors/{factorId}', '/v1/sessions/{sessionId}', '/v1/sessions'),
    ],
    ...{ requests: 30, walk: inBrowser },
  },
];
