/** What is looked at before a process in production trusts its connections. Values as they were given. */
type Values = Readonly<Record<string, string | undefined>>;

/** These modes encrypt and check who answers; `require` alone may do without the check. */
const VERIFIED = new Set(['verify-full', 'verify-ca']);

/** Production talks to engine and database over this machine's own loopback, or encrypted and authenticated. */
export function perimeterFaults(values: Values): string[] {
  return [...engineFaults(values), ...databaseFaults(values), ...browserFaults(values)];
}

function engineFaults(values: Values): string[] {
  const { TEMPORAL_ADDRESS: address, TEMPORAL_API_KEY: token } = values;
  const isMutual = values['TEMPORAL_TLS_CERT_FILE'] !== undefined && values['TEMPORAL_TLS_KEY_FILE'] !== undefined;
  if (address === undefined || isLoopback(address.replace(/:\d+$/, '')) || isMutual || token !== undefined) return [];
  const isEncrypted = values['TEMPORAL_TLS_CA_FILE'] !== undefined;
  const what = isEncrypted ? 'nothing says who this process is' : 'neither encrypted nor on this machine';
  const fix = 'set TEMPORAL_TLS_CERT_FILE and TEMPORAL_TLS_KEY_FILE, or TEMPORAL_API_KEY_FILE';
  return [`TEMPORAL_ADDRESS: the connection to the engine: ${what}; ${fix}`];
}

/** The list of names is asked over a connection of its own. */
function databaseFaults(values: Values): string[] {
  return ['DATABASE_URL', 'DATABASE_NAMES_URL'].flatMap((name) => {
    const text = values[name];
    const fault = text === undefined ? null : databaseLinkFault(text);
    return fault === null ? [] : [`${name}: ${fault}`];
  });
}

/** Cookies, tokens and what people sent cross a network only encrypted. */
function browserFaults(values: Values): string[] {
  const open = [
    'CASEWARD_PUBLIC_URL',
    'CASEWARD_OIDC_ISSUER',
    'CASEWARD_FILES_ORIGIN',
    'CASEWARD_ENGINE_PAGES_ORIGIN',
  ].flatMap((name) => {
    const text = values[name];
    if (text === undefined || !URL.canParse(text)) return [];
    const { protocol, hostname } = new URL(text);
    return protocol === 'https:' || isLoopback(hostname) ? [] : [`${name}: not https, and not this machine`];
  });
  return [...open, ...filesFaults(values)];
}

/** Behind the embedded provider stands nothing that would ask for more than a password. */
export function signInFaults({ CASEWARD_OIDC_ISSUER: issuer, CASEWARD_SECOND_FACTOR: who }: Values): string[] {
  if (issuer !== undefined || who === 'everybody') return [];
  const fix = 'set it to everybody, or let people sign in at a provider of yours (CASEWARD_OIDC_ISSUER)';
  return [`CASEWARD_SECOND_FACTOR: with the embedded provider nobody signs in with a password alone; ${fix}`];
}

/** Without an origin files are fetched at the port itself, which speaks no TLS. */
function filesFaults({ CASEWARD_FILES_PORT: port, CASEWARD_FILES_ORIGIN: origin, HOST: host }: Values): string[] {
  if (port === undefined || origin !== undefined || host === undefined || isLoopback(host)) return [];
  return ['CASEWARD_FILES_ORIGIN: needed where HOST is not this machine: files would be fetched without encryption'];
}

/** Why production may not use this address of PostgreSQL; null when it may. Never quotes it: it holds a password. */
export function databaseLinkFault(text: string): string | null {
  if (!URL.canParse(text)) return 'not an address of the form postgres://user:password@host:port/database';
  const { hostname, searchParams } = new URL(text);
  // The driver lets a host in the query stand for the one before it.
  const hosts = [decodeURIComponent(hostname), ...searchParams.getAll('host')].filter((host) => host !== '');
  if (hosts.length > 0 && hosts.every(isLoopback)) return null;
  if (VERIFIED.has(searchParams.getAll('sslmode').at(-1) ?? '')) return null;
  return 'the database is not on this machine and its connection is not encrypted; add ?sslmode=verify-full (and sslrootcert=FILE for an authority of your own)';
}

/** This machine's own interface, or a socket in its file system. Names are not looked up: they could change. */
export function isLoopback(host: string): boolean {
  const bare = host.replace(/^\[(.*)\]$/, '$1').toLowerCase();
  return bare === 'localhost' || bare === '::1' || bare.startsWith('/') || /^127(\.\d{1,3}){3}$/.test(bare);
}
