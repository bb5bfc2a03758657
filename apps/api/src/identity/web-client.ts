import { Inject, Injectable } from '@nestjs/common';
import { isLoopback } from '@caseward/config';
import * as oidc from 'openid-client';
import { API_PARTS, type ApiParts, type WebClient as WebClientSettings } from '../api-parts.js';
import { EmbeddedProvider } from './embedded-provider.js';
import { CALLBACK, PROVIDER_PATH } from './paths.js';

const ATTEMPT_MS = 10 * 60_000;

/** What the browser keeps, sealed, between leaving for the provider and coming back. */
interface Attempt {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  readonly returnTo: string;
  readonly untilMs: number;
}

export interface Begun {
  readonly url: string;
  /** For a cookie of this browser: whoever comes back without it did not begin here. */
  readonly sealed: string;
}

export interface Finished {
  readonly claims: Readonly<Record<string, unknown>>;
  readonly state: string;
  readonly returnTo: string;
}

/** The sign-in did not end well; which check failed is nobody's business. */
export class SignInFailedError extends Error {
  override readonly name = 'SignInFailedError';
}

/** This API as a client of the provider: code flow with PKCE, state and nonce. Tokens never reach the browser. */
@Injectable()
export class WebClient {
  #configuration: Promise<oidc.Configuration> | undefined;

  constructor(
    @Inject(API_PARTS) private readonly parts: ApiParts,
    @Inject(EmbeddedProvider) private readonly embedded: EmbeddedProvider,
  ) {}

  get settings(): WebClientSettings | undefined {
    return this.parts.identity.webClient;
  }

  /** @param acr wanted strength of the sign-in */
  async begin(returnTo: string, acr: string | undefined): Promise<Begun> {
    const configuration = await this.#configured();
    const verifier = oidc.randomPKCECodeVerifier();
    const [state, nonce] = [oidc.randomState(), oidc.randomNonce()];
    const url = oidc.buildAuthorizationUrl(configuration, {
      ...{ redirect_uri: this.#redirectUri(), scope: this.settings?.scope ?? 'openid', response_type: 'code' },
      ...{ code_challenge: await oidc.calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256' },
      // Devices are shared: whoever comes next must not slip into what the provider remembers of the last one.
      ...{ state, nonce, prompt: 'login' },
      ...(acr === undefined ? {} : { acr_values: acr }),
    });
    const untilMs = this.parts.clock.realMs() + ATTEMPT_MS;
    const attempt: Attempt = { state, nonce, verifier, returnTo, untilMs };
    const sealed = this.parts.secrets.signInKeys.seal(Buffer.from(JSON.stringify(attempt)), ['login attempt']);
    return { url: url.href, sealed: sealed.toString('base64url') };
  }

  /** @param query of the address that the provider sent the browser back to @throws SignInFailedError */
  async finish(query: string, sealed: string | null): Promise<Finished> {
    const attempt = this.#opened(sealed);
    try {
      const tokens = await oidc.authorizationCodeGrant(
        await this.#configured(),
        new URL(`${this.#redirectUri()}?${query}`),
        {
          ...{ pkceCodeVerifier: attempt.verifier, expectedState: attempt.state, expectedNonce: attempt.nonce },
          idTokenExpected: true,
        },
      );
      const claims = tokens.claims();
      if (claims === undefined) throw new SignInFailedError('no identity');
      return { claims, state: attempt.state, returnTo: attempt.returnTo };
    } catch (error) {
      this.parts.logger.warn({ code: (error as { code?: unknown }).code ?? 'unknown' }, 'a sign-in did not end well');
      throw new SignInFailedError('the provider did not confirm it');
    }
  }

  #opened(sealed: string | null): Attempt {
    try {
      const bytes = this.parts.secrets.signInKeys.open(Buffer.from(sealed ?? '', 'base64url'), ['login attempt']);
      const attempt = JSON.parse(bytes.toString()) as Attempt;
      if (attempt.untilMs > this.parts.clock.realMs()) return attempt;
    } catch {
      // Said below.
    }
    throw new SignInFailedError('it did not begin here');
  }

  #redirectUri(): string {
    return `${this.parts.identity.publicUrl}${CALLBACK}`;
  }

  async #configured(): Promise<oidc.Configuration> {
    this.#configuration ??= this.#configure();
    try {
      return await this.#configuration;
    } catch (error) {
      this.#configuration = undefined;
      throw error;
    }
  }

  async #configure(): Promise<oidc.Configuration> {
    const settings = this.settings;
    if (settings === undefined) throw new SignInFailedError('browsers do not sign in here');
    const { issuer } = this.parts.identity.tokens;
    const { clientId, clientSecret } = settings;
    const proof = clientSecret === undefined ? oidc.None() : oidc.ClientSecretBasic(clientSecret);
    const insecure = isLoopback(new URL(issuer).hostname) ? [oidc.allowInsecureRequests] : [];
    const own = this.embedded.provider === null ? {} : { [oidc.customFetch]: this.#fetch() };
    const configuration = await oidc.discovery(new URL(issuer), clientId, undefined, proof, {
      ...{ execute: [...insecure, oidc.enableNonRepudiationChecks], timeout: 5 },
      ...own,
    });
    return configuration;
  }

  #fetch(): oidc.CustomFetch {
    return (url, options) => {
      if (!new URL(url).pathname.startsWith(`${PROVIDER_PATH}/`)) throw new Error('not an address of the provider');
      return this.embedded.fetch(url, options);
    };
  }
}
