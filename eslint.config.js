import { readFileSync } from 'node:fs';
import { defineConfig } from 'eslint/config';
import boundaries from 'eslint-plugin-boundaries';
import tseslint from 'typescript-eslint';

const readJson = (path) => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));
const table = readJson('tests/architecture/boundaries.json').packages;
const testTools = Object.keys(readJson('package.json').devDependencies);

/* ---- imports: boundaries.json becomes one policy per package ---- */

const declared = ({ folder }) =>
  Object.keys(readJson(`${folder}/package.json`).dependencies ?? {}).filter((it) => !it.startsWith('@caseward/'));
const declaredAnywhere = Object.values(table).flatMap(declared);
const externals = (entry) => entry.external ?? (entry.folder === 'tests' ? declaredAnywhere : declared(entry));

const importPolicies = Object.entries(table).flatMap(([name, entry]) => {
  const allowed = [...entry.imports.map((it) => `@caseward/${it}`), ...externals(entry)];
  const from = { element: { type: name } };
  const test = { ...from, file: { categories: 'test' } };
  return [
    { from, allow: { to: { element: { type: name } } } },
    { from, allow: { to: { module: { origin: 'external', source: allowed } } } },
    ...(entry.node === false ? [] : [{ from, allow: { to: { module: { origin: 'core' } } } }]),
    { from: test, allow: { to: { module: { origin: 'external', source: [...testTools, `@caseward/${name}`] } } } },
    { from: test, allow: { to: { module: { origin: 'core' } } } },
  ];
});

const importTable = {
  plugins: { boundaries },
  settings: {
    'boundaries/root-path': import.meta.dirname,
    'boundaries/legacy-templates': false,
    'boundaries/elements': Object.entries(table).map(([type, { folder }]) => ({
      type,
      pattern: folder,
      partialMatch: false,
    })),
    'boundaries/files': [{ category: 'test', pattern: ['**/*.spec.ts', 'tests/**'] }],
  },
  rules: {
    'boundaries/dependencies': [
      'error',
      {
        default: 'disallow',
        checkAllOrigins: true,
        message:
          '{{from.element.type}} may not import this: see tests/architecture/boundaries.json and its package.json',
        policies: [{ disallow: { to: { module: { origin: ['external', 'core'] } } } }, ...importPolicies],
      },
    ],
  },
};

/* ---- syntax that no code here may contain ---- */

const clockSyntax = [
  ['MemberExpression[object.name="Date"][property.name="now"]', 'Ask the Clock: only clock.ts reads the time.'],
  ['NewExpression[callee.name="Date"][arguments.length=0]', 'Ask the Clock: only clock.ts reads the time.'],
  ['CallExpression[callee.name="Date"]', 'Ask the Clock: only clock.ts reads the time.'],
  ['MemberExpression[object.name="performance"][property.name="now"]', 'Ask the Clock: only clock.ts reads the time.'],
  ['MemberExpression[object.name="Math"][property.name="random"]', 'Chance is injected, or comes from node:crypto.'],
];

const column = 'Decorator > CallExpression[callee.name=/^(Primary|CreateDate|UpdateDate|DeleteDate|Version)?Column$/]';
const typeless = ':not(:has(ObjectExpression > Property[key.name="type"]))';
const validator = 'CallExpression[callee.name="setHandler"] Property[key.name="validator"]';
const otherSyntax = [
  [`${column}[arguments.length=0]`, 'Give every column an explicit type: compilers disagree about the inferred one.'],
  [`${column}[arguments.0.type="ObjectExpression"]${typeless}`, 'Give every column an explicit type.'],
  ['CallExpression[callee.property.name="save"]', 'save() reads before it writes: use insert(), upsert() or SQL.'],
  [`${validator} > :function[async=true]`, 'An update validator is synchronous: an async one wedges the case.'],
];

const banned = (...lists) => ({
  'no-restricted-syntax': ['error', ...lists.flat().map(([selector, message]) => ({ selector, message }))],
});

const outOfPackage = {
  regex: String.raw`^\.\.?/(.*/)?(src|dist|tests)/`,
  message: 'Reach another package by its name, never by a path; nothing reaches into tests.',
};
const pure = {
  regex: '^(zod|node:|typeorm|pg|@nestjs/)',
  message: 'The domain and the workflows are pure: no schema library, no Node, no database.',
};
const imports = (...patterns) => ({ 'no-restricted-imports': ['error', { patterns }] });

