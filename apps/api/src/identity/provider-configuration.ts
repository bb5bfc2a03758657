import { findPerson } from '@caseward/persistence';
import { tokenJwk } from '@caseward/security';
import { interactionPolicy, type ClientMetadata, type Configuration, type KoaContextWithOIDC } from 'oidc-provider';
import type { ApiParts, Identity } from '../api-parts.js';
import { CALLBACK, SIGN_IN_PAGES } from './paths.js';
import { ProviderState } from './provider-state.js';

/** What the tokens are for. */
export const RESOURCE = 'urn:caseward:api';
/** Programs on a machine: they have no secret, and get their code at an address of the machine itself. */
export const NATIVE_CLIENT = 'caseward-native';
export const NATIVE_REDIRECT = 'http://127.0.0.1/callback';

const TOKEN_SECONDS = 15 * 60;
const MINUTE = 60;

/** RFC 8414 and the rest of OpenID Connect, cut to what is needed: the code flow with PKCE, for our own two clients. */
export function providerConfiguration(parts: ApiParts): Configuration {
  const { dataSource, clock, secrets, identity } = parts;
  const { tokenKey, signInKeys } = secrets;
  return {
    adapter: (kind: string) => new ProviderState(parts, kind),
    jwks: { keys: [tokenJwk(tokenKey, 'private')] },
    clients: clients(identity),
    responseTypes: ['code'],
    pkce: { required: () => true },
    scopes: ['openid'],
    claims: { openid: ['sub', 'amr'], auth_time: null, acr: null, iss: null, sid: null },
    enabledJWA: { idTokenSigningAlgValues: ['EdDSA'] },
    clientBasedCORS: () => false,
    cookies: {
      keys: [signInKeys.digest('provider cookies', '').toString('base64url')],
      names: { session: 'caseward_provider', interaction: 'caseward_sign_in', resume: 'caseward_resume' },
      long: { signed: true, httpOnly: true, sameSite: 'lax' },
      short: { signed: true, httpOnly: true, sameSite: 'lax' },
    },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      userinfo: { enabled: false },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => RESOURCE,
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          ...{ scope: 'api', audience: identity.tokens.audience, accessTokenTTL: TOKEN_SECONDS },
          ...{ accessTokenFormat: 'jwt', jwt: { sign: { alg: 'EdDSA' } } },
        }),
      },
    },
    interactions: { policy: signInOnly(), url: (_ctx, { uid }) => `${SIGN_IN_PAGES}/${uid}` },
    ttl: {
      ...{ AccessToken: TOKEN_SECONDS, AuthorizationCode: MINUTE, IdToken: 5 * MINUTE },
      ...{ Grant: 12 * 60 * MINUTE, Interaction: 10 * MINUTE, Session: 10 * MINUTE },
    },
    findAccount: async (_ctx, personId) => {
      const person = await findPerson(dataSource, personId, clock.now());
      return person?.active === true ? { accountId: personId, claims: () => ({ sub: personId }) } : undefined;
    },
    loadExistingGrant: newGrant,
    extraTokenClaims: (ctx) => signInOf(ctx),
    renderError: (ctx, { error }) => {
      ctx.type = 'text/plain';
      ctx.body = `Signing in ended with an error: ${error}. Start again.\n`;
    },
  };
}

function clients({ publicUrl, webClient }: Identity): ClientMetadata[] {
  const common = {
    ...{ grant_types: ['authorization_code'], response_types: ['code' as const], scope: 'openid' },
    ...{ require_auth_time: true, id_token_signed_response_alg: 'EdDSA' as const },
  };
  return [
    {
      ...{ ...common, client_id: webClient?.clientId ?? 'none', client_secret: webClient?.clientSecret },
      ...{ token_endpoint_auth_method: 'client_secret_basic' as const },
      redirect_uris: [`${publicUrl}${CALLBACK}`],
    },
    {
      ...{ ...common, client_id: NATIVE_CLIENT, application_type: 'native' as const },
      ...{ token_endpoint_auth_method: 'none' as const, redirect_uris: [NATIVE_REDIRECT] },
    },
  ];
}

/** Somebody signs in each time: what the provider remembers of the last time lets nobody in. */
function signInOnly(): interactionPolicy.DefaultPolicy {
  const { base, Check } = interactionPolicy;
  const policy = base();
  policy.remove('consent');
  const isDone = (ctx: KoaContextWithOIDC): boolean =>
    ctx.oidc.result?.login === undefined ? Check.REQUEST_PROMPT : Check.NO_NEED_TO_PROMPT;
  policy.get('login')?.checks.add(new Check('each_time', 'everybody signs in each time', isDone));
  return policy;
}

/** Both clients are this deployment itself: nobody is asked to agree. Each sign-in gets a grant of its own. */
async function newGrant(ctx: KoaContextWithOIDC): Promise<InstanceType<typeof ctx.oidc.provider.Grant> | undefined> {
  const { client, session, provider } = ctx.oidc;
  if (client === undefined || session?.accountId === undefined) return undefined;
  const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
  grant.addOIDCScope('openid');
  grant.addResourceScope(RESOURCE, 'api');
  const keep: () => Promise<string> = grant.save.bind(grant);
  await keep();
  return grant;
}

/** What the API wants to know about the sign-in behind a token. */
function signInOf(ctx: KoaContextWithOIDC): Record<string, unknown> {
  const code = ctx.oidc.entities.AuthorizationCode;
  if (code === undefined) return {};
  return { sid: code.grantId, auth_time: code.authTime, amr: code.amr ?? [] };
}
