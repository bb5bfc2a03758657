import { isIP } from 'node:net';
import { z } from 'zod';

const port = z.coerce.number().int().min(1).max(65_535);
const seconds = z.coerce.number().positive();
const perMinute = z.coerce.number().int().min(1);
const flag = z.enum(['true', 'false']).transform((value) => value === 'true');

/** An address, or a network; not everybody's: whoever is trusted may name any address. */
function isPlace(text: string): boolean {
  const [address = '', bits, ...more] = text.split('/');
  const most = { 0: 0, 4: 32, 6: 128 }[isIP(address)] ?? 0;
  if (bits === undefined) return most > 0;
  return more.length === 0 && /^\d{1,3}$/.test(bits) && Number(bits) >= 1 && Number(bits) <= most;
}

const shared = {
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  LOG_LEVEL: z.enum(['silent', 'fatal', 'error', 'warn', 'info', 'debug']).default('info'),
  DATABASE_URL: z.string().min(1).describe('PostgreSQL: the worker as the role caseward_app, the API as caseward_api'),
  DATABASE_POOL_SIZE: z.coerce.number().int().min(2).max(200).default(10),
  TEMPORAL_ADDRESS: z.string().default('127.0.0.1:7233').describe('host:port of the Temporal frontend'),
  TEMPORAL_NAMESPACE: z.string().default('default'),
  TEMPORAL_TLS_CA_FILE: z.string().optional().describe('certificate authority of the Temporal frontend'),
  TEMPORAL_TLS_CERT_FILE: z.string().optional().describe('client certificate for mutual TLS'),
  TEMPORAL_TLS_KEY_FILE: z.string().optional().describe('key of the client certificate'),
  TEMPORAL_API_KEY: z.string().optional().describe('token for the Temporal frontend, sent over TLS only'),
  CASEWARD_KEY_FILE: z.string().min(1).describe('file (0600) with the root key of this deployment'),
  CASEWARD_CASE_SECRETS_FILE: z
    .string()
    .min(1)
    .optional()
    .describe('file (0600) with the secrets of the cases, writable; in a folder cases beside the root key by default'),
  CASEWARD_KEY_JOURNAL_FILE: z
    .string()
    .min(1)
    .optional()
    .describe(
      'list of the keys that were destroyed, kept apart from backups; in a folder cases beside the root key by default',
    ),
  CASEWARD_CHECKPOINT_FOLDER: z
    .string()
    .min(1)
    .optional()
    .describe(
      'where signed checkpoints of the audit trail are kept, apart from the database; beside the root key by default',
    ),
  CASEWARD_SIMULATION: flag
    .default(false)
    .describe('run on the simulation clock kept in the record; never in production'),
  CASEWARD_DIE_WITH_PARENT: flag.default(false).describe('end when the starting process ends'),
};

