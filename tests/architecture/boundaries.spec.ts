import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
import { describe, expect, it } from 'vitest';
import { root } from '../support/repository.js';

/**
 * A rule that nobody has seen fire may be a rule that cannot fire. Each case plants a violation, as text that claims to
 * live in the named file, and names the rule that must object. Nothing is written to disk.
 */
const untyped = new ESLint({
  cwd: root,
  overrideConfig: [
    tseslint.configs.disableTypeChecked,
    { languageOptions: { parserOptions: { projectService: false } } },
  ],
});
const typed = new ESLint({ cwd: root });

async function objections(eslint: ESLint, file: string, code: string): Promise<(string | null)[]> {
  const [result] = await eslint.lintText(code, { filePath: `${root}/${file}` });
  if (result === undefined) throw new Error(`${file} is not linted at all`);
  return result.messages.map((it) => it.ruleId);
}

const importing = (specifier: string): string => `import { it } from '${specifier}';\n\nexport const planted = it;\n`;
const dependencies = 'boundaries/dependencies';
const restricted = 'no-restricted-imports';
const syntax = 'no-restricted-syntax';

describe('imports', () => {
  it.each([
    ['libs/domain/src/planted.ts', 'zod', dependencies],
    ['libs/domain/src/planted.ts', 'zod', restricted],
    ['libs/domain/src/planted.ts', 'date-fns', dependencies],
    ['libs/domain/src/planted.ts', '@caseward/persistence', dependencies],
    ['libs/domain/src/planted.ts', '@caseward/contracts', dependencies],
    ['libs/domain/src/planted.ts', 'node:fs', dependencies],
    ['libs/domain/src/planted.ts', 'fs', dependencies],
    ['libs/domain/src/case/planted.ts', '../../../persistence/src/index.js', restricted],
    ['libs/contracts/src/planted.ts', '@caseward/persistence', dependencies],
    ['libs/security/src/planted.ts', '@caseward/persistence', dependencies],
    ['libs/embedded/src/planted.ts', '@caseward/persistence', dependencies],
    ['libs/scenario/src/planted.ts', '@caseward/temporal', dependencies],
    ['workflows/src/planted.ts', 'zod', dependencies],
    ['workflows/src/planted.ts', 'node:crypto', dependencies],
    ['workflows/src/planted.ts', '@caseward/persistence', dependencies],
    ['workflows/src/planted.ts', '@caseward/activities', dependencies],
    ['workflows/src/planted.ts', '@temporalio/client', dependencies],
    ['apps/api/src/planted.ts', '@caseward/activities', dependencies],
    ['apps/api/src/planted.ts', '@caseward/worker', dependencies],
    ['apps/api/src/planted.ts', 'undeclared-package', dependencies],
    ['apps/worker/src/planted.ts', '@caseward/api', dependencies],
    ['apps/cli/src/planted.ts', '@caseward/api', dependencies],
    ['libs/config/src/planted.ts', '@caseward/tests', dependencies],
    ['libs/config/src/planted.ts', '../../../tests/support/repository.js', restricted],
    ['apps/worker/src/planted.ts', '@caseward/tests', dependencies],
  ])('%s may not import %s (%s)', async (file, specifier, rule) => {
    expect(await objections(untyped, file, importing(specifier))).toContain(rule);
  });

  it('objects to a type import, a re-export and a dynamic import as well', async () => {
    const code = [
      `import type { A } from '@caseward/persistence';`,
      `export * from '@caseward/activities';`,
      `export const planted = async (): Promise<A> => (await import('@caseward/temporal')) as A;`,
    ].join('\n');
    const found = await objections(untyped, 'libs/domain/src/planted.ts', `${code}\n`);
    expect(found.filter((it) => it === dependencies)).toHaveLength(3);
  });

  it.each([
    ['libs/domain/src/planted.ts', './state.js'],
    ['libs/domain/src/planted.spec.ts', 'vitest'],
    ['libs/contracts/src/planted.ts', 'zod'],
    ['libs/persistence/src/planted.ts', '@caseward/domain'],
    ['workflows/src/planted.ts', '@temporalio/workflow'],
    ['apps/api/src/planted.ts', '@caseward/persistence'],
    ['apps/worker/src/planted.ts', '@caseward/activities'],
    ['tests/api/planted.ts', '@caseward/persistence'],
  ])('control: %s may import %s', async (file, specifier) => {
    expect(await objections(untyped, file, importing(specifier))).toEqual([]);
  });
});

