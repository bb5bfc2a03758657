import { describe, expect, it } from 'vitest';
import { formsIn } from './catalogue.js';
import type { FormDefinition } from './definition.js';
import { prefillFrom } from './prefill.js';
import { checkForm } from './validate.js';

const words = (en: string) => ({ en, ar: en, fr: en });

const visit: FormDefinition = {
  ...{ form: 'visit', version: 2, core: true, clause: 'invented', title: words('Visit'), commands: ['recordNote'] },
  minimum: { recordNote: ['place'] },
  sections: [
    {
      id: 'all',
      title: words('All'),
      fields: [
        { id: 'place', type: 'choice', label: words('Place'), options: 'places', prefill: 'visit.place' },
        { id: 'remark', type: 'text', label: words('Remark'), narrative: true },
        {
          id: 'caregiver',
          type: 'group',
          label: words('Caregiver'),
          fields: [
            { id: 'age', type: 'integer', label: words('Age'), min: 0, prefill: 'visit.caregiver.age' },
            { id: 'job', type: 'text', label: words('Job'), personal: true },
          ],
        },
      ],
    },
  ],
};
const files = {
  definitions: [visit],
  lists: [
    {
      list: 'places',
      options: [
        { code: 'home', label: words('Home') },
        { code: 'school', label: words('School') },
      ],
    },
  ],
  overlays: [],
};
const coast = {
  ...{ context: 'coast', revision: 3 },
  listChanges: { places: { add: [{ code: 'boat', label: words('Boat') }], retire: ['school'] } },
  forms: [
    {
      ...{ form: 'visit', base: 2, hide: ['remark', 'caregiver.job'], require: ['caregiver'] },
      relabel: { place: { label: words('Where') } },
      addFields: [{ section: 'all', fields: [{ id: 'tide', type: 'boolean' as const, label: words('Tide') }] }],
    },
  ],
};

describe('the forms of a context', () => {
  const forms = formsIn(coast, files);
  const own = forms.find(({ context }) => context === 'coast');
  const codes = (data: unknown): string[] =>
    own === undefined
      ? ['no form']
      : checkForm(own, data, { strength: 'complete' }).map(({ pointer, code }) => `${pointer} ${code}`);

  it('stand beside the standard ones under a number of their own', () => {
    expect(forms.map(({ version, context }) => [version, context])).toEqual([
      [2, 'standard'],
      [2003, 'coast'],
    ]);
    expect(own?.version).toBe(2003);
  });

  it('have added, renamed and hidden fields, and lists of the context', () => {
    expect(codes({ place: 'boat', tide: true, caregiver: { age: 40 } })).toEqual([]);
    expect(codes({ place: 'school' }).sort()).toEqual(['/caregiver required', '/place not_an_option']);
    expect(codes({ remark: 'x', caregiver: { job: 'x' } }).sort()).toEqual([
      '/caregiver/job unknown_field',
      '/remark unknown_field',
    ]);
    expect(own?.sections[0]?.fields[0]?.label.en).toBe('Where');
  });

  it('leave the standard form as it was', () => {
    expect(forms[0]?.sections[0]?.fields.map(({ id }) => id)).toEqual(['place', 'remark', 'caregiver']);
  });
});

describe('answers from earlier forms', () => {
  it('come from the newest form that has them, and only where they fit', () => {
    const [form] = formsIn(null, files);
    if (form === undefined) throw new Error('no form');
    const earlier = [
      { form: 'visit', contentId: 'newest', data: { place: 'moon' } },
      { form: 'visit', contentId: 'middle', data: { caregiver: { age: 41, job: 'x' } } },
      { form: 'visit', contentId: 'oldest', data: { place: 'home', caregiver: { age: 40 } } },
    ];

    expect(prefillFrom(form, earlier)).toEqual({
      data: { caregiver: { age: 41 } },
      sources: [{ pointer: '/caregiver/age', form: 'visit', contentId: 'middle' }],
    });
  });
});
