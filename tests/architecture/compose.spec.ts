import { readApiConfig, readWorkerConfig, SETTINGS } from '@caseward/config';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { isThere, readText, root } from '../support/repository.js';

/*
 * No container engine was at hand where this was written and none is needed to run it: the files are read, not run. What
 * can be known without one is asserted here: the published compose schema, and the promises made in docs/operations.md.
 * Not known: that the images start together. Say so to whoever asks.
 */

interface Dependency {
  readonly condition: string;
}

interface Service {
  readonly image: string;
  readonly build?: string;
  readonly user?: string;
  readonly privileged?: boolean;
  readonly network_mode?: string;
  readonly pid?: string;
  readonly read_only?: boolean;
  readonly restart?: string;
  readonly cap_add?: readonly string[];
  readonly cap_drop?: readonly string[];
  readonly security_opt?: readonly string[];
  readonly ports?: readonly string[];
  readonly volumes?: readonly string[];
  readonly env_file?: readonly { readonly path: string; readonly required: boolean }[];
  readonly secrets?: readonly (string | { readonly source: string })[];
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly depends_on?: Readonly<Record<string, Dependency>>;
  readonly healthcheck?: { readonly test?: readonly string[]; readonly disable?: boolean };
}

interface Compose {
  readonly services: Readonly<Record<string, Service>>;
  readonly volumes: Readonly<Record<string, unknown>>;
  readonly secrets: Readonly<Record<string, { readonly file: string }>>;
}

interface ComposeLinter {
  lintFiles(paths: string[], recursive: boolean): { messages: { rule: string; message: string }[] }[];
}

// Required, not imported: the linter's own type declarations do not resolve in this module system.
const { DCLinter } = createRequire(import.meta.url)('dclint') as { DCLinter: new (config: object) => ComposeLinter };

const source = readText('docker-compose.yml');
const compose = parse(source, { merge: true }) as Compose;
const services = Object.entries(compose.services);
const once = services.filter(([, it]) => it.restart === 'no').map(([name]) => name);

/** What the published schema and the compose linter have to say about a file. */
function verdict(file: string): string[] {
  const style = ['service-keys-order', 'services-alphabetical-order', 'top-level-properties-order'];
  const rules = Object.fromEntries(style.map((rule) => [rule, 0]));
  const linter = new DCLinter({ rules, quiet: false, debug: false, exclude: [] });
  return linter.lintFiles([file], false).flatMap((it) => it.messages.map((found) => `${found.rule}: ${found.message}`));
}

describe('docker-compose.yml', () => {
  it('is valid by the published compose schema and clean by the compose linter', () => {
    expect(verdict(`${root}/docker-compose.yml`)).toEqual([]);
  });

  it.each([
    ['an unknown key', 'image: postgres:18.4\n    priviledged: true', 'invalid-schema'],
    ['a missing tag', 'image: postgres', 'service-image-require-explicit-tag'],
    ['a port that is open to the network', `image: postgres:18.4\n    ports: ['1:1']`, 'no-unbound-port-interfaces'],
  ])('control: %s is objected to', (_fault, text, rule) => {
    const file = `${mkdtempSync(`${tmpdir()}/caseward-compose-`)}/docker-compose.yml`;
    writeFileSync(file, `name: planted\nservices:\n  it:\n    ${text}\n`);
    expect(verdict(file).join('\n')).toContain(rule);
  });

  it('has the services that the operations page names', () => {
    expect(services.map(([name]) => name).sort()).toEqual(
      [
        'api',
        'migrate',
        'postgres',
        'temporal',
        'temporal-namespace',
        'temporal-schema',
        'temporal-ui',
        'worker',
      ].sort(),
    );
    expect(once.sort()).toEqual(['migrate', 'temporal-namespace', 'temporal-schema']);
  });

  it('starts the processes that this repository builds', () => {
    const entries = { api: 'apps/api', worker: 'apps/worker', migrate: 'apps/cli' };
    for (const [service, folder] of Object.entries(entries)) {
      expect(compose.services[service]?.command?.slice(0, 2)).toEqual(['node', `${folder}/dist/main.js`]);
      expect(isThere(folder)).toBe(true);
    }
  });
});

describe.each(services)('service %s', (name, service) => {
  it('runs a pinned image', () => {
    expect(service.image).toMatch(/^[a-z/-]+:\d+\.\d+(\.\d+)?(-bookworm)?$/);
  });

  it('runs as an ordinary user, without privileges', () => {
    expect(service.user).toMatch(/^[1-9]\d*:[1-9]\d*$/);
    expect(service.privileged ?? false).toBe(false);
    expect(service.cap_drop).toEqual(['ALL']);
    expect(service.cap_add ?? []).toEqual([]);
    expect(service.security_opt).toContain('no-new-privileges:true');
    expect([service.network_mode, service.pid]).toEqual([undefined, undefined]);
  });

  it('cannot write to its own image', () => {
    expect(service.read_only).toBe(name !== 'temporal-ui');
  });

  it('listens on this host only', () => {
    for (const port of service.ports ?? []) expect(port).toMatch(/^127\.0\.0\.1:\d+:\d+$/);
  });

  it('mounts named volumes, and files of this repository read-only', () => {
    for (const volume of service.volumes ?? []) {
      const [from = '', , mode] = volume.split(':');
      // What the worker destroys keys in: the one place of the host that a container writes.
      if (from === './secrets/cases') expect(mode).toBe(name === 'worker' ? undefined : 'ro');
      else if (!from.startsWith('./')) expect(Object.keys(compose.volumes)).toContain(from);
      else expect([isThere(from.slice(2)), mode]).toEqual([true, 'ro']);
    }
  });

  it('says when it is healthy, or runs once', () => {
    if (once.includes(name)) expect(service.healthcheck).toEqual({ disable: true });
    else expect(service.healthcheck?.test?.[0]).toBe('CMD');
  });

  it('waits for health and for completed steps, never for a mere start', () => {
    for (const [other, { condition }] of Object.entries(service.depends_on ?? {})) {
      expect([other, condition]).toEqual([
        other,
        once.includes(other) ? 'service_completed_successfully' : 'service_healthy',
      ]);
    }
  });
});

