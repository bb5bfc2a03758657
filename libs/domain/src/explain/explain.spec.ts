import { describe, expect, it } from 'vitest';
import { DomainError } from '../errors.js';
import { OBLIGATION_KINDS } from '../case/obligation.js';
import { LIFECYCLE } from '../case/lifecycle.js';
import { policySnapshot } from '../policy/policy.js';
import { CW, OWNER, SUP, TestCase } from '../testing/a-case.js';
import { fixedZone } from '../time/zone.js';
import { explainDue, termInWords } from './due.js';
import { LANGUAGES } from './language.js';
import { missingVisitsInWords } from './missing-visits.js';
import { explainRefusal } from './refusal.js';
import { KIND_WORDS, STAGE_WORDS } from './words.js';

const plain = (text: string): string => text.replaceAll(/[\u2068\u2069]/g, '').replaceAll('\u00a0', ' ');
const zone = fixedZone('+03:00', 180);

function refusedBy(act: () => unknown): DomainError {
  try {
    act();
  } catch (error) {
    if (error instanceof DomainError) return error;
  }
  throw new Error('nothing was refused');
}

describe('a refusal explains itself', () => {
  const signedOff = (): TestCase =>
    new TestCase().registered('2026-05-01', 'LOW').assessed('2026-05-02').planned('2026-05-03');

  it('in English with its own sentence and remedy', () => {
    const refusal = refusedBy(() => signedOff().do('2026-05-04', CW, 'signOffPlan', {}));
    const { sentence, remedy } = explainRefusal(refusal, 'en');
    expect([sentence, remedy]).toEqual([refusal.message, refusal.details.remedy]);
  });

  it('in French and Arabic with the stage as a word', () => {
    const c = new TestCase().registered('2026-05-01', 'LOW');
    const refusal = refusedBy(() => c.do('2026-05-02', SUP, 'signOffPlan', {}));
    expect(plain(explainRefusal(refusal, 'fr').sentence)).toBe(
      'Cette étape n’est pas possible à ce stade du cas : enregistré.',
    );
    expect(plain(explainRefusal(refusal, 'ar').sentence)).toContain('مسجّلة');
  });

  it('says how many visits a closure still needs and after which day (SPEC-3.10)', () => {
    const c = signedOff().followedUp('2026-05-05').do('2026-05-06', CW, 'concludePlan', {});
    c.followedUp('2026-05-07').followedUp('2026-05-08');
    const checks = {
      childAndFamilyInvolved: true,
      workersTold: true,
      contactForLaterGiven: true,
      feedbackOffered: true,
      fileComplete: true,
      storageFormAgreed: true,
      keepUntil: '2033-01-01',
    };
    const refusal = refusedBy(() => c.do('2026-05-09', CW, 'requestClosure', { reason: 'goal_met', checks }));
    expect(explainRefusal(refusal, 'en').remedy).toBe('Closure needs one more review after 2026-05-06.');
    expect(plain(explainRefusal(refusal, 'fr').remedy ?? '')).toBe(
      'La clôture exige encore 1 revue après le 2026-05-06.',
    );
    expect(plain(explainRefusal(refusal, 'ar').remedy ?? '')).toBe(
      'يحتاج الإغلاق إلى مراجعة واحدة أخرى بعد 2026-05-06.',
    );
    expect(plain(explainRefusal(refusal, 'fr').sentence)).toContain('2 suivis sur 2 et 0 revues sur 1');
  });

  it('gives moments in the local time of the policy', () => {
    const refusal = new DomainError('OCCURRED_OUT_OF_ORDER', 'TIME-1', 'Too early.', {
      inputs: { earliest: '2026-05-01T22:30:00.000Z' },
    });
    expect(explainRefusal(refusal, 'fr', zone).sentence).toContain('(2026-05-02 01:30)');
    expect(explainRefusal(refusal, 'fr').sentence).toContain('(2026-05-01 22:30 UTC)');
  });

  it('names the roles that have the right, and leaves no gap when nobody said which', () => {
    const refusal = refusedBy(() =>
      signedOff().do('2026-05-04', { ...CW, role: 'COMM' }, 'recordFollowUp', { reached: 'child', channel: 'visit' }),
    );
    expect(plain(explainRefusal(refusal, 'fr').remedy ?? '')).toBe(
      'Peuvent le faire dans ce cas : travailleur social, superviseur, saisie de données.',
    );
    expect(plain(explainRefusal(refusal, 'ar').remedy ?? '')).toContain('المشرف، مُدخِل البيانات');
    const bare = new DomainError('NOT_PERMITTED', 'SPEC-2', 'No.');
    expect(explainRefusal(bare, 'fr').remedy).toBe('Demandez à une personne qui y est habilitée.');
  });

  it('falls back to its code for a rule without words of its own', () => {
    const refusal = new DomainError('TOO_EARLY', 'TIME-99', 'Too early.');
    expect(explainRefusal(refusal, 'fr').sentence).toBe('Il est trop tôt.');
  });

  it('keeps dates in order inside Arabic and punctuation on the line in French', () => {
    const refusal = new DomainError('TOO_EARLY', 'CLOSE-2', 'x', { inputs: { earliest: '2026-05-04' } });
    expect(explainRefusal(refusal, 'ar').sentence).toContain('\u20682026-05-04\u2069');
    const french = new DomainError('NOTHING_PENDING', 'PLAN-3', 'x', { inputs: { status: 'completed' } });
    expect(explainRefusal(french, 'fr').sentence).toBe('État de cette action\u00a0: achevé.');
  });

  it('counts in Arabic with the forms for one, two, a few and many', () => {
    const wanted = [1, 2, 3, 11].map((reviews) =>
      plain(missingVisitsInWords('ar', { followUps: 0, reviews, after: null })),
    );
    expect(new Set(wanted).size).toBe(4);
    expect(wanted[1]).toContain('مراجعتين');
    expect(wanted[2]).toContain('3 مراجعات');
    expect(wanted[3]).toContain('11 مراجعة');
  });
});

