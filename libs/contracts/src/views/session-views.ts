import { ROLES } from '@caseward/domain';
import { z } from 'zod';

const login = z
  .string()
  .trim()
  .toLowerCase()
  .min(1)
  .max(100)
  .meta({ examples: ['sup.badr'] });

const passwordFormSchema = z
  .strictObject({
    login,
    password: z.string().min(1).max(200),
    renew: z.literal('yes').exactOptional().meta({ description: 'Whether a new password is to be chosen.' }),
  })
  .meta({ id: 'PasswordForm' });

export const meSchema = z
  .object({
    personId: z.string(),
    role: z.enum(ROLES),
    displayName: z.string(),
    teamId: z.string().exactOptional(),
    officeId: z.string().exactOptional(),
    agencyId: z.string().exactOptional(),
  })
  .meta({ id: 'Me' });
export type Me = z.output<typeof meSchema>;

export const openSessionSchema = z
  .object({
    sessionId: z.uuid(),
    kind: z.enum(['browser', 'token']),
    device: z.string().meta({ description: 'What the device said of itself.' }),
    startedAt: z.iso.datetime(),
    seenAt: z.iso.datetime(),
    endsAt: z.iso
      .datetime()
      .meta({ description: 'When it is over in any case; earlier after 15 minutes without a request.' }),
    isCurrent: z.boolean(),
  })
  .meta({ id: 'OpenSession' });
export type OpenSessionView = z.output<typeof openSessionSchema>;

export const openSessionsSchema = z.object({ sessions: z.array(openSessionSchema) }).meta({ id: 'OpenSessions' });

const base64url = z
  .string()
  .regex(/^[\w-]+$/)
  .max(8192);
const code = z
  .string()
  .regex(/^\d{6}$/)
  .meta({ examples: ['123456'] });

/** What a browser gives when a passkey signed (WebAuthn, AuthenticationResponseJSON). */
const assertionSchema = z.strictObject({
  id: base64url,
  rawId: base64url,
  type: z.literal('public-key'),
  authenticatorAttachment: z.enum(['platform', 'cross-platform']).exactOptional(),
  response: z.strictObject({
    clientDataJSON: base64url,
    authenticatorData: base64url,
    signature: base64url,
    userHandle: base64url.exactOptional(),
  }),
  clientExtensionResults: z.record(z.string(), z.unknown()),
});

/** A code, or what a passkey signed. */
export const stepUpSchema = z
  .union([z.strictObject({ code }), z.strictObject({ passkey: assertionSchema })])
  .meta({ id: 'StepUp' });
export type StepUp = z.output<typeof stepUpSchema>;

export const steppedUpSchema = z.object({ until: z.iso.datetime() }).meta({ id: 'SteppedUp' });
export type SteppedUp = z.output<typeof steppedUpSchema>;

export const passkeyQuestionSchema = z
  .object({
    challenge: z.string(),
    rpId: z.string().exactOptional(),
    timeout: z.int().exactOptional(),
    userVerification: z.string().exactOptional(),
    allowCredentials: z.array(z.object({ id: z.string(), type: z.string() })).exactOptional(),
  })
  .meta({ id: 'PasskeyQuestion', description: 'Options for navigator.credentials.get().' });

/** A code that an administrator handed over. */
const personalCode = z.string().max(60);

/**
 * What the forms of the embedded provider send: login with a password, or with a code for a new one; a second factor, or the
 * first code of a new one; a new password.
 */
export const signInFormSchema = z
  .union([
    passwordFormSchema,
    z.strictObject({ login, passwordCode: personalCode }),
    z.strictObject({ stage: base64url, newPassword: z.string().min(1).max(200), again: z.string().max(200) }),
    z.strictObject({ stage: base64url, code: z.string().max(20), factorCode: personalCode.exactOptional() }),
    z.strictObject({ stage: base64url, passkey: z.string().max(8192) }),
  ])
  .meta({ id: 'SignInForm' });
export type SignInForm = z.output<typeof signInFormSchema>;

/** Which page to begin with. */
export const signInPageQuerySchema = z.strictObject({
  with: z.literal('code').exactOptional().meta({ description: 'For who has a code for a new password.' }),
});
export type SignInPageQuery = z.output<typeof signInPageQuerySchema>;

