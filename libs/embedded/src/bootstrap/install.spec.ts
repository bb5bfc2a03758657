import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { install, installNeed } from '../../bootstrap/steps/install.mjs';
import { Scratch } from './scratch.js';

const lockFile = (integrity: string) =>
  JSON.stringify({ packages: { '': {}, 'node_modules/left': { version: '1.0.0', integrity } } });

let scratch: Scratch;
beforeEach(() => {
  scratch = new Scratch();
  scratch.write('package.json', '{"workspaces":["libs/*"]}');
  scratch.write('package-lock.json', lockFile('sha512-a'));
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  scratch.remove();
});

function installed(integrity = 'sha512-a'): void {
  scratch.write('node_modules/left/package.json', '{}');
  scratch.write('node_modules/.package-lock.json', lockFile(integrity).replace('"":{},', ''));
}

/** Stands in for npm: the given lines run with the checkout as current folder. */
function npmDoes(lines: string): void {
  vi.stubEnv('npm_execpath', scratch.write('bin/npm-cli.js', `import fs from 'node:fs';\n${lines}`));
  scratch.write('bin/package.json', '{"type":"module"}');
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
}

describe('the packages', () => {
  it('are needed in a fresh checkout', () => {
    expect(installNeed(scratch.folder)).toBe('nothing is installed yet');
  });

  it('are installed again when an installation did not finish', () => {
    mkdirSync(scratch.path('node_modules/left'), { recursive: true });
    expect(installNeed(scratch.folder)).toBe('an earlier installation did not finish');
  });

  it('are left alone when somebody ran npm by hand', () => {
    installed();
    expect(installNeed(scratch.folder)).toBeUndefined();
    expect(existsSync(scratch.path('node_modules/.caseward/install.json'))).toBe(true);
  });

  it('are installed again when the lock file asks for others', () => {
    installed();
    expect(installNeed(scratch.folder)).toBeUndefined();
    scratch.write('package-lock.json', lockFile('sha512-b'));
    expect(installNeed(scratch.folder)).toBe('package-lock.json has changed');
  });

  it('are looked at again, but not installed for nothing, when a workspace changes', () => {
    installed();
    expect(installNeed(scratch.folder)).toBeUndefined();
    scratch.write('libs/one/package.json', '{"name":"one"}');
    expect(installNeed(scratch.folder)).toBeUndefined();
    rmSync(scratch.path('node_modules/.package-lock.json'));
    expect(installNeed(scratch.folder)).toBe('an earlier installation did not finish');
  });

  it('are installed again when one was removed', () => {
    installed();
    expect(installNeed(scratch.folder)).toBeUndefined();
    rmSync(scratch.path('node_modules/left'), { recursive: true });
    expect(installNeed(scratch.folder)).toBe('node_modules/left is missing');
  });

  it('are there after an installation', async () => {
    npmDoes(`
      if (process.argv[2] !== 'ci') process.exit(9);
      fs.mkdirSync('node_modules/left', { recursive: true });
      fs.writeFileSync('node_modules/left/package.json', '{}');
      fs.writeFileSync('node_modules/.package-lock.json', '{"packages":{"node_modules/left":{}}}');`);
    await install(scratch.folder, 'a test');
    expect(installNeed(scratch.folder)).toBeUndefined();
  });

  it('name the cause and the fix when npm fails', async () => {
    installed();
    npmDoes(`console.error('npm error network ETIMEDOUT'); process.exit(1);`);
    await expect(install(scratch.folder, 'a test')).rejects.toThrow(
      /ETIMEDOUT[\s\S]*Fix: check that this machine reaches/,
    );
    rmSync(scratch.path('node_modules/.package-lock.json'));
    expect(installNeed(scratch.folder)).toBe('an earlier installation did not finish');
  });
});
