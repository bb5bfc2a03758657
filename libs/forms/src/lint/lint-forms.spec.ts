import { describe, expect, it } from 'vitest';
import type { Field, FormDefinition } from '../definition.js';
import type { Overlay } from '../overlay.js';
import { lintForms } from './lint-forms.js';

const words = { en: 'Word', ar: 'كلمة', fr: 'Mot' };
const text = (id: string, more: Partial<Field> = {}): Field => ({
  ...{ id, type: 'text', label: words, narrative: true },
  ...more,
});
const choice = (id: string, ...codes: string[]): Field => ({
  ...{ id, type: 'choice', label: words, options: codes.map((code) => ({ code, label: words })) },
});

function formWith(fields: readonly Field[], more: Partial<FormDefinition> = {}): FormDefinition {
  return {
    ...{ form: 'visit', version: 2, core: false, clause: 'invented', title: words, commands: ['recordNote'] },
    ...{ minimum: {}, sections: [{ id: 'all', title: words, fields }] },
    ...more,
  };
}

const lint = (definitions: readonly unknown[], overlays: readonly Overlay[] = []): string[] =>
  lintForms({ definitions, lists: [], overlays, commands: ['recordNote'] }).map(
    ({ where, path, code }) => `${where} ${path ?? '-'} ${code}`,
  );

const sound = formWith([text('a'), choice('b', 'x', 'y'), text('c', { show: { field: 'b', is: 'x' } })], {
  minimum: { recordNote: ['a'] },
});

describe('the lint of forms', () => {
  it('finds nothing in a sound form', () => {
    expect(lint([sound])).toEqual([]);
  });

  const cases: [title: string, fields: Field[], found: string][] = [
    [
      'a label without Arabic',
      [text('a', { label: { en: 'A', fr: 'A' } as never })],
      'visit.v2 sections.all.fields.a.label missing_words',
    ],
    [
      'a blank label',
      [text('a', { label: { ...words, fr: ' ' } })],
      'visit.v2 sections.all.fields.a.label missing_words',
    ],
    ['a list that nobody wrote', [{ ...choice('a'), options: 'sizes' }], 'visit.v2 a unknown_list'],
    ['a choice of nothing', [choice('a')], 'visit.v2 a no_options'],
    [
      'a condition on a field that is not there',
      [text('a', { show: { field: 'b', isSet: true } })],
      'visit.v2 a unknown_field',
    ],
    [
      'a condition on an option that is not there',
      [choice('a', 'x'), text('b', { show: { field: 'a', is: 'z' } })],
      'visit.v2 b unknown_option',
    ],
    ['a field twice', [text('a'), text('a')], 'visit.v2 a duplicate_id'],
    ['the key of the header', [text('header')], 'visit.v2 header reserved_id'],
    ['an answer from nowhere', [text('a', { prefill: 'intake.name' })], 'visit.v2 a unknown_prefill'],
    [
      'an answer from another kind of field',
      [text('a', { prefill: 'visit.b' }), choice('b', 'x')],
      'visit.v2 a unknown_prefill',
    ],
    ['free text without a flag', [{ id: 'a', type: 'text', label: words }], 'visit.v2 a unflagged_text'],
    ['a group of nothing', [{ id: 'a', type: 'group', label: words }], 'visit.v2 a malformed'],
  ];
  it.each(cases)('finds %s', (_, fields, found) => {
    expect(lint([formWith(fields)])).toEqual([found]);
  });

  it('finds fields that wait for each other', () => {
    const waiting = [
      text('a', { show: { field: 'b', isSet: true } }),
      text('b', { show: { field: 'a', isSet: true } }),
    ];

    expect(lint([formWith(waiting)])).toEqual(['visit.v2 a cycle', 'visit.v2 b cycle']);
  });

  it('finds a condition that looks in two places at once', () => {
    const both = text('c', {
      show: {
        any: [
          { field: 'd', isSet: true },
          { field: 'a', isSet: true },
        ],
      },
    });
    const list: Field = { id: 'l', type: 'list', label: words, fields: [both, text('d')] };

    expect(lint([formWith([text('a'), list])])).toEqual(['visit.v2 l.c mixed_scopes']);
  });

  it('finds a minimum of fields, or for steps, that are not there', () => {
    const minimum = { recordNote: ['nothing'], flyAway: ['a'] };

    expect(lint([formWith([text('a')], { minimum, commands: ['recordNote', 'sing'] })])).toEqual([
      'visit.v2 - unknown_command',
      'visit.v2 nothing unknown_minimum',
      'visit.v2 - unknown_command',
    ]);
  });

  it('finds gaps between versions, and codes that got lost from one to the next', () => {
    const [second, third] = [formWith([choice('b', 'x', 'y')]), formWith([choice('b', 'x')], { version: 3 })];

    expect(lint([{ ...second, version: 3 }])).toEqual(['visit.v3 - version_gap']);
    expect(lint([second, { ...second, version: 4 }])).toEqual(['visit.v4 - version_gap']);
    expect(lint([second, second])).toEqual(['visit.v2 - duplicate_version']);
    expect(lint([second, third])).toEqual(['visit.v3 b removed_option']);
  });

  it('finds what is no definition at all', () => {
    expect(lint([{ form: 'visit' }])).toContain('visit.vundefined  malformed');
    expect(lint([formWith([{ ...text('a'), colour: 'red' } as Field])])).toEqual([
      'visit.v2 /sections/0/fields/0 malformed',
    ]);
  });
});

describe('the lint of a context', () => {
  const overlay = (changes: Partial<Overlay['forms'][number]>): Overlay => ({
    ...{ context: 'coast', revision: 1, forms: [{ form: 'visit', base: 2, ...changes }] },
  });

  it('lets it rename, add and hide', () => {
    const changes = {
      ...{ relabel: { a: { label: words } }, hide: ['c'], options: { b: { add: [{ code: 'z', label: words }] } } },
      addFields: [{ section: 'all', fields: [text('d', { show: { field: 'b', is: 'z' } })] }],
    };

    expect(lint([sound], [overlay(changes)])).toEqual([]);
  });

  it('never lets it take away what a step needs, or what decides about others', () => {
    expect(lint([sound], [overlay({ hide: ['a'] })])).toContain('overlays/coast visit.a hides_minimum');
    expect(lint([sound], [overlay({ hide: ['b'] })])).toContain('overlays/coast visit.b hides_minimum');
  });

  it('finds what it changes without being there', () => {
    expect(lint([sound], [overlay({ base: 7 })])).toEqual(['overlays/coast visit unknown_base']);
    expect(lint([sound], [overlay({ relabel: { q: { label: words } } })])).toEqual([
      'overlays/coast visit.q unknown_field',
    ]);
    expect(lint([sound], [overlay({ addFields: [{ section: 'q', fields: [text('d')] }] })])).toEqual([
      'overlays/coast visit.q unknown_section',
    ]);
  });

  it('holds the fields it adds to the rules of every form', () => {
    const added = [{ id: 'd', type: 'text' as const, label: { en: 'D' } as never }];

    expect(lint([sound], [overlay({ addFields: [{ section: 'all', fields: added }] })]).sort()).toEqual([
      'overlays/coast forms.visit.addFields.0.fields.d.label missing_words',
      'overlays/coast forms.visit.addFields.0.fields.d.label missing_words',
      'overlays/coast visit.d unflagged_text',
    ]);
  });
});
