import type { FormProblem } from '@caseward/forms';
import type { Language } from '@caseward/domain';
import { ExplainedProblem, ProblemError } from '../platform/problem.js';

const SENTENCE: Readonly<Record<Language, string>> = {
  en: 'The form cannot be accepted as it is. Nothing was done; see each field.',
  ar: 'لا يمكن قبول الاستمارة بشكلها الحالي. لم يُنفَّذ شيء؛ انظر كل خانة.',
  fr: 'Le formulaire ne peut pas être accepté en l’état. Rien n’a été fait ; voyez chaque champ.',
};
const REMEDY: Readonly<Record<Language, string>> = {
  en: 'Answer the fields named here and send it again; what is half-filled can be kept as a draft.',
  ar: 'أكملوا الخانات المذكورة هنا وأرسلوها من جديد؛ ويمكن حفظ ما لم يكتمل كمسودة.',
  fr: 'Complétez les champs cités et renvoyez-le ; un formulaire inachevé peut être gardé comme brouillon.',
};

/** Answers of a form that cannot be accepted, each by its pointer into the body. */
export class FormNotAccepted extends ExplainedProblem {
  /** @param base where the data of the form stands in the body */
  constructor(
    private readonly problems: readonly FormProblem[],
    private readonly base: string,
  ) {
    super(422, 'FORM_NOT_ACCEPTED', 'The form cannot be accepted', { detail: SENTENCE.en, remedy: REMEDY.en });
  }

  inLanguage(language: Language): ProblemError {
    return new ProblemError(this.status, this.code, this.title, {
      detail: SENTENCE[language],
      remedy: REMEDY[language],
      errors: problemsIn(this.problems, language).map(({ pointer, ...error }) => ({
        pointer: this.base + pointer,
        ...error,
      })),
    });
  }
}

export function problemsIn(
  problems: readonly FormProblem[],
  language: Language,
): { pointer: string; code: string; detail: string }[] {
  return problems.map(({ pointer, code, message }) => ({ pointer, code, detail: message[language] }));
}
