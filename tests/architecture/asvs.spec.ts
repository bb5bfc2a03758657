import { afterAll, describe, expect, it } from 'vitest';
import { readJson, readText } from '../support/repository.js';
import { ASVS_LEVELS } from './asvs-requirements.js';
import { faultOf, type Proof } from './proof-links.js';

const STATUSES = ['tested', 'evidence', 'not_applicable', 'gap'] as const;

interface Entry {
  readonly id: string;
  readonly level: 1 | 2;
  /** What it is about, in our own words. */
  readonly subject: string;
  readonly status: (typeof STATUSES)[number];
  readonly proofs: readonly Proof[];
  readonly reason?: string;
}

const entries = readJson<{ requirements: readonly Entry[] }>('docs/asvs.json').requirements;

/** Everything that is wrong with one line of the map. */
function faultsOf({ id, level, subject, status, proofs, reason }: Entry): string[] {
  const isTested = status === 'tested';
  const said = (reason ?? '').length >= 20;
  const faults = [
    ASVS_LEVELS.get(id) === level ? null : 'no requirement of this number and level',
    subject.length >= 8 && subject.length <= 120 ? null : 'says in no few words what it is about',
    STATUSES.includes(status) ? null : `status ${status}`,
    isTested || said ? null : 'gives no reason',
    (isTested || status === 'evidence') && proofs.length === 0 ? 'names nothing that shows it' : null,
    ...proofs.map((proof) => faultOf(proof, isTested)),
  ];
  return faults.flatMap((fault) => (fault === null ? [] : [`${id}: ${fault}`]));
}

describe('the map of OWASP ASVS 5.0', () => {
  it('knows the 70 requirements of level 1 and the 183 of level 2', () => {
    const levels = [...ASVS_LEVELS.values()];
    expect([levels.filter((it) => it === 1).length, levels.filter((it) => it === 2).length]).toEqual([70, 183]);
  });

  it('has each of them once, in their order, and nothing else', () => {
    const order = (id: string): number => id.split('.').reduce((sum, part) => sum * 100 + Number(part), 0);
    const wanted = [...ASVS_LEVELS.keys()].sort((a, b) => order(a) - order(b));
    expect(entries.map(({ id }) => id)).toEqual(wanted);
  });

  it('names tests and files that are there, and says why where there is no test', () => {
    expect(entries.flatMap(faultsOf)).toEqual([]);
  });

  it('shows most of them by tests', () => {
    expect(entries.filter(({ status }) => status === 'tested').length).toBeGreaterThanOrEqual(150);
  });

  it.each<[string, Partial<Entry>]>([
    ['a test that is not there', { proofs: [{ file: 'tests/api/refusals.spec.ts', title: 'flies to the moon' }] }],
    ['a file that is not there', { proofs: [{ file: 'tests/api/nothing.spec.ts', title: 'x' }] }],
    ['a program as its own test', { proofs: [{ file: 'apps/api/src/main.ts', title: 'import' }] }],
    ['a test without a title', { proofs: [{ file: 'tests/api/refusals.spec.ts' }] }],
    ['no test at all', { proofs: [] }],
    ['a gap without a reason', { status: 'gap', proofs: [] }],
    ['another level', { level: 2 }],
    ['a status of its own', { status: 'done' as 'tested' }],
  ])('finds a planted fault: %s', (_, change) => {
    const good = entries.find(({ id }) => id === '1.3.2')!;
    expect(faultsOf(good)).toEqual([]);
    expect(faultsOf({ ...good, ...change })).not.toEqual([]);
  });

  it('is counted in docs/security.md as it is', () => {
    const page = readText('docs/security.md');
    for (const status of STATUSES) {
      const [one, two] = [1, 2].map(
        (level) => entries.filter((it) => it.status === status && it.level === level).length,
      );
      const row = new RegExp(`^\\| ${status.replace('_', ' ')} +\\| ${String(one)} +\\| ${String(two)} +\\|`, 'm');
      expect(page, `${status}: ${String(one)} and ${String(two)}`).toMatch(row);
    }
  });

  afterAll(() => {
    const count = (status: string): string => {
      const found = entries.filter((it) => it.status === status);
      return `${String(found.length)} ${status} (level 1: ${String(found.filter(({ level }) => level === 1).length)})`;
    };
    process.stdout.write(`OWASP ASVS 5.0, levels 1 and 2: ${STATUSES.map(count).join(', ')}\n`);
  });
});

describe('the threat model', () => {
  const page = readText('docs/threat-model.md');
  const rows = page.split('\n').filter((line) => /^\| [A-Z]{1,2}\d+ /.test(line));
  const linksIn = (row: string): Proof[] =>
    [...row.matchAll(/\]\(\.\.\/([^)\s]+\.ts)(?: "([^"]+)")?\)/g)].map(([, file = '', title]) => ({
      file,
      ...(title === undefined ? {} : { title }),
    }));

  it('has threats of every kind of STRIDE and LINDDUN', () => {
    const kinds = new Set(rows.map((row) => /^\| ([A-Z]+)\d/.exec(row)![1]!));
    expect([...kinds].sort()).toEqual(['S', 'T', 'R', 'I', 'D', 'E', 'L', 'ID', 'NR', 'DE', 'DD', 'U', 'NC'].sort());
    expect(rows.length).toBeGreaterThan(30);
    expect(readText('docs/security.md')).toContain(` and ${String(rows.length)} threats,`);
  });

  it('names for each threat a test that is there and run', () => {
    for (const row of rows) {
      const proofs = linksIn(row);
      expect(proofs.length, row.slice(0, 60)).toBeGreaterThan(0);
      expect(proofs.map((proof) => faultOf(proof, true)).filter((it) => it !== null)).toEqual([]);
    }
  });

  it('is not taken in by a link to nothing', () => {
    const [proof] = linksIn('| S1 | x | [a test](../tests/api/nothing.spec.ts "no such title") |');
    expect(faultOf(proof!, true)).toBe('tests/api/nothing.spec.ts is not there');
  });
});

describe('the run-book', () => {
  it('names commands that there are', () => {
    const known = [...readText('apps/cli/src/program.ts').matchAll(/\.command\('([\w-]+)'/g)].map(([, name]) => name!);
    const named = [...readText('docs/incident-runbook.md').matchAll(/npm run caseward -- ([\w-]+(?: [a-z-]+)?)/g)];
    expect(named.length).toBeGreaterThan(8);
    const words = named.flatMap(([, command = '']) => command.split(' ')).filter((word) => !word.startsWith('--'));
    // The folder of `keys secrets` is no command.
    expect(words.filter((word) => !known.includes(word) && word !== 'secrets')).toEqual([]);
  });
});
