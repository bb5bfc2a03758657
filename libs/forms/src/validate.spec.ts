import { describe, expect, it } from 'vitest';
import { LANGUAGES, type Field, type FormDefinition } from './definition.js';
import { resolve, type ResolvedForm } from './form-set.js';
import { schemaOf } from './schema.js';
import { checkForm, type FormProblem } from './validate.js';

const words = (en: string) => ({ en, ar: `${en} (ar)`, fr: `${en} (fr)` });
const text = (id: string, more: Partial<Field> = {}): Field => ({
  ...{ id, type: 'text', label: words(id), narrative: true },
  ...more,
});

const VISIT: FormDefinition = {
  form: 'visit',
  version: 2,
  core: false,
  clause: 'invented',
  title: words('Visit'),
  commands: ['recordNote', 'holdReview'],
  minimum: { holdReview: ['outcome', 'caregiver.name', 'steps'], recordNote: [] },
  sections: [
    {
      id: 'who',
      title: words('Who'),
      fields: [
        { id: 'seen', type: 'boolean', label: words('Child seen'), required: true },
        text('why_not', { show: { field: 'seen', is: false }, required: true, maxLength: 10 }),
        { id: 'seen_on', type: 'date', label: words('Seen on'), required: { field: 'seen', is: true } },
        {
          id: 'caregiver',
          type: 'group',
          label: words('Caregiver'),
          fields: [text('name', { personal: true }), text('old_name', { show: { field: 'seen', is: true } })],
        },
      ],
    },
    {
      id: 'what',
      title: words('What'),
      show: { field: 'seen', is: true },
      fields: [
        text('outcome', { type: 'long_text' }),
        {
          id: 'topics',
          type: 'choices',
          label: words('Topics'),
          max: 2,
          options: [
            { code: 'school', label: words('School') },
            { code: 'health', label: words('Health') },
            { code: 'home', label: words('Home') },
            { code: 'other', label: words('Other'), isRetired: true },
          ],
        },
        text('school', { show: { field: 'topics', includes: 'school' }, required: true }),
        {
          id: 'steps',
          type: 'list',
          label: words('Steps'),
          fields: [
            text('what', { required: true }),
            { id: 'done', type: 'boolean', label: words('Done') },
            {
              id: 'rating',
              type: 'integer',
              label: words('Rating'),
              min: 1,
              max: 10,
              show: { field: 'done', is: true },
            },
            text('until', { required: { all: [{ field: 'done', isNot: true }] } }),
          ],
        },
      ],
    },
  ],
};

const form: ResolvedForm = resolve(VISIT, [], 'standard');
const codes = (problems: readonly FormProblem[]): string[] => problems.map(({ pointer, code }) => `${pointer} ${code}`);
const complete = (data: unknown, command: string | null = null): string[] =>
  codes(checkForm(form, data, { strength: 'complete', command }));

describe('a filled-in form', () => {
  it('is checked against its minimum before the step that needs it, and says which field is missing', () => {
    const seen = { seen: true, seen_on: '2026-03-01' };

    expect(complete(seen)).toEqual([]);
    expect(complete(seen, 'recordNote')).toEqual([]);
    expect(complete(seen, 'holdReview').sort()).toEqual([
      '/caregiver required',
      '/outcome required',
      '/steps required',
    ]);
    expect(complete({ ...seen, outcome: ' ', caregiver: {}, steps: [] }, 'holdReview').sort()).toEqual([
      '/caregiver/name required',
      '/outcome required',
      '/steps required',
    ]);
  });

  it('asks for an answer only where its condition is met', () => {
    expect(complete({ seen: false })).toEqual(['/why_not required']);
    expect(complete({ seen: true })).toEqual(['/seen_on required']);
    expect(complete({ seen: false, why_not: 'away' }, 'holdReview')).toEqual(['/caregiver required']);
    expect(complete({ seen: true, seen_on: '2026-03-01', topics: ['school'] })).toEqual(['/school required']);
  });

  it('refuses an answer to a question that is not asked', () => {
    expect(complete({ seen: true, seen_on: '2026-03-01', why_not: 'away' })).toEqual(['/why_not not_asked']);
    expect(complete({ seen: false, why_not: 'away', outcome: 'well' })).toEqual(['/outcome not_asked']);
    expect(complete({ seen: false, why_not: 'away', caregiver: { old_name: 'Nobody' } })).toEqual([
      '/caregiver/old_name not_asked',
    ]);
  });

  it('holds the rules of each entry of a list', () => {
    const steps = [
      { what: 'call', done: true, rating: 11 },
      { done: false, rating: 3 },
    ];

    expect(complete({ seen: true, seen_on: '2026-03-01', steps }).sort()).toEqual([
      '/steps/0/rating too_big',
      '/steps/1/rating not_asked',
      '/steps/1/until required',
      '/steps/1/what required',
    ]);
  });

  it('points at an answer of the wrong kind', () => {
    const data = {
      ...{ seen: false, why_not: 'longer than ten characters', seen_on: '2026-02-30' },
      ...{ caregiver: { name: 3 }, 'a/b': 1 },
    };
    const more = { seen: true, seen_on: '2026-03-01' };

    expect(complete(data).sort()).toEqual([
      '/a~1b unknown_field',
      '/caregiver/name type',
      '/seen_on date',
      '/why_not too_long',
    ]);
    expect(complete({ ...more, topics: ['health', 'health'] })).toEqual(['/topics repeated']);
    expect(complete({ ...more, topics: ['other'] })).toEqual(['/topics/0 not_an_option']);
    expect(complete({ ...more, topics: ['health', 'home', 'school'], school: 'x' })).toEqual(['/topics too_many']);
  });

  it('may be half-filled as a draft, but no draft takes what is no answer at all', () => {
    const half = { why_not: '', seen_on: '2026-0', caregiver: {}, steps: [{}], topics: ['other'] };

    expect(codes(checkForm(form, half, { strength: 'draft' }))).toEqual([]);
    expect(codes(checkForm(form, { seen: 'perhaps', mood: 1 }, { strength: 'draft' })).sort()).toEqual([
      '/mood unknown_field',
      '/seen type',
    ]);
  });

  it('says what is wrong in words of the form, in every language, and never in those of a validator', () => {
    const [problem] = checkForm(form, { seen: false }, { strength: 'complete' });

    expect(problem?.message.en).toBe('“why_not” is still empty. Please answer it.');
    for (const language of LANGUAGES) {
      expect(problem?.message[language]).toContain('why_not');
      expect(problem?.message[language]).not.toMatch(/schema|property|must/);
    }
  });

  it('knows whose form it is without being asked', () => {
    const header = { case_code: '1111-2222-3333', completed_on: '2026-03-01', worker: 'cw-1', agency: 'a-1' };

    expect(complete({ header, seen: false, why_not: 'away' })).toEqual([]);
  });
});

describe('the JSON Schema of a form', () => {
  it('uses standard keywords, with words and care as annotations', () => {
    const schema = schemaOf(form, { strength: 'complete', command: 'holdReview' });

    expect(schema).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      $id: 'urn:caseward:form:visit:2:complete:holdReview',
      type: 'object',
      additionalProperties: false,
      properties: {
        seen: { type: 'boolean', 'x-label': { fr: 'Child seen (fr)' } },
        seen_on: { type: 'string', format: 'date' },
        caregiver: { properties: { name: { type: 'string', maxLength: 200, 'x-personal': true } } },
        topics: { items: { enum: ['school', 'health', 'home'] }, maxItems: 2 },
      },
    });
    expect(JSON.stringify(schema)).toContain('"if":');
  });
});
