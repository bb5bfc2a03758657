import { describe, expect, it } from 'vitest';
import { databaseLinkFault, isLoopback } from './perimeter.js';
import { ConfigurationError, readApiConfig, readWorkerConfig } from './read.js';

const near = {
  NODE_ENV: 'production',
  DATABASE_URL: 'postgres://app:secret@127.0.0.1:5432/caseward',
  CASEWARD_KEY_FILE: '/tmp/key',
  CASEWARD_SECOND_FACTOR: 'everybody',
};
const FAR = 'postgres://app:secret@db.example:5432/caseward';
const ENGINE = { TEMPORAL_ADDRESS: 'engine.example:7233' };
const CA = { TEMPORAL_TLS_CA_FILE: '/tls/ca.pem' };
const CLIENT = { TEMPORAL_TLS_CERT_FILE: '/tls/client.pem', TEMPORAL_TLS_KEY_FILE: '/tls/client.key' };

function faults(environment: Readonly<Record<string, string>>): readonly string[] {
  try {
    readWorkerConfig({ ...near, ...environment });
    return [];
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    return error.faults;
  }
}

describe('what browsers send and fetch, in production', () => {
  const read = (environment: Readonly<Record<string, string>>) => () => readApiConfig({ ...near, ...environment });

  it.each(['CASEWARD_PUBLIC_URL', 'CASEWARD_OIDC_ISSUER', 'CASEWARD_FILES_ORIGIN'])(
    'is encrypted, or on this machine: %s',
    (name) => {
      expect(read({ [name]: 'http://caseward.example' })).toThrow(`${name}: not https`);
      for (const address of ['https://caseward.example', 'http://127.0.0.1:3000', 'http://[::1]:3000']) {
        expect(read({ [name]: address })).not.toThrow();
      }
    },
  );
});

describe('the perimeter in production', () => {
  it('is not crossed with a password alone: the embedded provider asks everybody for a second factor', () => {
    const own = { ...near, CASEWARD_SECOND_FACTOR: 'own_choice' };
    expect(() => readApiConfig(own)).toThrow('CASEWARD_SECOND_FACTOR: with the embedded provider nobody');
    expect(() => readApiConfig({ ...own, CASEWARD_OIDC_ISSUER: 'https://login.example' })).not.toThrow();
    expect(() => readApiConfig({ ...own, NODE_ENV: 'development' })).not.toThrow();
    expect(() => readApiConfig(near)).not.toThrow();
    expect(() => readWorkerConfig(own)).not.toThrow();
  });

  it('files are not fetched over a network at a port without encryption', () => {
    const open = { ...near, HOST: '0.0.0.0', CASEWARD_FILES_PORT: '3002' };
    expect(() => readApiConfig(open)).toThrow('CASEWARD_FILES_ORIGIN: needed');
    expect(() => readApiConfig({ ...open, CASEWARD_FILES_ORIGIN: 'https://files.example' })).not.toThrow();
    expect(() => readApiConfig({ ...open, HOST: '127.0.0.1' })).not.toThrow();
  });

  it('the list of names is reached as the database is', () => {
    const names = (url: string) => () => readApiConfig({ ...near, DATABASE_NAMES_URL: url });
    expect(names(FAR)).toThrow('DATABASE_NAMES_URL: the database is not on this machine');
    expect(names(`${FAR}?sslmode=verify-full`)).not.toThrow();
  });

  it.each([
    ['this machine', {}],
    ['this machine, by IPv6', { TEMPORAL_ADDRESS: '[::1]:7233' }],
    ['mutual TLS', { ...ENGINE, ...CA, ...CLIENT }],
    ['a key of its API', { ...ENGINE, TEMPORAL_API_KEY: 'invented' }],
  ])('takes an engine reached over %s', (_, environment) => {
    expect(faults(environment)).toEqual([]);
  });

  it.each([
    ['in the open', {}, 'neither encrypted'],
    ['encrypted, by nobody in particular', CA, 'nothing says who'],
    ['with half a certificate', { ...CA, TEMPORAL_TLS_CERT_FILE: '/tls/client.pem' }, 'TEMPORAL_TLS_KEY_FILE'],
  ])('refuses an engine elsewhere that is reached %s', (_, environment, words) => {
    expect(faults({ ...ENGINE, ...environment }).join()).toContain(words);
  });

  it.each([
    'postgres://app:secret@localhost/caseward',
    'postgres://app:secret@[::1]:5432/caseward',
    'postgres:///caseward?host=/var/run/postgresql',
    'postgres://app:secret@%2Fvar%2Frun%2Fpostgresql/caseward',
    `${FAR}?sslmode=verify-full&sslrootcert=/tls/ca.pem`,
    `${FAR}?sslmode=verify-ca&sslrootcert=/tls/ca.pem`,
  ])('takes the database at %s', (url) => {
    expect(databaseLinkFault(url)).toBeNull();
  });

  it.each([
    FAR,
    `${FAR}?sslmode=require`,
    `${FAR}?sslmode=no-verify`,
    `${FAR}?ssl=true`,
    'postgres://app:secret@127.0.0.1:5432/caseward?host=db.example',
    'postgres:///caseward',
    'not an address with secret',
  ])('refuses the database at %s, without repeating the address', (url) => {
    const [fault = '', ...more] = faults({ DATABASE_URL: url });
    expect([more, fault.startsWith('DATABASE_URL: ')]).toEqual([[], true]);
    expect(fault).not.toContain('secret');
  });

  it('leaves development alone', () => {
    const environment = { ...near, ...ENGINE, NODE_ENV: 'development', DATABASE_URL: FAR };
    expect(readApiConfig(environment).TEMPORAL_ADDRESS).toBe('engine.example:7233');
  });

  it.each([
    ['127.0.0.1', true],
    ['127.8.9.1', true],
    ['LOCALHOST', true],
    ['localhost.example', false],
    ['127.0.0.1.example', false],
    ['0.0.0.0', false],
  ])('%s is this machine: %s', (host, expected) => {
    expect(isLoopback(host)).toBe(expected);
  });
});