describe('a due date explains itself', () => {
  it('with value, anchor and rule in three languages (CLK-4)', () => {
    const c = new TestCase().registered('2026-07-01', 'MEDIUM').assessed('2026-07-02').planned('2026-07-07');
    const followUp = Object.values(c.state.obligations).find(
      ({ kind, status }) => kind === 'follow_up' && status === 'open',
    )!;
    expect(explainDue(followUp, 'en', zone)).toBe(
      'Follow-up due by 2026-07-14: 1 contact in 7 days, counted from 2026-07-07 (CLK-4).',
    );
    expect(plain(explainDue(followUp, 'fr', zone))).toBe(
      'Suivi : au plus tard le 2026-07-14, soit 1 contact en 7 jours à partir du 2026-07-07 (CLK-4).',
    );
    expect(plain(explainDue(followUp, 'ar', zone))).toBe(
      'المتابعة: الموعد الأخير 2026-07-14، أي زيارة واحدة كل 7 أيام ابتداءً من 2026-07-07 (CLK-4).',
    );
  });

  it('with the local clock where a duty ends at a moment (FLOW-2)', () => {
    const c = new TestCase();
    const policy = policySnapshot();
    c.do('2026-07-01T09:30', CW, 'identifyChild', { source: 'community', owner: OWNER, policy, unassigned: true });
    const assignment = Object.values(c.state.obligations).find(({ kind }) => kind === 'assignment')!;
    expect(explainDue(assignment, 'en', zone)).toBe(
      'Assignment to a caseworker due by 2026-07-01 12:30: 3 hours, counted from 2026-07-01 09:30 (FLOW-2).',
    );
  });

  it.each(OBLIGATION_KINDS)('whatever the kind: %s', (kind) => {
    const due = { dueOn: '2026-07-14', dueAt: null, overdueFrom: '2026-07-14T21:00:00.000Z' };
    const derivation = { rule: 'CLK-1', policyVersion: 'v', policyKey: 'k', term: '7 days', countedFrom: '2026-07-07' };
    const said = LANGUAGES.map((language) => explainDue({ kind, due, derivation }, language));
    expect(new Set(said).size).toBe(3);
    for (const text of said) expect(text).toMatch(/2026-07-14.*2026-07-07.*CLK-1/);
  });

  it.each([
    '24 hours',
    '3 days',
    '1 days',
    '2 months',
    '2 in 7 days',
    'end of the day',
    'end of the encounter',
    'agreed date',
    'calendar month',
  ])('whatever the term: %s', (term) => {
    for (const language of ['ar', 'fr'] as const) {
      expect(plain(termInWords(term, language)).length).toBeGreaterThan(2);
      expect(plain(termInWords(term, language))).not.toContain(term);
    }
  });

  it('leaves a term of another form as it is', () => {
    expect(termInWords('1.5 hours', 'fr')).toBe('1.5 hours');
  });

  it('says "1 day" and "1 hour", not "1 days"', () => {
    expect([termInWords('1 days', 'en'), termInWords('1 hours', 'fr'), plain(termInWords('2 days', 'ar'))]).toEqual([
      '1 day',
      '1 heure',
      'يومان',
    ]);
  });
});

describe('words', () => {
  it('stand for every stage and every kind of duty, differently for each', () => {
    for (const language of LANGUAGES) {
      const stages = Object.keys(LIFECYCLE).map((stage) => STAGE_WORDS[stage as keyof typeof STAGE_WORDS][language]);
      expect(new Set(stages).size).toBe(stages.length);
      expect(new Set(Object.values(KIND_WORDS).map((word) => word[language])).size).toBe(OBLIGATION_KINDS.length);
    }
  });
});
