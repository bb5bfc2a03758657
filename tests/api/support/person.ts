import { randomUUID } from 'node:crypto';
import type { CaseFile, CommandAnswer, ProblemBody } from '@caseward/contracts';
import { findAccount } from '@caseward/persistence';
import { signAccessToken } from '@caseward/security';
import { expect } from 'vitest';
import type { RunningApi } from './running-api.js';

export interface Answer<Body> {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | number | string[] | undefined>>;
  readonly body: Body;
  readonly text: string;
}

export interface Sending {
  readonly key?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const tokens = new WeakMap<RunningApi, Map<string, string>>();

const LIFE_SECONDS = 3600;

/** A demo person at the API, signed in by a token as a provider makes it. */
export class ApiPerson {
  constructor(
    private readonly api: RunningApi,
    readonly login: string,
    private readonly methods: readonly string[] = ['pwd'],
  ) {}

  /** The same person in a session of its own that just began with a second factor. */
  steppedUp(): ApiPerson {
    return new ApiPerson(this.api, this.login, ['pwd', 'otp']);
  }

  async get<Body>(url: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer<Body>> {
    return this.#send<Body>('GET', url, undefined, headers);
  }

  /** A command: with a key of its own unless one is given. */
  async post<Body = CommandAnswer>(url: string, body: unknown = {}, sending: Sending = {}): Promise<Answer<Body>> {
    const { key = randomUUID(), headers = {} } = sending;
    return this.#send<Body>('POST', url, body, { 'idempotency-key': key, ...headers });
  }

  async put<Body>(url: string, body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Answer<Body>> {
    return this.#send<Body>('PUT', url, body, headers);
  }

  async delete<Body>(url: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer<Body>> {
    return this.#send<Body>('DELETE', url, undefined, headers);
  }

  async refused(url: string, body: unknown, sending: Sending = {}): Promise<ProblemBody> {
    const answer = await this.post<ProblemBody>(url, body, sending);
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
    return answer.body;
  }

  async file(caseId: string): Promise<CaseFile> {
    return (await this.get<CaseFile>(`/v1/cases/${caseId}`)).body;
  }

  /** What a request of this person carries. */
  async headers(): Promise<Readonly<Record<string, string>>> {
    return { authorization: `Bearer ${await this.token()}` };
  }

  async token(): Promise<string> {
    const known = tokens.get(this.api) ?? new Map<string, string>();
    tokens.set(this.api, known);
    const name = [this.login, ...this.methods].join(' ');
    const token = known.get(name) ?? (await this.#signIn());
    known.set(name, token);
    return token;
  }

  async #signIn(): Promise<string> {
    const account = await findAccount(this.api.dataSource, this.login);
    if (account === null) throw new RangeError(`there is no account "${this.login}"`);
    const nowMs = this.api.clock.realMs();
    const { issuer, audience } = this.api.identity.tokens;
    return signAccessToken(this.api.providerKey, {
      ...{ issuer, audience, subject: account.personId, sessionId: randomUUID() },
      ...{ authenticatedMs: nowMs, methods: this.methods, nowMs, lifeSeconds: LIFE_SECONDS },
    });
  }

  async #send<Body>(
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    url: string,
    payload: unknown,
    headers: Readonly<Record<string, string>>,
  ): Promise<Answer<Body>> {
    const answer = await this.api.app.inject({
      method,
      url,
      headers: { authorization: `Bearer ${await this.token()}`, ...headers },
      ...(payload === undefined ? {} : { payload: payload as object }),
    });
    const text = answer.payload;
    const isJson = String(answer.headers['content-type']).includes('json');
    return {
      status: answer.statusCode,
      headers: answer.headers,
      text,
      body: (isJson ? JSON.parse(text) : text) as Body,
    };
  }
}
