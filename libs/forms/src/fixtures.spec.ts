import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { FormDefinition, OptionList } from './definition.js';
import { resolve, STANDARD_CONTEXT } from './form-set.js';
import { checkForm } from './validate.js';

const HERE = new URL('../', import.meta.url);
const read = <T>(path: string): T => JSON.parse(readFileSync(new URL(path, HERE), 'utf8')) as T;
const filesIn = (folder: string): string[] =>
  existsSync(new URL(folder, HERE)) ? readdirSync(new URL(folder, HERE)).filter((file) => file.endsWith('.json')) : [];

interface Invalid {
  readonly title: string;
  readonly data?: unknown;
  readonly from?: 'minimal' | 'full';
  readonly set?: Readonly<Record<string, unknown>>;
  readonly remove?: readonly string[];
  readonly errors: readonly { readonly pointer: string; readonly code: string }[];
}

interface Fixture {
  readonly form: string;
  readonly version: number;
  readonly command: string | null;
  readonly valid: { readonly minimal: unknown; readonly full: unknown };
  readonly invalid: readonly Invalid[];
}

const lists = filesIn('definitions/options/').map((file) => read<OptionList>(`definitions/options/${file}`));
const definitions = filesIn('definitions/').map((file) => read<FormDefinition>(`definitions/${file}`));
const fixtures = filesIn('fixtures/').map((file) => read<Fixture>(`fixtures/${file}`));

function change(data: unknown, pointer: string, act: (place: Record<string, unknown>, key: string) => void): void {
  const keys = pointer.split('/').slice(1);
  const last = keys.pop() ?? '';
  act(
    keys.reduce((place, key) => place[key] as Record<string, unknown>, data as Record<string, unknown>),
    last,
  );
}

function dataOf({ valid }: Fixture, { data, from = 'full', set = {}, remove = [] }: Invalid): unknown {
  const changed = structuredClone(data ?? valid[from]);
  for (const [pointer, value] of Object.entries(set)) change(changed, pointer, (place, key) => (place[key] = value));
  for (const pointer of remove) change(changed, pointer, (place, key) => Reflect.deleteProperty(place, key));
  return changed;
}

describe('the examples of every form', () => {
  it('are there for every form: a valid minimum, a valid full one, and three that are refused', () => {
    const withExamples = fixtures
      .filter(({ invalid }) => invalid.length >= 3)
      .map(({ form, version }) => `${form}.v${version}`);

    expect(withExamples.sort()).toEqual(definitions.map(({ form, version }) => `${form}.v${version}`).sort());
  });

  describe.each(fixtures)('$form, version $version', (fixture) => {
    const definition = definitions.find(({ form, version }) => form === fixture.form && version === fixture.version);
    const form = definition === undefined ? null : resolve(definition, lists, STANDARD_CONTEXT);
    const check = (data: unknown): { pointer: string; code: string }[] => {
      if (form === null) throw new Error('there is no such form');
      return checkForm(form, data, { strength: 'complete', command: fixture.command }).map(({ pointer, code }) => ({
        pointer,
        code,
      }));
    };

    it('accepts the minimum and the full example', () => {
      expect(check(fixture.valid.minimal)).toEqual([]);
      expect(check(fixture.valid.full)).toEqual([]);
    });

    it.each(fixture.invalid.map((invalid) => [invalid.title, invalid] as const))('refuses: %s', (_, invalid) => {
      expect(check(dataOf(fixture, invalid))).toEqual(expect.arrayContaining([...invalid.errors]));
    });
  });
});
