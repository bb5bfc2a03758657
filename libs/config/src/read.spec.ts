import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ConfigurationError, readApiConfig, readWorkerConfig } from './read.js';
import { SETTINGS } from './settings.js';

const minimal = { DATABASE_URL: 'postgres://localhost/x', CASEWARD_KEY_FILE: '/tmp/key' };

describe('configuration', () => {
  it('fills defaults', () => {
    expect(readApiConfig(minimal)).toMatchObject({ PORT: 3000, CASEWARD_SIMULATION: false });
  });

  it('lists every fault at once', () => {
    const read = (): unknown => readWorkerConfig({ ...minimal, DATABASE_URL: '', CASEWARD_WORKER_HEALTH_PORT: 'x' });
    expect(read).toThrowError(ConfigurationError);
    expect(read).toThrowError(/DATABASE_URL[\s\S]*CASEWARD_WORKER_HEALTH_PORT/);
  });

  it('takes addresses and networks of proxies', () => {
    const { CASEWARD_TRUSTED_PROXIES: places } = readApiConfig({
      ...minimal,
      CASEWARD_TRUSTED_PROXIES: '10.0.0.5, 10.1.0.0/16,fd00::/8',
    });
    expect(places).toEqual(['10.0.0.5', '10.1.0.0/16', 'fd00::/8']);
  });

  it.each(['proxy.example', '10.0.0.0/33', '0.0.0.0/0', '10.0.0.5,', '10.0.0.0/8/8'])(
    'takes no proxy called %s',
    (value) => {
      expect(() => readApiConfig({ ...minimal, CASEWARD_TRUSTED_PROXIES: value })).toThrowError(/by comma, such as/);
    },
  );

  it.each(['CASEWARD_SIMULATION', 'CASEWARD_FAULT'])('refuses %s in production', (name) => {
    const environment = { ...minimal, NODE_ENV: 'production', [name]: 'true' };
    expect(() => readWorkerConfig(environment)).toThrowError(name);
  });

  it('.env.example names every setting and nothing else', () => {
    const text = readFileSync(new URL('../../../.env.example', import.meta.url), 'utf8');
    const named = new Set([...text.matchAll(/^#? ?([A-Z][A-Z0-9_]+)=/gm)].map((match) => match[1]));
    expect([...named].sort()).toEqual(
      [...new Set([...Object.keys(SETTINGS.api), ...Object.keys(SETTINGS.worker)])].sort(),
    );
  });
});
