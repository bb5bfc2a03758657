import { utimesSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buildIsCurrent, sourcesDigest } from '../../bootstrap/steps/build.mjs';
import { Scratch } from './scratch.js';

let scratch: Scratch;
beforeEach(() => {
  scratch = new Scratch();
  scratch.write('package.json', '{"workspaces":["libs/*","tests"]}');
  scratch.write('libs/one/package.json', '{}');
  scratch.write('libs/one/tsconfig.json', '{}');
  scratch.write('libs/one/src/index.ts', 'export {};');
  scratch.write('tests/package.json', '{}');
  scratch.write('tests/tsconfig.json', '{}');
});
afterEach(() => scratch.remove());

function stamp(): void {
  scratch.write(
    'node_modules/.caseward/build.json',
    JSON.stringify({ digest: sourcesDigest(scratch.folder), results: ['libs/one/dist/.tsbuildinfo'] }),
  );
}

describe('the build', () => {
  it('is wanted until it was done', () => {
    expect(buildIsCurrent(scratch.folder)).toBe(false);
  });

  it('is current while sources and results stay as they are', () => {
    scratch.write('libs/one/dist/.tsbuildinfo', '');
    stamp();
    expect(buildIsCurrent(scratch.folder)).toBe(true);
    scratch.write('libs/one/dist/index.js', '');
    scratch.write('tests/some.spec.ts', '');
    expect(buildIsCurrent(scratch.folder)).toBe(true);
  });

  it('is wanted when results are gone', () => {
    stamp();
    expect(buildIsCurrent(scratch.folder)).toBe(false);
  });

  it.each([
    ['is saved', () => utimesSync(scratch.path('libs/one/src/index.ts'), 1, 1)],
    ['is added', () => void scratch.write('libs/one/src/other.ts', '')],
    ['is added to a workspace folder', () => void scratch.write('libs/one/package.json', '{"name":"one"}')],
  ])('is wanted when a source %s', (_what, change) => {
    scratch.write('libs/one/dist/.tsbuildinfo', '');
    stamp();
    change();
    expect(buildIsCurrent(scratch.folder)).toBe(false);
  });
});
