import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { DEMO_CODE_SECRET, type ProblemBody } from '@caseward/contracts';
import { generate } from 'otplib';
import { realMs } from '../terminal/clock.js';
import { signInHeadless, SignInUnavailableError } from './headless-sign-in.js';

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
/** A code that was used is followed by the next within half a minute. */
const CODE_TRIES = 4;
const CODE_AGAIN_AFTER_MS = 11_000;
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
    if (answer.ok || request.as === undefined) return answer;
    if (answer.problem.code === 'STEP_UP_REQUIRED') await this.stepUp(request.as);
    else if (answer.status === 401) this.tokens.delete(request.as);
    else return answer;
    return this.once<Body>(request);
  }

  /** A second factor: played accounts have one-time codes of a published secret. A code counts once. */
  private async stepUp(as: string): Promise<void> {
    const path = '/v1/sessions/current/step-up';
    for (let tries = 0; tries < CODE_TRIES; tries += 1) {
      const body = { code: await generate({ secret: DEMO_CODE_SECRET }) };
      const answer = await this.once({ as, method: 'POST', path, body });
      if (answer.ok) return;
      await sleep(CODE_AGAIN_AFTER_MS);
    }
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
    const { url, password, patienceMs = PATIENCE_MS } = this.options;
    const givenUpAt = realMs() + patienceMs;
    for (;;) {
      try {
        return (await signInHeadless(url, { login, password }, this.ending.signal)).token;
      } catch (error) {
        if (!(error instanceof SignInUnavailableError) || realMs() > givenUpAt) throw error;
      }
      await sleep(AGAIN_AFTER_MS);
    }
  }
}
