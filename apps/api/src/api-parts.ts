import type { Clock } from '@caseward/config';
import type { Overlay } from '@caseward/forms';
import type { InboxFeed } from '@caseward/persistence';
import type { CaseClient } from '@caseward/temporal';
import type { KeyService, PayloadCodec, SignInKeys, TokenIssuer, TokenKey } from '@caseward/security';
import type { DataSource } from 'typeorm';
import type { Scanner } from './attachments/scanner.js';
import type { RequestDigests } from './commands/request-digest.js';
import type { Limits } from './platform/rate-limits.js';
import type { Logger } from './platform/request-log.js';

/** Keys of this deployment, each for one purpose. */
export interface ApiSecrets {
  readonly tokenKey: TokenKey;
  /** Wraps the data keys of the cases. */
  readonly keyService: KeyService;
  /** By which a repeated request is known. */
  readonly requestDigests: RequestDigests;
  readonly signInKeys: SignInKeys;
}

/** Whose word on who somebody is counts, and how they name people. */
export interface Identity {
  readonly tokens: TokenIssuer;
  /** Where people reach this API: cookies, passkeys and the embedded provider are bound to it. */
  readonly publicUrl: string;
  /** The claim that names the person. */
  readonly personClaim: string;
  /** What it carries. */
  readonly personBy: 'person_id' | 'login';
  /** How browsers sign in at the provider; without it only tokens are taken. */
  readonly webClient?: WebClient;
  /** The provider runs in this process. */
  readonly embedded?: EmbeddedSettings;
}

/** This API as a client of the provider, for browsers. */
export interface WebClient {
  readonly clientId: string;
  /** Without it the client proves itself by PKCE only. */
  readonly clientSecret?: string;
  readonly scope: string;
}

export interface EmbeddedSettings {
  /** Whether whoever has a second factor is asked for it at each sign-in. */
  readonly asksSecondFactor: boolean;
  /** Whether whoever has none has to register one before anything else. */
  readonly demandsSecondFactor: boolean;
}

/** What the API is made of. `main.ts` connects the real parts; a test hands in its own. */
export interface ApiParts {
  /** Connected, as the role of the application. */
  readonly dataSource: DataSource;
  /** Connected, as the role of the list of names; whatever asks here asks by its functions. */
  readonly names: DataSource;
  /** Opens what the engine holds. */
  readonly codec: PayloadCodec;
  readonly cases: Pick<CaseClient, 'execute' | 'signal' | 'adoptPolicy' | 'handOver'>;
  /** Whether the engine can be reached now. */
  readonly engineAnswers: () => Promise<boolean>;
  /** Inbox changes of all processes; started and closed by whoever made it. */
  readonly feed: Pick<InboxFeed, 'on' | 'off'>;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly secrets: ApiSecrets;
  readonly identity: Identity;
  /** Whether the API sees to it that everybody in post has a duty file. */
  readonly keepsStandingDuties?: boolean;
  /** How the context of this deployment words its forms; without it, the standard ones. */
  readonly formOverlay?: Overlay;
  /** Looks for harmful content in files; without it documents are kept and not handed out. */
  readonly scanner?: Scanner;
  /** Where files are fetched: another origin than the API's, without a slash at its end. */
  readonly filesOrigin?: string;
  /** Where the pages of the engine stand, which may ask for payloads in the clear; without it no other origin may. */
  readonly enginePagesOrigin?: string;
  /** How often somebody may ask; without it, as often as they like. */
  readonly limits?: Limits;
  /** The proxies in front, whose word on where a request came from is taken. */
  readonly trustedProxies?: readonly string[];
}

export const API_PARTS = Symbol('the parts of the API');
