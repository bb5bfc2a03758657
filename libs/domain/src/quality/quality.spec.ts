import { describe, expect, it } from 'vitest';
import { DomainError } from '../errors.js';
import { LANGUAGES, type Word } from '../explain/language.js';
import {
  assertQualityAnswer,
  assertQualityComplete,
  checkQualityAnswers,
  type EvidenceLink,
  type QualityAnswer,
  type QualityAnswers,
} from './answers.js';
import { compareAssessments } from './compare.js';
import { QUALITY_FRAMEWORK, QUALITY_FRAMEWORKS, qualityFramework, qualityIndicators } from './framework.js';
import { factsFromDuties } from './own-facts.js';
import { scoreAssessment } from './score.js';
import { suggestAnswers } from './suggest.js';
import { QUALITY_LEVEL_WORDS, type ReachedStep } from './terms.js';
import { NOT_APPLICABLE_WORDS, QUALITY_CHANGE_WORDS, SYSTEM_FACT_WORDS } from './words.js';

const FIGURE: EvidenceLink = { kind: 'indicator', indicator: 'P1', from: '2026-01-01', to: '2026-12-31' };
const at = (step: ReachedStep, evidence: readonly EvidenceLink[] = [FIGURE]): QualityAnswer => ({
  step,
  notApplicable: null,
  evidence,
});
const NOT_HERE: QualityAnswer = { step: null, notApplicable: 'not_in_this_context', evidence: [] };
const all = (step: ReachedStep): Record<string, QualityAnswer> =>
  Object.fromEntries(qualityIndicators(QUALITY_FRAMEWORK).map(({ id }) => [id, at(step)]));
const scoreOf = (answers: QualityAnswers, dimension: string) =>
  scoreAssessment(QUALITY_FRAMEWORK, answers).find(({ dimensionId }) => dimensionId === dimension)!;

function refusalOf(act: () => void): string {
  try {
    act();
  } catch (error) {
    if (error instanceof DomainError) return `${error.code}/${error.rule}`;
  }
  return 'nothing';
}

