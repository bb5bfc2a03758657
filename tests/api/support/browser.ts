import { DEMO_CODE_SECRET, DEMO_PASSWORD } from '@caseward/contracts';
import { generate } from 'otplib';
import type { RunningApi } from './running-api.js';

export interface Seen {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | number | string[] | undefined>>;
  readonly text: string;
  /** Path and query of where it leads. */
  readonly location: string | null;
}

export interface Sent {
  readonly form?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

const form = (fields: Readonly<Record<string, string>>): string => new URLSearchParams(fields).toString();

/** A browser as far as cookies and redirects go, with a wall clock that may be set for codes. */
export class Browser {
  readonly cookies = new Map<string, string>();

  constructor(
    private readonly api: RunningApi,
    private readonly address = '127.0.0.1',
  ) {}

  async get(url: string, headers: Readonly<Record<string, string>> = {}): Promise<Seen> {
    return this.send('GET', url, { headers });
  }

  async post(url: string, sent: Sent = {}): Promise<Seen> {
    return this.send('POST', url, sent);
  }

  async send(
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    url: string,
    { form: fields, json, headers = {} }: Sent,
  ): Promise<Seen> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await this.api.app.inject({
      method,
      url,
      remoteAddress: this.address,
      headers: {
        ...(cookie === '' ? {} : { cookie }),
        ...(fields === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
        ...headers,
      },
      ...(fields === undefined ? {} : { payload: form(fields) }),
      ...(json === undefined ? {} : { payload: json as object }),
    });
    this.#keep(answer.headers['set-cookie']);
    const { location } = answer.headers;
    return {
      ...{ status: answer.statusCode, headers: answer.headers, text: answer.payload },
      location: location?.replace(/^http:\/\/localhost:\d+/, '') ?? null,
    };
  }

  /** Follows until there is something to look at. */
  async follow(url: string): Promise<Seen> {
    for (let seen = await this.get(url), steps = 0; ; steps += 1) {
      if (seen.location === null || steps === 10) return seen;
      seen = await this.get(seen.location);
    }
  }

  /** To the page with login and password. @returns its address */
  async toSignIn(query = ''): Promise<string> {
    let seen = await this.get(`/auth/login${query}`);
    while (seen.location !== null && !seen.location.startsWith('/auth/sign-in/')) seen = await this.get(seen.location);
    if (seen.location === null) throw new Error(`no sign-in page: ${seen.status} ${seen.text}`);
    return seen.location;
  }

  /** Up to the address with the code, which is not yet gone to. */
  async toCallback(login: string, password = DEMO_PASSWORD, query = ''): Promise<string> {
    let seen = await this.post(await this.toSignIn(query), { form: { login, password } });
    while (seen.location !== null && !seen.location.startsWith('/auth/callback')) seen = await this.get(seen.location);
    if (seen.location === null) throw new Error(`not signed in: ${seen.status} ${seen.text}`);
    return seen.location;
  }

  async signIn(login: string): Promise<this> {
    const seen = await this.get(await this.toCallback(login));
    if (seen.status !== 303) throw new Error(`not signed in: ${seen.status} ${seen.text}`);
    return this;
  }

  /** The token that writes need. */
  async csrf(): Promise<string> {
    const seen = await this.get('/auth/session');
    return (JSON.parse(seen.text) as { csrfToken: string }).csrfToken;
  }

  #keep(header: unknown): void {
    const lines = header === undefined ? [] : Array.isArray(header) ? header : [header];
    for (const line of lines) {
      const [pair = '', ...rest] = String(line).split(';');
      const [name = '', ...value] = pair.split('=');
      const isGone = rest.some((part) => /^\s*(max-age=0|expires=thu, 01 jan 1970)/i.test(part));
      if (isGone) this.cookies.delete(name);
      else this.cookies.set(name, value.join('='));
    }
  }
}

/** The one-time code of a demo account at a moment. */
export async function demoCode(nowMs: number): Promise<string> {
  return generate({ secret: DEMO_CODE_SECRET, epoch: Math.floor(nowMs / 1000) });
}
