import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ProblemBody } from '@caseward/contracts';
import { realMs } from '../terminal/clock.js';

export interface ApiRequest {
  /** Login of whoever asks; without one, nobody is signed in. */
  readonly as?: string;
  readonly method?: 'GET' | 'POST' | 'PUT';
  readonly path: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An answer, or a problem (RFC 9457). */
export type ApiAnswer<Body> =
  | { readonly ok: true; readonly status: number; readonly body: Body; readonly etag: string | null }
  | { readonly ok: false; readonly status: number; readonly problem: ProblemBody };

export interface ApiClientOptions {
  readonly url: string;
  /** Every account of a played deployment has the same. */
  readonly password: string;
  /** How long a server may be away before a request fails. */
  readonly patienceMs?: number;
}

const PATIENCE_MS = 60_000;
const AGAIN_AFTER_MS = 250;
/** The server, or something behind it, is away: the same request again, which is safe because writes carry a key. */
const AWAY = [502, 503, 504];

/** The API as its users reach it. Outages are waited out. */
export class ApiClient {
  private readonly tokens = new Map<string, Promise<string>>();
  private readonly ending = new AbortController();

  constructor(private readonly options: ApiClientOptions) {
    // Every request listens for the end of the play, and a play has thousands.
    setMaxListeners(0, this.ending.signal);
  }

  async ask<Body>(request: ApiRequest): Promise<ApiAnswer<Body>> {
    const answer = await this.once<Body>(request);
    if (answer.ok || answer.status !== 401 || request.as === undefined) return answer;
    this.tokens.delete(request.as);
    return this.once<Body>(request);
  }

  /** @throws Error when the answer is a problem */
  async get<Body>(
    as: string | undefined,
    path: string,
  ): Promise<{ readonly body: Body; readonly etag: string | null }> {
    const answer = await this.ask<Body>({ path, ...(as === undefined ? {} : { as }) });
    if (answer.ok) return answer;
    throw new Error(`GET ${path}: ${answer.status} ${answer.problem.code} ${answer.problem.detail ?? ''}`);
  }

  private async once<Body>({ as, method = 'GET', path, body, headers }: ApiRequest): Promise<ApiAnswer<Body>> {
    const authorization = as === undefined ? {} : { authorization: `Bearer ${await this.token(as)}` };
    const response = await this.patiently(path, {
      method,
      headers: { accept: 'application/json', 'content-type': 'application/json', ...authorization, ...headers },
      ...(method === 'GET' ? {} : { body: JSON.stringify(body ?? {}) }),
    });
    const content = await response.json();
    const { status } = response;
    if (!response.ok) return { ok: false, status, problem: content as ProblemBody };
    return { ok: true, status, body: content as Body, etag: response.headers.get('etag') };
  }

  private async patiently(path: string, init: RequestInit): Promise<Response> {
    const givenUpAt = realMs() + (this.options.patienceMs ?? PATIENCE_MS);
    for (;;) {
      try {
        const response = await fetch(`${this.options.url}${path}`, { ...init, signal: this.ending.signal });
        if (!AWAY.includes(response.status) || realMs() > givenUpAt) return response;
        await response.body?.cancel();
      } catch (error) {
        if (this.ending.signal.aborted || realMs() > givenUpAt) throw error;
      }
      await sleep(AGAIN_AFTER_MS);
    }
  }

  /** Whoever still asks gets an error instead of waiting for a server that is not to come back. */
  close(): void {
    this.ending.abort(new Error('the play is over'));
  }

  /** Beforehand, one after the other: checking a password is slow on purpose. */
  async signIn(logins: readonly string[]): Promise<void> {
    for (const login of logins) await this.token(login);
  }

  private token(login: string): Promise<string> {
    const known = this.tokens.get(login) ?? this.newToken(login);
    this.tokens.set(login, known);
    return known;
  }

  private async newToken(login: string): Promise<string> {
    const body = { login, password: this.options.password };
    const answer = await this.once<{ token: string }>({ method: 'POST', path: '/v1/sessions', body });
    if (answer.ok) return answer.body.token;
    throw new Error(`${login} cannot sign in: ${answer.problem.code} ${answer.problem.detail ?? ''}`);
  }
}
