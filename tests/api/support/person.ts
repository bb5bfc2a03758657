import { randomUUID } from 'node:crypto';
import { DEMO_PASSWORD, type CaseFile, type CommandAnswer, type ProblemBody } from '@caseward/contracts';
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

/** A demo person at the API. */
export class ApiPerson {
  constructor(
    private readonly api: RunningApi,
    readonly login: string,
  ) {}

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

  async token(): Promise<string> {
    const known = tokens.get(this.api) ?? new Map<string, string>();
    tokens.set(this.api, known);
    const token = known.get(this.login) ?? (await this.#signIn());
    known.set(this.login, token);
    return token;
  }

  async #signIn(): Promise<string> {
    const payload = { login: this.login, password: DEMO_PASSWORD };
    const answer = await this.api.app.inject({ method: 'POST', url: '/v1/sessions', payload });
    expect(answer.statusCode, answer.payload).toBe(201);
    return answer.json<{ token: string }>().token;
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
