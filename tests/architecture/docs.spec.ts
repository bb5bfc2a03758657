import { DUTY_COMMANDS, DUTY_FILE_KINDS, LIFECYCLE, OBLIGATION_KINDS, PERMISSIONS, ROLES } from '@caseward/domain';
import { posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesBelow, isThere, readText } from '../support/repository.js';

const pages = filesBelow('.', '.md');

describe('documents', () => {
  it('link only to what is there', () => {
    const links = pages.flatMap((page) =>
      [...readText(page).matchAll(/\]\((?!https?:|mailto:|#)([^)#\s]+)/g)].map((it) => ({ page, to: it[1]! })),
    );
    expect(links.length).toBeGreaterThan(30);
    expect(links.filter(({ page, to }) => !isThere(posix.join(posix.dirname(page), to)))).toEqual([]);
  });

  it.each(['CONTRIBUTING', 'SECURITY', 'CODE_OF_CONDUCT', 'CHANGELOG', 'README'])('include %s', (name) => {
    expect(readText(`${name}.md`).length).toBeGreaterThan(500);
  });

  it('begin the changelog with an Unreleased block', () => {
    expect(readText('CHANGELOG.md').match(/^## .*$/m)?.[0]).toBe('## [Unreleased]');
  });

  it('keep the README within two screens', () => {
    expect(readText('README.md').split('\n').length).toBeLessThan(110);
  });

  it('name no folder in the README that does not exist', () => {
    const named = [...readText('README.md').matchAll(/`((?:libs|apps|tests|docs|workflows|activities)[\w/.-]*)`/g)];
    expect(named.length).toBeGreaterThan(8);
    expect(named.map((it) => it[1]!).filter((it) => !isThere(it))).toEqual([]);
  });
});

describe('decision records', () => {
  const records = filesBelow('docs/adr', '.md').filter((it) => !it.endsWith('README.md'));
  const index = readText('docs/adr/README.md');

  it('are numbered without gaps', () => {
    const numbers = records.map((it) => Number(/\/(\d{4})-/.exec(it)?.[1])).sort((a, b) => a - b);
    expect(numbers).toEqual(numbers.map((_, position) => position + 1));
    expect(numbers.length).toBeGreaterThan(20);
  });

  it.each(records)('%s has its four parts, a status, one page at most, and a line in the index', (record) => {
    const text = readText(record);
    expect([...text.matchAll(/^## (.*)$/gm)].map((it) => it[1])).toEqual([
      'Context',
      'Options',
      'Decision',
      'Consequences',
    ]);
    expect(text).toMatch(/^Status: (accepted|replaced by \d{4})/m);
    expect(text.split(/\s+/).length).toBeLessThan(500);
    expect(index).toContain(`](${posix.basename(record)})`);
  });
});

describe('the glossary', () => {
  const glossary = readText('docs/glossary.md');
  const named = (name: string): boolean => glossary.includes(`\`${name}\``);

  it.each([
    ['stage', Object.keys(LIFECYCLE)],
    ['role', [...ROLES]],
    ['obligation', [...OBLIGATION_KINDS]],
    ['command', [...Object.keys(PERMISSIONS), ...DUTY_COMMANDS]],
    ['duty file', [...DUTY_FILE_KINDS]],
  ])('names every %s of the code', (_kind, names) => {
    expect(names.length).toBeGreaterThan(5);
    expect(names.filter((it) => !named(it))).toEqual([]);
  });
});
