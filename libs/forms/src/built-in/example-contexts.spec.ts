import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { formsIn, newestOf } from '../catalogue.js';
import { fieldsOf, type ResolvedForm } from '../form-set.js';
import { checkForm } from '../validate.js';
import { builtIn } from './built-in.js';

const context = (name: string) => builtIn().overlays.find((one) => one.context === name) ?? null;
const formOf = (overlay: string | null, form: string): ResolvedForm => {
  const found = newestOf(formsIn(overlay === null ? null : context(overlay)), form);
  if (found === null) throw new Error(`there is no form ${form}`);
  return found;
};
const full = (form: string): Record<string, unknown> => {
  const file = new URL(`../../fixtures/${form}.json`, import.meta.url);
  return (JSON.parse(readFileSync(file, 'utf8')) as { valid: { full: Record<string, unknown> } }).valid.full;
};
const wrongIn = (form: ResolvedForm, data: unknown): string[] =>
  checkForm(form, data, { strength: 'complete' }).map(({ pointer, code }) => `${pointer} ${code}`);
const labelIn = (form: ResolvedForm, field: string): string | undefined =>
  fieldsOf(form).find(({ path }) => path === field)?.field.label.en;

describe('a context that words its forms by itself', () => {
  const { unhcr_id: _, ...standard } = full('registration');

  it('asks for a field of its own, and points at it when it is missing [SPEC-5]', () => {
    const highlands = formOf('example_highlands', 'registration');

    expect(wrongIn(formOf(null, 'registration'), standard)).toEqual([]);
    expect(wrongIn(highlands, standard)).toEqual(['/season_of_access required']);
    expect(wrongIn(highlands, { ...standard, season_of_access: 'on_foot_only' })).toEqual(['/walking_hours required']);
    expect(wrongIn(highlands, { ...standard, season_of_access: 'all_year' })).toEqual([]);
  });

  it('calls a field as its people do, in all three languages, and leaves the data as it is', () => {
    expect(labelIn(formOf(null, 'registration'), 'landmark')).toBe('Landmark');
    expect(labelIn(formOf('example_highlands', 'registration'), 'landmark')).toBe('Nearest water point');
    expect(labelIn(formOf('example_highlands', 'follow_up'), 'next_on')).toBe('Next visit on');
  });

  it('adds a section, and a level to the levels, without touching the standard form', () => {
    const concerns = [{ concern: 'rape', level: 'CRITICAL', level_reasons: 'Invented for the test.' }];
    const arrived = { ...full('registration'), arrived_by_boat: true, arrived_on: '2026-02-27', concerns };

    expect(wrongIn(formOf('example_islands', 'registration'), arrived)).toEqual([]);
    expect(wrongIn(formOf(null, 'registration'), { ...full('registration'), concerns })).toEqual([
      '/concerns/0/level not_an_option',
    ]);
  });

  it('keeps asking for everything that the standard form asks for', () => {
    const { given_name: __, ...nameless } = full('registration');

    expect(wrongIn(formOf('example_islands', 'registration'), { ...nameless, arrived_by_boat: false })).toEqual([
      '/given_name required',
    ]);
  });
});