describe.each(QUALITY_FRAMEWORKS)('version $version of the quality framework', (framework) => {
  const indicators = qualityIndicators(framework);
  const words: [string, Word][] = [
    ...framework.dimensions.map(({ id, words: said }): [string, Word] => [id, said]),
    ...indicators.flatMap(({ id, words: said, steps }) => [said, ...steps].map((it): [string, Word] => [id, it])),
    ...[QUALITY_LEVEL_WORDS, NOT_APPLICABLE_WORDS, SYSTEM_FACT_WORDS, QUALITY_CHANGE_WORDS].flatMap((all) =>
      Object.entries<Word>(all),
    ),
  ];

  it('has the eight dimensions of the source with their parts [QAF-1]', () => {
    expect(framework.dimensions.map(({ clause }) => clause)).toEqual(
      '1 2 2a 2b 2c 2d 2e 2f 3 4 5a 5b 5c 5d 6 7 8'.split(' '),
    );
    expect(indicators).toHaveLength(44);
    expect(new Set(indicators.map(({ id }) => id)).size).toBe(44);
    expect(indicators.every(({ steps }) => steps.length === 3)).toBe(true);
  });

  it('has words in English, Arabic and French, each in its own script [QAF-1]', () => {
    for (const [id, said] of words) {
      for (const language of LANGUAGES) expect(said[language]?.trim(), `${id} ${language}`).toMatch(/\S{2}/);
      expect(said.ar, id).toMatch(/[\u0600-\u06ff]{3}/);
      expect(said.ar, id).not.toMatch(/[A-Za-z,;?]/);
      expect(`${said.en} ${said.fr}`, id).not.toMatch(/[\u0600-\u06ff]/);
      expect(said.fr, id).not.toMatch(/'/);
    }
  });

  it('says something else at each step, in each language [QAF-1]', () => {
    for (const { id, steps } of indicators) {
      for (const language of LANGUAGES) expect(new Set(steps.map((step) => step[language])).size, id).toBe(3);
    }
  });

  it('is found by its number', () => {
    expect(qualityFramework(framework.version)).toBe(framework);
    expect(qualityFramework(99)).toBeNull();
  });
});

describe('answers of an assessment', () => {
  const answer = (given: Partial<QualityAnswer>, indicator = 'sop') =>
    refusalOf(() => {
      assertQualityAnswer(QUALITY_FRAMEWORK, indicator, { ...at(1), ...given });
    });

  it('are steps 0 to 3, or a reason why the indicator does not apply [QAF-1]', () => {
    expect([0, 1, 2, 3].map((step) => answer({ step: step as ReachedStep }))).toEqual(Array(4).fill('nothing'));
    expect(answer(NOT_HERE)).toBe('nothing');
    expect(answer({ step: 4 as ReachedStep })).toBe('VALUE_NOT_POSSIBLE/QAF-1');
    expect(answer({ ...NOT_HERE, notApplicable: 'no time' as 'done_by_others' })).toBe('VALUE_NOT_POSSIBLE/QAF-1');
    expect(answer({ step: null })).toBe('FIELD_MISSING/QAF-1');
    expect(answer({ notApplicable: 'done_by_others' })).toBe('FIELD_MISSING/QAF-1');
    expect(answer({}, 'invented')).toBe('UNKNOWN_REFERENCE/QAF-1');
  });

  it.each<[string, EvidenceLink, boolean]>([
    ['a form', { kind: 'content', contentId: 'c-1' }, true],
    ['a document', { kind: 'document', documentId: 'd-1' }, true],
    ['a figure for a period', FIGURE, true],
    ['a fact on a day', { kind: 'fact', fact: 'dpia_in_time', on: '2026-05-01' }, true],
    ['no form', { kind: 'content', contentId: '' }, false],
    ['no document', { kind: 'document', documentId: '' }, false],
    ['a figure that the system does not count', { ...FIGURE, indicator: 'P99' as 'P1' }, false],
    ['a period that ends before it begins', { ...FIGURE, from: '2027-01-01' }, false],
    ['a day that does not exist', { kind: 'fact', fact: 'dpia_in_time', on: '2026-02-30' }, false],
  ])('link to evidence that can be opened: %s [QAF-2]', (_, link, isPossible) => {
    expect(answer({ evidence: [FIGURE, link] })).toBe(isPossible ? 'nothing' : 'VALUE_NOT_POSSIBLE/QAF-2');
  });

  it('are complete when every indicator has one; those without evidence are named [QAF-1, QAF-2]', () => {
    const { sop: _, ...rest } = all(2);
    const answers = { ...rest, forms: at(1, []), dpia: at(0, []), database: NOT_HERE };
    expect(checkQualityAnswers(QUALITY_FRAMEWORK, answers)).toEqual({
      isComplete: false,
      unanswered: ['sop'],
      withoutEvidence: ['forms'],
    });
    expect(
      refusalOf(() => {
        assertQualityComplete(QUALITY_FRAMEWORK, answers);
      }),
    ).toBe('FIELD_MISSING/QAF-1');
    expect(
      refusalOf(() => {
        assertQualityComplete(QUALITY_FRAMEWORK, { ...answers, sop: NOT_HERE });
      }),
    ).toBe('nothing');
  });
});

describe('the score of a dimension', () => {
  it('is that of its weakest indicator, so that nothing critical is averaged away [QAF-3]', () => {
    const answers = { ...all(3), sop: at(0) };
    expect(scoreOf(answers, 'response')).toMatchObject({ step: 0, level: 'critical', atStep: [1, 0, 0, 4] });
    expect(scoreOf(answers, 'closure')).toMatchObject({ step: 3, level: 'good_practice' });
    expect(scoreOf(all(2), 'closure').level).toBe('meets_minimum');
    expect(scoreOf(all(1), 'closure').level).toBe('requires_improvement');
  });

  it('leaves out what does not apply, and says nothing where nothing is answered [QAF-3]', () => {
    const answers = { ...all(2), sop: NOT_HERE };
    expect(scoreOf(answers, 'response')).toMatchObject({ step: 2, indicators: 5, answered: 5, applicable: 4 });
    expect(scoreOf({}, 'response')).toMatchObject({ step: null, level: null, answered: 0 });
    expect(scoreOf({ means_to_work: NOT_HERE }, 'resources')).toMatchObject({ step: null, applicable: 0 });
  });
});

describe('two assessments side by side', () => {
  it('show what improved, stayed, got worse, or is answered for the first time [QAF-4]', () => {
    const before = { sop: at(1), forms: at(2), dpia: at(3), database: NOT_HERE, training: at(1) };
    const after = { sop: at(2), forms: at(2), dpia: at(1), database: at(1), training: NOT_HERE };
    const { indicators, counts } = compareAssessments(QUALITY_FRAMEWORK, before, after);
    const changeOf = (id: string) => indicators.find(({ indicatorId }) => indicatorId === id)!.change;
    expect(['sop', 'forms', 'dpia', 'database', 'training', 'reviews'].map(changeOf)).toEqual([
      'improved',
      'same',
      'worse',
      'newly_answered',
      'no_longer_answered',
      'unanswered',
    ]);
    expect(counts).toMatchObject({ improved: 1, same: 1, worse: 1, newly_answered: 1, no_longer_answered: 1 });
  });

  it('compare the dimensions as well [QAF-3, QAF-4]', () => {
    const { dimensions } = compareAssessments(QUALITY_FRAMEWORK, all(1), { ...all(2), sop: at(0) });
    expect(dimensions.find(({ dimensionId }) => dimensionId === 'response')).toMatchObject({
      before: 1,
      after: 0,
      change: 'worse',
    });
    expect(dimensions.filter(({ change }) => change === 'improved')).toHaveLength(16);
  });
});

describe('what the system proposes from its own figures', () => {
  const measure = (isTargetMet: boolean | null, counted = 20) => ({ counted, isTargetMet });
  const suggestion = (indicator: string, own: Parameters<typeof suggestAnswers>[1]) =>
    suggestAnswers(QUALITY_FRAMEWORK, own).find(({ indicatorId }) => indicatorId === indicator)!;

  it('is the highest step that a figure speaks for [QAF-5]', () => {
    const own = { indicators: { P6a: measure(null), P6b: measure(true), P6c: measure(true) }, facts: {} };
    expect(suggestion('staff_ratios', own)).toMatchObject({ step: 2, contradicted: null });
  });

  it('stops before a step that a figure speaks against [QAF-5]', () => {
    const own = {
      indicators: { P6a: measure(null), P6b: measure(true), P6c: measure(false), P1: measure(null) },
      facts: { sop_reviewed_in_time: false },
    };
    expect(suggestion('staff_ratios', own)).toMatchObject({ step: 1, contradicted: 2 });
    expect(suggestion('sop', own)).toMatchObject({ step: 1, contradicted: 3 });
    expect(suggestion('service_map', { indicators: {}, facts: { service_map_reviewed_in_time: false } })).toMatchObject(
      {
        step: null,
        contradicted: 3,
      },
    );
  });

  it('is nothing where nothing was counted, or only a part of what the step asks for [QAF-5]', () => {
    expect(suggestion('staff_ratios', { indicators: { P6a: measure(null, 0) }, facts: {} }).step).toBeNull();
    const P = measure(null);
    expect(suggestion('timeframes', { indicators: { P1: P, P2a: P, P3a: P }, facts: {} }).step).toBeNull();
    expect(suggestion('timeframes', { indicators: { P1: P, P2a: P, P3a: P, P4: P }, facts: {} }).step).toBe(3);
  });

  it('is not a step of which only a part is known, but that part can speak against it [QAF-5]', () => {
    const facts = (holds: boolean) => ({ indicators: {}, facts: { dpia_in_time: holds, dpp_reviewed_in_time: holds } });
    expect(suggestion('dpia', facts(true))).toMatchObject({ step: 1, contradicted: null });
    expect(suggestion('data_protection', facts(true))).toMatchObject({ step: null, contradicted: null });
    expect(suggestion('data_protection', facts(false))).toMatchObject({ step: null, contradicted: 2 });
  });

  it('says why, and covers a good part of the framework [QAF-5]', () => {
    expect(suggestion('dpia', { indicators: {}, facts: { dpia_in_time: true } }).because).toEqual([
      { evidence: { step: 1, fact: 'dpia_in_time' }, holds: true },
      { evidence: { step: 3, fact: 'dpia_in_time', isPart: true }, holds: true },
    ]);
    expect(suggestAnswers(QUALITY_FRAMEWORK, { indicators: {}, facts: {} }).length).toBeGreaterThan(20);
  });

  it('reads facts from the duties of the agency: overdue speaks against, done and not overdue for it [QAF-5]', () => {
    const [past, future] = ['2026-05-01T00:00:00.000Z', '2026-11-01T00:00:00.000Z'];
    const duties = [
      { kind: 'dpia_review', status: 'met', overdueFrom: past },
      { kind: 'dpia_review', status: 'open', overdueFrom: future },
      { kind: 'sop_review', status: 'met', overdueFrom: past },
      { kind: 'sop_review', status: 'open', overdueFrom: past },
      { kind: 'isp_review', status: 'open', overdueFrom: future },
    ] as const;
    expect(factsFromDuties(duties, '2026-06-01T00:00:00.000Z')).toEqual({
      dpia_in_time: true,
      sop_reviewed_in_time: false,
    });
  });
});
