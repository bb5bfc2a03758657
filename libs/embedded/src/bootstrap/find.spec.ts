import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { advice } from '../../bootstrap/engine/advice.mjs';
import { cachedProgram } from '../../bootstrap/engine/artifacts.mjs';
import { type EngineKind, findEngine } from '../../bootstrap/engine/find.mjs';
import { engineBinaries } from '../temporal/engine-binaries.js';
import { Scratch } from './scratch.js';

let scratch: Scratch;
beforeEach(() => {
  scratch = new Scratch();
});
afterEach(() => scratch.remove());

const answering = (server: string) => `echo "temporal version 1.0.0 (Server ${server}, UI 2.0.0)"`;

function env(more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  return { PATH: scratch.path('bin'), CASEWARD_CACHE: scratch.path('cache'), ...more };
}

function cache(kind: EngineKind, lines = ''): string {
  return scratch.script(cachedProgram(kind, env()).slice(scratch.folder.length + 1), lines);
}

describe('the search for the Temporal server', () => {
  it('finds nothing on an empty machine', () => {
    expect(findEngine('server', env())).toEqual({ notes: [] });
  });

  it('takes the program that the environment names before any other', () => {
    const own = scratch.script('own/server', answering('1.31.2'));
    scratch.script('bin/temporal', answering('1.31.2'));
    cache('server');
    expect(findEngine('server', env({ CASEWARD_TEMPORAL_BINARY: own }))).toMatchObject({
      path: own,
      from: 'CASEWARD_TEMPORAL_BINARY',
    });
  });

  it.each([
    ['is absent', 'there is no executable file', () => scratch.path('nowhere')],
    ['is too old', 'it holds server 1.26.9, and 1.27 is the oldest', () => scratch.script('old', answering('1.26.9'))],
    ['is something else', 'does not answer --version', () => scratch.script('other', 'echo hello')],
  ])('refuses a named program that %s', (_what, message, make) => {
    expect(() => findEngine('server', env({ CASEWARD_TEMPORAL_BINARY: make() }))).toThrow(message);
  });

  it('passes over an old program on PATH, says so, and takes the cached one', () => {
    scratch.script('bin/temporal', answering('1.24.0'));
    const path = cache('server');
    const found = findEngine('server', env());
    expect(found).toMatchObject({ path, from: 'cache' });
    expect(found.notes.join()).toContain('1.24.0');
  });

  it('takes a recent program on PATH before the cached one', () => {
    const path = scratch.script('bin/temporal', answering('2.0.0'));
    cache('server');
    expect(findEngine('server', env())).toMatchObject({ path, from: 'PATH' });
  });
});

describe('the search for the test server', () => {
  it('asks for Java before it trusts libraries in the cache', () => {
    const path = cache('testServer');
    scratch.write(join(path, '../lib/a.jar').slice(scratch.folder.length + 1), '');
    expect(findEngine('testServer', env()).path).toBeUndefined();
    expect(findEngine('testServer', env()).notes.join()).toContain('needs Java');
    scratch.script('bin/java', '');
    expect(findEngine('testServer', env()).path).toBe(path);
  });
});

describe('a missing program', () => {
  it('is an error that names all five ways', () => {
    const binaries = engineBinaries(env());
    for (const text of [
      'TEMPORAL_ADDRESS',
      'CASEWARD_TEMPORAL_BINARY',
      'PATH',
      'CASEWARD_CACHE',
      'download',
      'Go 1.24',
    ]) {
      expect(() => binaries.temporal).toThrow(text);
    }
    for (const text of ['CASEWARD_TEST_SERVER_BINARY', 'Java', 'Maven'])
      expect(() => binaries.testServer).toThrow(text);
    expect(advice('server').match(/^ {2}\d\./gm)).toHaveLength(5);
  });
});