describe('secrets', () => {
  it('have no default: every substitution is required', () => {
    const substitutions = [...source.matchAll(/\$\{[^}]*\}/g)].map(([it]) => it);
    expect(substitutions.length).toBeGreaterThan(3);
    expect(substitutions.filter((it) => !/^\$\{[A-Z_]+:\?[^}]*\}$/.test(it))).toEqual([]);
  });

  it('are not written down', () => {
    const values = services.flatMap(([, it]) => Object.entries(it.environment ?? {}));
    const secret = values.filter(
      ([key]) => /PASSWORD|PWD|SECRET|TOKEN|_KEY$/.test(key) && !key.startsWith('CASEWARD_CASE_SECRETS'),
    );
    expect(secret.length).toBeGreaterThan(3);
    // A path names where a secret is mounted.
    expect(secret.filter(([, value]) => !value.startsWith('${') && !value.startsWith('/run/secrets/'))).toEqual([]);
    expect(values.filter(([, value]) => /:\/\/[^/@:]*:(?!\$\{)[^@]*@/.test(value))).toEqual([]);
  });

  it('that are mounted are declared, each from a file of its own, and each is used', () => {
    const mounted = services.flatMap(([, it]) =>
      (it.secrets ?? []).map((each) => (typeof each === 'string' ? each : each.source)),
    );
    expect([...new Set(mounted)].sort()).toEqual(Object.keys(compose.secrets).sort());
    const paths = [...source.matchAll(/\/run\/secrets\/(\w+)/g)].map(([, name]) => name);
    expect(paths.filter((name) => !mounted.includes(name ?? ''))).toEqual([]);
    for (const { file } of Object.values(compose.secrets)) expect(file).toMatch(/^\.\/secrets\//);
  });

  it('of a role of the database reach the programs of that role and the migration alone', () => {
    const holders = services.filter(([, it]) => JSON.stringify(it.environment ?? {}).includes('OWNER_DB_PASSWORD'));
    expect(holders.map(([name]) => name).sort()).toEqual(['migrate', 'postgres']);
    const holding = (password: string): string[] =>
      services.filter(([, it]) => JSON.stringify(it.environment ?? {}).includes(password)).map(([name]) => name);
    expect(holding('API_DB_PASSWORD').sort()).toEqual(['api', 'migrate']);
    expect(holding('APP_DB_PASSWORD').sort()).toEqual(['migrate', 'worker']);
    expect(holding('NAMES_DB_PASSWORD').sort()).toEqual(['api', 'migrate']);
    // .env holds every password, so no container may receive it whole.
    const files = services.flatMap(([, it]) => it.env_file ?? []);
    expect(new Set(files.map(({ path }) => path))).toEqual(new Set(['caseward.env']));
  });
});

describe('settings', () => {
  const environment = (service: string): Record<string, string> =>
    Object.fromEntries(
      Object.entries(compose.services[service]?.environment ?? {}).map(([key, value]) => [
        key,
        value.replace(/\$\{[^}]*\}/g, 'given'),
      ]),
    );

  it.each([
    ['api', SETTINGS.api, readApiConfig],
    ['worker', SETTINGS.worker, readWorkerConfig],
  ])('of %s are complete, known, and fit for production', (service, known, read) => {
    const given = environment(service);
    expect(read(given)).toMatchObject({ NODE_ENV: 'production', TEMPORAL_NAMESPACE: 'caseward' });
    expect(Object.keys(given).filter((it) => !(it in known) && it !== 'HEALTH_URL')).toEqual([]);
  });

  it('ask for health where the processes answer', () => {
    expect(environment('api').HEALTH_URL).toContain(`:${String(readApiConfig(environment('api')).PORT)}/`);
    const { CASEWARD_WORKER_HEALTH_PORT } = readWorkerConfig(environment('worker'));
    expect(environment('worker').HEALTH_URL).toContain(`:${String(CASEWARD_WORKER_HEALTH_PORT)}/`);
  });
});

describe('Dockerfile', () => {
  const lines = readText('Dockerfile').split('\n');
  const last = lines.slice(lines.findLastIndex((it) => it.startsWith('FROM ')));

  it('starts from pinned images', () => {
    const images = lines.filter((it) => it.startsWith('FROM ')).map((it) => it.split(' ')[1]);
    expect(images).toHaveLength(2);
    for (const image of images) expect(image).toMatch(/^node:20\.\d+\.\d+-bookworm-slim$/);
  });

  it('ships without the tools, as an ordinary user, with a health check', () => {
    expect(lines.join('\n')).toContain('npm ci --omit=dev');
    expect(last).toContain('USER node');
    expect(last.some((it) => it.startsWith('HEALTHCHECK '))).toBe(true);
    expect(last.some((it) => it.startsWith('COPY . '))).toBe(false);
  });

  it('copies only what is there', () => {
    const copied = last.filter((it) => it.startsWith('COPY .docker/')).flatMap((it) => it.split(' ').slice(1, -1));
    expect(copied.every(isThere)).toBe(true);
  });

  it('leaves secrets, data and local builds out of its context', () => {
    const ignored = readText('.dockerignore').split('\n');
    expect(ignored).toEqual(expect.arrayContaining(['**/node_modules', '**/dist', '**/*.env', '.caseward', '.git']));
  });
});
