import type { ApiConfig } from '@caseward/config';
import { keysAtHand, keysOfIssuer, tokenJwk } from '@caseward/security';
import type { ApiSecrets, Identity } from '../api-parts.js';
import { PROVIDER_PATH } from './paths.js';

/** The configured provider, or the one in this process. */
export function identityOf(config: ApiConfig, secrets: ApiSecrets): Identity {
  const publicUrl = config.CASEWARD_PUBLIC_URL ?? `http://localhost:${String(config.PORT)}`;
  const audience = config.CASEWARD_OIDC_AUDIENCE;
  const issuer = config.CASEWARD_OIDC_ISSUER;
  if (issuer === undefined) return embeddedIdentity(publicUrl, audience, secrets, config);
  const { CASEWARD_OIDC_CLIENT_ID: clientId, CASEWARD_OIDC_CLIENT_SECRET: clientSecret } = config;
  const client = { clientId: clientId ?? '', scope: config.CASEWARD_OIDC_SCOPE };
  return {
    publicUrl,
    tokens: { issuer, audience, keys: keysOfIssuer(issuer) },
    personClaim: config.CASEWARD_OIDC_PERSON_CLAIM,
    personBy: config.CASEWARD_OIDC_PERSON_BY,
    ...(clientId === undefined
      ? {}
      : { webClient: { ...client, ...(clientSecret === undefined ? {} : { clientSecret }) } }),
  };
}

/** Its tokens are checked with the key at hand: no request to itself. */
export function embeddedIdentity(
  publicUrl: string,
  audience: string,
  { tokenKey, signInKeys }: Pick<ApiSecrets, 'tokenKey' | 'signInKeys'>,
  asked: Pick<ApiConfig, 'CASEWARD_SECOND_FACTOR_AT_SIGN_IN' | 'CASEWARD_SECOND_FACTOR'>,
): Identity {
  const demandsSecondFactor = asked.CASEWARD_SECOND_FACTOR === 'everybody';
  const asksSecondFactor = demandsSecondFactor || asked.CASEWARD_SECOND_FACTOR_AT_SIGN_IN;
  const keys = keysAtHand({ keys: [tokenJwk(tokenKey, 'public')] });
  const clientSecret = signInKeys.digest('secret of the web client', '').toString('base64url');
  return {
    publicUrl,
    tokens: { issuer: `${publicUrl}${PROVIDER_PATH}`, audience, keys },
    personClaim: 'sub',
    personBy: 'person_id',
    webClient: { clientId: 'caseward-web', clientSecret, scope: 'openid' },
    embedded: { asksSecondFactor, demandsSecondFactor },
  };
}