/* ---- rules with type information: strict, less what costs more than it finds ---- */

const typed = {
  '@typescript-eslint/consistent-type-imports': 'error',
  '@typescript-eslint/no-confusing-void-expression': [
    'error',
    { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
  ],
  '@typescript-eslint/no-deprecated': 'off',
  '@typescript-eslint/no-empty-object-type': ['error', { allowInterfaces: 'with-single-extends' }],
  '@typescript-eslint/no-generated-empty-object-type': 'off',
  '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
  '@typescript-eslint/no-unnecessary-condition': 'off',
  '@typescript-eslint/no-unnecessary-type-parameters': 'off',
  // Slow, and about enums and classes as values: there are none here.
  '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
  '@typescript-eslint/no-unsafe-enum-assignment': 'off',
  '@typescript-eslint/no-unsafe-enum-comparison': 'off',
  '@typescript-eslint/no-unused-vars': [
    'error',
    { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
  ],
  '@typescript-eslint/require-await': 'off',
  '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
  '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
};

const everywhere = {
  'no-restricted-exports': [
    'error',
    { restrictDefaultExports: { direct: true, named: true, defaultFrom: true, namedFrom: true, namespaceFrom: true } },
  ],
  'max-lines': ['error', { max: 300, skipBlankLines: false, skipComments: false }],
  'max-lines-per-function': ['error', { max: 50, skipBlankLines: false, skipComments: false }],
  eqeqeq: ['error', 'always', { null: 'ignore' }],
  'no-console': 'error',
  'object-shorthand': 'error',
  'prefer-const': 'error',
};

export default defineConfig(
  {
    ignores: [
      '**/dist/**',
      '**/node_modules/**',
      '**/*.generated.*',
      '.caseward/**',
      '.nx/**',
      'libs/embedded/engine/**',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error', reportUnusedInlineConfigs: 'error' } },
  {
    files: ['**/*.{ts,cts,mts}'],
    ignores: ['*.ts', '**/*.d.mts'],
    extends: [tseslint.configs.strictTypeChecked, importTable],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: { ...typed, ...everywhere, ...banned(clockSyntax, otherSyntax), ...imports(outOfPackage) },
  },
  {
    files: ['libs/domain/src/**/*.ts', 'workflows/src/**/*.{ts,cts}'],
    ignores: ['**/*.spec.ts'],
    rules: {
      ...imports(outOfPackage, pure),
      'no-restricted-globals': ['error', { name: 'Intl', message: 'Zone offsets are part of the policy snapshot.' }],
    },
  },
  {
    files: ['libs/*/src/**/*.ts', 'workflows/src/**/*.ts', 'activities/src/**/*.ts'],
    ignores: ['**/*.spec.ts'],
    rules: { '@typescript-eslint/explicit-module-boundary-types': 'error' },
  },
  {
    // Elsewhere flags change between two awaits, which this rule cannot see.
    files: ['libs/{domain,contracts,scenario,security}/src/**/*.ts', 'workflows/src/**/*.ts'],
    ignores: ['**/*.spec.ts'],
    rules: {
      '@typescript-eslint/no-unnecessary-condition': [
        'error',
        { allowConstantLoopConditions: 'only-allowed-literals' },
      ],
    },
  },
  { files: ['**/clock.ts', 'tests/bench/**/*.ts'], rules: banned(otherSyntax) },
  { files: ['**/migrations/*.ts'], rules: { 'max-lines-per-function': 'off' } },
  { files: ['apps/cli/src/**/*.ts', 'tests/**/*.ts', '**/main.ts'], rules: { 'no-console': 'off' } },
  {
    files: ['**/*.spec.ts', 'tests/**/*.ts'],
    rules: {
      'max-lines-per-function': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off', // expect.any() and its like are typed `any`
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    files: ['**/*.{js,mjs}', '*.ts'],
    extends: [tseslint.configs.recommended],
    rules: { ...everywhere, 'no-console': 'off', 'no-restricted-exports': 'off' },
  },
);