const api = {
  ...shared,
  DATABASE_NAMES_URL: z
    .string()
    .min(1)
    .optional()
    .describe('the same database as the role caseward_names; by default with the password of DATABASE_URL'),
  HOST: z.string().default('127.0.0.1'),
  PORT: port.default(3000),
  CASEWARD_FILES_PORT: z.coerce
    .number()
    .int()
    .min(0)
    .max(65_535)
    .optional()
    .describe('where files are fetched, apart from the API; 0: any free port; without it they are only kept'),
  CASEWARD_FILES_ORIGIN: z
    .url({ protocol: /^https?$/, normalize: true })
    .transform((url) => new URL(url).origin)
    .optional()
    .describe('how browsers reach that port, better by a host name of its own; by default HOST and the port'),
  CASEWARD_ENGINE_PAGES_ORIGIN: z
    .url({ protocol: /^https?$/ })
    .transform((url) => new URL(url).origin)
    .optional()
    .describe('where the pages of the engine stand: what they show may be asked for from there, and nothing else'),
  CASEWARD_SCANNER: z
    .string()
    .regex(/^\/\S+( \S+)*$/, 'an absolute path, and arguments after spaces')
    .transform((text) => text.split(' ') as [string, ...string[]])
    .optional()
    .describe('program that reads a file on its standard input: exit 0 is clean, 1 harmful, anything else not known'),
  CASEWARD_SCANNER_TIMEOUT_SECONDS: seconds.default(60).describe('a scanner that takes longer does not know'),
  CASEWARD_REQUESTS_PER_MINUTE_PERSON: perMinute.default(600).describe('of one signed-in person; above it, 429'),
  CASEWARD_REQUESTS_PER_MINUTE_ADDRESS: perMinute.default(6000).describe('from one network address; above it, 429'),
  CASEWARD_TRUSTED_PROXIES: z
    .string()
    .transform((text) => text.split(',').map((each) => each.trim()))
    .refine((each) => each.every(isPlace), 'addresses or networks by comma, such as 10.0.0.5,10.1.0.0/16')
    .optional()
    .describe(
      'addresses or networks of the proxies in front, by comma: their word on where a request came from is taken',
    ),
  CASEWARD_PUBLIC_URL: z
    .url({ protocol: /^https?$/ })
    .transform((text) => new URL(text).origin)
    .optional()
    .describe('where people reach this API; cookies, passkeys and the embedded provider are bound to it'),
  CASEWARD_OIDC_ISSUER: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('your identity provider; without it, the embedded one'),
  CASEWARD_OIDC_AUDIENCE: z.string().min(1).default('caseward-api').describe('whom access tokens must be made for'),
  CASEWARD_OIDC_CLIENT_ID: z.string().min(1).optional().describe('this API as a client of your provider, for browsers'),
  CASEWARD_OIDC_CLIENT_SECRET: z.string().min(1).optional().describe('secret of that client; without it, PKCE alone'),
  CASEWARD_OIDC_SCOPE: z.string().min(1).default('openid').describe('what is asked of your provider'),
  CASEWARD_OIDC_PERSON_CLAIM: z.string().min(1).default('sub').describe('the claim that names the person'),
  CASEWARD_OIDC_PERSON_BY: z.enum(['person_id', 'login']).default('login').describe('what that claim carries'),
  CASEWARD_SECOND_FACTOR: z
    .enum(['everybody', 'own_choice'])
    .default('own_choice')
    .describe('everybody: at the embedded provider whoever has no second factor registers one before anything else'),
  CASEWARD_SECOND_FACTOR_AT_SIGN_IN: flag
    .default(true)
    .describe('the embedded provider asks at each sign-in for the second factor of those who have one'),
  CASEWARD_FORM_OVERLAY_FILE: z.string().optional().describe('how the context of this deployment words its forms'),
  CASEWARD_ANSWER_PATIENCE_SECONDS: seconds.default(5).describe('after this a command is answered 202'),
  CASEWARD_STANDING_DUTIES: flag
    .default(true)
    .describe('open a duty file for everybody in post, their teams and agencies'),
};

const worker = {
  ...shared,
  CASEWARD_WORKER_HEALTH_PORT: port.default(3001),
  CASEWARD_MAX_CACHED_WORKFLOWS: z.coerce.number().int().min(0).default(1000),
  CASEWARD_RELAY_AFTER_SECONDS: seconds.default(30).describe('a command unconfirmed for so long is relayed'),
  CASEWARD_RELAY_EVERY_SECONDS: seconds.default(10),
  CASEWARD_CHECKPOINT_EVERY_SECONDS: seconds.default(60).describe('the audit trail is signed so often'),
  CASEWARD_WORKFLOW_BUNDLE: z.string().optional().describe('prebuilt workflow bundle; built at start when absent'),
  CASEWARD_FAULT: z.string().optional().describe('fault injection for tests; refused in production'),
};

/** What each process reads from its environment. Secrets come as files: `NAME_FILE` stands in for `NAME`. */
export const SETTINGS = { api, worker } as const;
export type ApiConfig = z.infer<z.ZodObject<typeof api>>;
export type WorkerConfig = z.infer<z.ZodObject<typeof worker>>;
