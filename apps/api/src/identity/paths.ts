/** Where the embedded provider answers; its issuer is this under the public address. */
export const PROVIDER_PATH = '/oidc';
export const SIGN_IN_PAGES = '/auth/sign-in';
/** Where the provider sends browsers back to. */
export const CALLBACK = '/auth/callback';