/** A page of this site, never an address that leads elsewhere. */
const ownPage = z
  .string()
  .max(500)
  .regex(/^\/(?![/\\])[\w\-./?=&%#~]*$/);

export const loginQuerySchema = z.strictObject({
  returnTo: ownPage.default('/docs').meta({ description: 'The page of this site to come back to.' }),
  secondFactor: z.stringbool().optional().meta({ description: 'Whether a second factor is wanted.' }),
});
export type LoginQuery = z.output<typeof loginQuerySchema>;

export const browserSessionSchema = z
  .object({
    sessionId: z.uuid(),
    csrfToken: z.string().meta({ description: 'To be sent with each write in the header caseward-csrf.' }),
    me: meSchema,
  })
  .meta({ id: 'BrowserSession' });
export type BrowserSession = z.output<typeof browserSessionSchema>;

/** For an act that is too far-reaching to follow from a forgotten parameter. */
export const otherSessionsSchema = z.strictObject({
  except: z.literal('current').meta({ description: 'The session in which you ask goes on.' }),
});

export const endedSessionsSchema = z
  .object({ ended: z.int().min(0).meta({ description: 'How many sessions were open and are no longer.' }) })
  .meta({ id: 'EndedSessions' });
export type EndedSessions = z.output<typeof endedSessionsSchema>;

const label = z.string().trim().min(1).max(60).meta({ description: 'What you call it.' });
const password = z.string().min(1).max(200).meta({ description: 'Your password once more.' });

export const passwordChangeSchema = z
  .strictObject({
    password,
    newPassword: z.string().min(1).max(200).meta({ description: 'Twelve signs or more, of any kind.' }),
  })
  .meta({ id: 'PasswordChange' });
export type PasswordChangeBody = z.output<typeof passwordChangeSchema>;

export const newFactorSchema = z.strictObject({ label, password }).meta({ id: 'NewCodes' });
export type NewFactor = z.output<typeof newFactorSchema>;

export const addedCodesSchema = z
  .object({
    factorId: z.uuid(),
    secret: z.string().meta({ description: 'Base32, for an authenticator that cannot read the address.' }),
    uri: z.string().meta({ description: 'otpauth address, for a QR code.' }),
  })
  .meta({ id: 'AddedCodes' });
export type AddedCodes = z.output<typeof addedCodesSchema>;

export const codeSchema = z.strictObject({ code }).meta({ id: 'OneTimeCode' });

export const factorsSchema = z
  .object({
    factors: z.array(
      z.object({
        factorId: z.uuid(),
        kind: z.enum(['totp', 'passkey']),
        label: z.string(),
        addedAt: z.iso.datetime(),
        isConfirmed: z.boolean(),
      }),
    ),
  })
  .meta({ id: 'SecondFactors' });
export type FactorView = z.output<typeof factorsSchema>['factors'][number];

/** What a browser gives when a passkey was made (WebAuthn, RegistrationResponseJSON). */
const attestationSchema = z.strictObject({
  id: base64url,
  rawId: base64url,
  type: z.literal('public-key'),
  authenticatorAttachment: z.enum(['platform', 'cross-platform']).exactOptional(),
  response: z.strictObject({
    clientDataJSON: base64url,
    attestationObject: base64url,
    authenticatorData: base64url.exactOptional(),
    publicKey: base64url.exactOptional(),
    publicKeyAlgorithm: z.int().exactOptional(),
    transports: z.array(z.string().max(20)).max(10).exactOptional(),
  }),
  clientExtensionResults: z.record(z.string(), z.unknown()),
});

export const newPasskeySchema = z
  .strictObject({ label, password, response: attestationSchema })
  .meta({ id: 'NewPasskey' });
export type NewPasskey = z.output<typeof newPasskeySchema>;

export const passkeyOfferSchema = z
  .looseObject({ challenge: z.string(), rp: z.looseObject({}), user: z.looseObject({}) })
  .meta({ id: 'PasskeyOffer', description: 'Options for navigator.credentials.create().' });

/** RFC 9728. */
export const protectedResourceSchema = z
  .object({
    resource: z.string(),
    authorization_servers: z.array(z.string()),
    bearer_methods_supported: z.array(z.string()),
    resource_signing_alg_values_supported: z.array(z.string()),
  })
  .meta({ id: 'ProtectedResource' });
export type ProtectedResource = z.output<typeof protectedResourceSchema>;
