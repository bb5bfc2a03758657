import { Inject, Injectable } from '@nestjs/common';
import { FREE_FORM_VERSION, formOf, readFilledForm, type FilledForm } from '@caseward/contracts';
import { checkForm, HEADER } from '@caseward/forms';
import { dropSubmittedDraft } from '@caseward/persistence';
import type { Instant } from '@caseward/domain';
import { API_PARTS, type ApiParts } from '../api-parts.js';
import type { FormToStore } from '../cases/contents.js';
import type { Order } from '../commands/order.js';
import { fieldProblem } from '../platform/problem.js';
import { FormShelf } from './form-shelf.js';
import { FormNotAccepted } from './form-problem.js';

type FormContent = Pick<FormToStore, 'form' | 'formVersion' | 'content'>;

/** Forms that come with commands. */
@Injectable()
export class FilledForms {
  constructor(
    @Inject(API_PARTS) private readonly parts: ApiParts,
    @Inject(FormShelf) private readonly shelf: FormShelf,
  ) {}

  /** A defined form has what its step needs before anything is done. A free one is anything. @throws ProblemError 422 */
  async assertComplete({ form: sent, command }: Order): Promise<void> {
    const filled = sent === null ? null : readFilledForm(sent);
    if (filled === null) return;
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

  /** What is stored of the form that came with a command; null when none came. */
  contentOf(order: Order): FormContent | null {
    const { form: sent, command } = order;
    const own = formOf(command);
    if (sent === null || own === null) return null;
    const filled = readFilledForm(sent);
    if (filled === null) return { form: own, formVersion: FREE_FORM_VERSION, content: sent };
    return {
      form: filled.form,
      formVersion: filled.version,
      content: { ...filled.data, [HEADER]: headerOf(order, filled) },
    };
  }

  /** What was sent is no draft any more; what its author began afterwards is. */
  async forgetDraft({ form: sent, command, caseId, caller }: Order, sentAt: Instant): Promise<void> {
    const form = sent === null ? null : (readFilledForm(sent)?.form ?? formOf(command));
    if (form === null) return;
    await dropSubmittedDraft(this.parts.dataSource, { caseId, form, personId: caller.personId }, sentAt);
  }
}

/** Only what a repetition of the request gives again: the case code and a date left out are added when it is read. */
function headerOf({ caller, authoredBy }: Order, { data }: FilledForm): Readonly<Record<string, unknown>> {
  const given = data[HEADER] as { readonly completed_on?: string } | undefined;
  return {
    worker: authoredBy ?? caller.personId,
    ...(caller.agencyId === undefined ? {} : { agency: caller.agencyId }),
    ...(given?.completed_on === undefined ? {} : { completed_on: given.completed_on }),
  };
}
