import { readdirSync, readFileSync } from 'node:fs';
import { scenarioJsonSchema } from '@caseward/scenario';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';

const root = `${import.meta.dirname}/../..`;
const readJson = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));
const files = [
  ...readdirSync(import.meta.dirname)
    .filter((name) => name.endsWith('.json'))
    .map((name) => `tests/acceptance/${name}`),
  'apps/cli/examples/caseload.json',
];

describe('the published schema of scenario files', () => {
  const schema = scenarioJsonSchema();
  const validate = new Ajv2020({ strict: false, formats: { date: true, 'date-time': true } }).compile(schema);

  it('is the one that the code prints', () => {
    expect(readJson(`${root}/libs/scenario/scenario.schema.json`)).toEqual(JSON.parse(JSON.stringify(schema)));
  });

  it.each(files)('accepts %s', (file) => {
    expect(validate(readJson(`${root}/${file}`)), JSON.stringify(validate.errors)).toBe(true);
  });

  it.each([
    ['an unknown command', { at: '2026-06-01 10:00', as: 'CW-A', do: 'fly' }],
    ['a payload with a field too many', { at: '2026-06-01 10:00', as: 'CW-A', do: 'concludePlan', with: { why: 'x' } }],
    ['a moment without a time', { at: '2026-06-01', as: 'CW-A', do: 'concludePlan' }],
    ['an expectation that does not exist', { at: '2026-06-01 10:00', expect: { mood: 'good' } }],
  ])('refuses %s', (_, step) => {
    const file = readJson(`${root}/tests/acceptance/O-01.json`) as { steps: unknown[] };
    expect(validate({ ...file, steps: [step] })).toBe(false);
  });
});