describe('time, chance and shape', () => {
  const entity = (decorator: string): string =>
    `import { Column } from 'typeorm';\n\nexport class Planted {\n  ${decorator}\n  it!: string;\n}\n`;
  const handler = (validator: string): string =>
    `import { setHandler } from '@temporalio/workflow';\n\nsetHandler(command, handle, { ${validator} });\n`;

  it.each([
    ['libs/domain/src/planted.ts', 'export const planted = Date.now();\n', syntax],
    ['libs/domain/src/planted.ts', 'export const planted = [1].map(Date.now);\n', syntax],
    ['libs/domain/src/planted.ts', 'export const planted = new Date();\n', syntax],
    ['libs/persistence/src/planted.ts', 'export const planted = Math.random();\n', syntax],
    ['apps/api/src/planted.ts', 'export const planted = performance.now();\n', syntax],
    ['tests/api/planted.spec.ts', 'export const planted = Date.now();\n', syntax],
    ['libs/domain/src/planted.ts', 'export const planted = new Intl.DateTimeFormat();\n', 'no-restricted-globals'],
    ['workflows/src/planted.ts', handler('validator: async () => undefined'), syntax],
    ['workflows/src/planted.ts', handler('async validator() {}'), syntax],
    ['libs/persistence/src/planted.ts', entity('@Column()'), syntax],
    ['libs/persistence/src/planted.ts', entity('@Column({ nullable: true })'), syntax],
    ['libs/persistence/src/planted.ts', 'export const planted = repository.save(row);\n', syntax],
    ['libs/config/src/planted.ts', 'export default 1;\n', 'no-restricted-exports'],
    ['libs/config/src/planted.ts', `export const planted = [\n${'  1,\n'.repeat(300)}];\n`, 'max-lines'],
    [
      'libs/config/src/planted.ts',
      `export function planted(): void {\n${'  f();\n'.repeat(50)}}\n`,
      'max-lines-per-function',
    ],
    [
      'libs/config/src/planted.ts',
      'export const planted = (it: any): void => it;\n',
      '@typescript-eslint/no-explicit-any',
    ],
  ])('%s: %j breaks %s', async (file, code, rule) => {
    expect(await objections(untyped, file, code)).toContain(rule);
  });

  it.each([
    ['libs/config/src/clock.ts', 'export const now = (): number => Date.now();\n'],
    ['tests/bench/planted.ts', 'export const started = performance.now();\n'],
    ['libs/domain/src/planted.ts', 'export const planted = new Date(0);\n'],
    ['workflows/src/planted.ts', handler('validator: (it) => check(it)')],
    ['libs/persistence/src/planted.ts', entity(`@Column('uuid', { nullable: true })`)],
    ['libs/persistence/src/planted.ts', entity(`@Column({ type: 'text' })`)],
  ])('control: %s: %j passes', async (file, code) => {
    expect(await objections(untyped, file, code)).toEqual([]);
  });
});

describe('rules that need types', () => {
  // The type checker knows this file: the planted text takes its place.
  const file = 'tests/support/repository.ts';

  it.each([
    ['const run = async (): Promise<void> => {};\nrun();\n', '@typescript-eslint/no-floating-promises'],
    ['const on = (f: () => void): void => f();\non(async () => {});\n', '@typescript-eslint/no-misused-promises'],
    [
      `const say = (it: 'a' | 'b'): string => {\n  switch (it) {\n    case 'a':\n      return it;\n  }\n  return '';\n};\nsay('a');\n`,
      '@typescript-eslint/switch-exhaustiveness-check',
    ],
    [
      `import { ESLint } from 'eslint';\n\nexport const planted = (it: ESLint): ESLint => it;\n`,
      '@typescript-eslint/consistent-type-imports',
    ],
  ])('%j breaks %s', async (code, rule) => {
    expect(await objections(typed, file, code)).toContain(rule);
  });

  it('control: honest code passes', async () => {
    const code = `export const planted = async (it: () => Promise<void>): Promise<void> => {\n  await it();\n};\n`;
    expect(await objections(typed, file, code)).toEqual([]);
  });
});

describe('the configuration itself', () => {
  it.each(['libs/domain/src/planted.ts', 'apps/api/src/planted.ts', 'tests/api/planted.spec.ts', 'eslint.config.js'])(
    'sets no rule to warn for %s',
    async (file) => {
      const { rules } = (await typed.calculateConfigForFile(`${root}/${file}`)) as { rules: Record<string, unknown[]> };
      const warnings = Object.entries(rules).filter(([, [level]]) => level === 1 || level === 'warn');
      expect(warnings).toEqual([]);
    },
  );
});
