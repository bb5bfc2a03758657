import { Inject, Injectable } from '@nestjs/common';
import { FREE_FORM_VERSION, isMeantAsFilled, readFilledForm, type FilledForm, type Form } from '@caseward/contracts';
import { checkForm, HEADER } from '@caseward/forms';
import { dropSubmittedDraft } from '@caseward/persistence';
import type { Instant } from '@caseward/domain';
import { API_PARTS, type ApiParts } from '../api-parts.js';
import type { FormToStore } from '../cases/contents.js';
import type { Caller } from '../access/caller.js';
import { fieldProblem } from '../platform/problem.js';
import { FormShelf } from './form-shelf.js';
import { FormNotAccepted } from './form-problem.js';

/** A command, on a case or on a duty file, and the form that came with it. */
export interface Documented {
  readonly command: string;
  readonly form: Form | null;
  readonly caller: Caller;
  readonly authoredBy?: string | null;
}

type FormContent = Pick<FormToStore, 'form' | 'formVersion' | 'content'>;

/** Forms that come with commands. */
@Injectable()
export class FilledForms {
  constructor(
    @Inject(API_PARTS) private readonly parts: ApiParts,
    @Inject(FormShelf) private readonly shelf: FormShelf,
  ) {}

  /** A defined form has what its step needs before anything is done. A free one is anything. @throws ProblemError 422 */
  async assertComplete({ form: sent, command }: Documented): Promise<void> {
    if (sent === null || !isMeantAsFilled(sent)) return;
    const filled = readFilledForm(sent);
    if (filled === null) {
      const remedy =
        'Send exactly {form, version, data}, in a version from 2 on, or a free form without these three names.';
      throw fieldProblem('/form', 'A defined form has a form, a version and data, and nothing else.', remedy);
    }
    const definition = await this.shelf.named(filled);
    if (definition === null) {
      throw fieldProblem('/form/version', 'There is no such version of this form.', 'See GET /v1/forms.');
    }
    if (!definition.commands.includes(command)) {
      const remedy = 'Send a form that lists this command in GET /v1/forms.';
      throw fieldProblem('/form/form', 'This form does not belong to this step.', remedy);
    }
    const problems = checkForm(definition, filled.data, { strength: 'complete', command });
    if (problems.length > 0) throw new FormNotAccepted(problems, '/form/data');
  }

  /**
   * What is stored of the form that came with a command; null when none came.
   * @param own what a free form of this command is called; null for a command without a form
   */
  contentOf(sent: Documented, own: string | null): FormContent | null {
    if (sent.form === null || own === null) return null;
    const filled = readFilledForm(sent.form);
    if (filled === null) return { form: own, formVersion: FREE_FORM_VERSION, content: sent.form };
    const content = { ...filled.data, [HEADER]: headerOf(sent, filled) };
    return { form: filled.form, formVersion: filled.version, content };
  }

  /** What was sent is no draft any more; what its author began afterwards is. */
  async forgetDraft({ form, caller }: Documented, own: string | null, caseId: string, sentAt: Instant): Promise<void> {
    if (form === null || own === null) return;
    const place = { caseId, form: readFilledForm(form)?.form ?? own, personId: caller.personId };
    await dropSubmittedDraft(this.parts.dataSource, place, sentAt);
  }
}

/** Only what a repetition of the request gives again: the case code and a date left out are added when it is read. */
function headerOf({ caller, authoredBy }: Documented, { data }: FilledForm): Readonly<Record<string, unknown>> {
  const given = data[HEADER] as { readonly completed_on?: string } | undefined;
  return {
    worker: authoredBy ?? caller.personId,
    ...(caller.agencyId === undefined ? {} : { agency: caller.agencyId }),
    ...(given?.completed_on === undefined ? {} : { completed_on: given.completed_on }),
  };
}
