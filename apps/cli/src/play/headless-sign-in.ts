import * as oidc from 'openid-client';

export interface HeadlessAccount {
  readonly login: string;
  readonly password: string;
  /** Gives a one-time code when one is asked for. */
  readonly code?: () => Promise<string>;
}

export interface Signed {
  readonly token: string;
  readonly expiresInSeconds: number;
}

/** Registered at the embedded provider for programs; nothing listens there: the code is taken from the address. */
const CLIENT = 'caseward-native';
const REDIRECT = 'http://127.0.0.1/callback';
const MAX_STEPS = 12;

/** The server is away, or answers as it should not: worth another try. */
export class SignInUnavailableError extends Error {
  override readonly name = 'SignInUnavailableError';
}

/** Login, password or code are wrong, or there were too many tries. */
export class SignInRefusedError extends Error {
  override readonly name = 'SignInRefusedError';
}

/**
 * Signs in at the embedded provider as a browser would, page by page, with the code flow and PKCE: there is no other way
 * in. @throws SignInUnavailableError, SignInRefusedError
 */
export async function signInHeadless(apiUrl: string, account: HeadlessAccount, signal?: AbortSignal): Promise<Signed> {
  try {
    const provider = await providerOf(apiUrl, signal);
    const [verifier, state, nonce] = [oidc.randomPKCECodeVerifier(), oidc.randomState(), oidc.randomNonce()];
    const begun = oidc.buildAuthorizationUrl(provider, {
      ...{ redirect_uri: REDIRECT, scope: 'openid', response_type: 'code', state, nonce },
      ...{ code_challenge: await oidc.calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256' },
    });
    const back = await new Pages(account, signal).through(begun);
    const tokens = await oidc.authorizationCodeGrant(provider, back, {
      ...{ pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce },
    });
    return { token: tokens.access_token, expiresInSeconds: tokens.expires_in ?? 0 };
  } catch (error) {
    if (error instanceof SignInRefusedError || signal?.aborted === true) throw error;
    throw new SignInUnavailableError('nobody can sign in now', { cause: error });
  }
}

async function providerOf(apiUrl: string, signal?: AbortSignal): Promise<oidc.Configuration> {
  const init = signal === undefined ? {} : { signal };
  const answer = await fetch(`${apiUrl}/.well-known/oauth-protected-resource`, init);
  const { authorization_servers: servers } = (await answer.json()) as { authorization_servers: readonly string[] };
  const issuer = new URL(servers[0] ?? '');
  // On one machine there is no TLS; anywhere else the library insists on it.
  const insecure = ['localhost', '127.0.0.1', '[::1]'].includes(issuer.hostname) ? [oidc.allowInsecureRequests] : [];
  return oidc.discovery(issuer, CLIENT, undefined, oidc.None(), { execute: insecure });
}

/** Cookies and forms of one sign-in. */
class Pages {
  readonly #cookies = new Map<string, string>();

  constructor(
    private readonly account: HeadlessAccount,
    private readonly signal: AbortSignal | undefined,
  ) {}

  /** @returns the address with the code */
  async through(begun: URL): Promise<URL> {
    let at = begun;
    let answer = await this.#ask(at);
    for (let step = 0; step < MAX_STEPS; step += 1) {
      const location = answer.headers.get('location');
      if (location !== null) {
        at = new URL(location, at);
        if (at.href.startsWith(REDIRECT)) return at;
        answer = await this.#ask(at);
      } else answer = await this.#ask(at, await this.#filled(await pageOf(answer)));
    }
    throw new SignInRefusedError(`${this.account.login} cannot sign in: it goes round in circles`);
  }

  async #filled(page: string): Promise<URLSearchParams> {
    const { login, password, code } = this.account;
    const stage = /name="stage" value="([^"]+)"/.exec(page)?.[1];
    if (stage === undefined) return new URLSearchParams({ login, password });
    if (code === undefined) throw new SignInRefusedError(`${login} needs a one-time code`);
    return new URLSearchParams({ stage, code: await code() });
  }

  async #ask(url: URL, form?: URLSearchParams): Promise<Response> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(url, {
      redirect: 'manual',
      headers: cookie === '' ? {} : { cookie },
      ...(form === undefined ? {} : { method: 'POST', body: form }),
      ...(this.signal === undefined ? {} : { signal: this.signal }),
    });
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      this.#cookies.set(name, value);
    }
    if (answer.status === 403 || answer.status === 429) {
      throw new SignInRefusedError(`${this.account.login} cannot sign in: ${String(answer.status)}`);
    }
    if (answer.status >= 400) throw new SignInUnavailableError(`the provider answers ${String(answer.status)}`);
    return answer;
  }
}

async function pageOf(answer: Response): Promise<string> {
  const page = await answer.text();
  if (page.includes('<form method="post"')) return page;
  throw new SignInUnavailableError('the provider shows no form');
}
