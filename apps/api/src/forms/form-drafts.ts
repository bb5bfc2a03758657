import { Inject, Injectable } from '@nestjs/common';
import { FREE_FORM_VERSION, type DraftToSave, type FormDraftView } from '@caseward/contracts';
import { checkForm } from '@caseward/forms';
import {
  draftsOf,
  dropDraft,
  eraseRefusedContents,
  readDraft,
  saveDraft,
  type DraftHead,
  type DraftPlace,
} from '@caseward/persistence';
import type { Caller } from '../access/caller.js';
import { API_PARTS, type ApiParts } from '../api-parts.js';
import { VisibleCases } from '../cases/visible-cases.js';
import { fieldProblem, notFound, ProblemError } from '../platform/problem.js';
import { FormNotAccepted } from './form-problem.js';
import { FormShelf } from './form-shelf.js';

/** What the sender says about the draft that is there: nothing, that there is none, or its revision. */
export type DraftCondition = 'unsaid' | 'none' | { readonly revision: string };

export interface SavedDraft {
  readonly draft: Omit<FormDraftView, 'data'>;
  readonly revision: string;
}

/** Forms that somebody has begun on a case they see. They lose nothing when the line breaks or the device changes. */
@Injectable()
export class FormDrafts {
  constructor(
    @Inject(API_PARTS) private readonly parts: ApiParts,
    @Inject(VisibleCases) private readonly cases: VisibleCases,
    @Inject(FormShelf) private readonly shelf: FormShelf,
  ) {}

  async list(caller: Caller, id: string): Promise<SavedDraft['draft'][]> {
    const caseId = await this.#caseOf(caller, id);
    return (await draftsOf(this.parts.dataSource, caseId, caller.personId)).map(headView);
  }

  /** @throws ProblemError 404 when there is none */
  async read(caller: Caller, id: string, form: string): Promise<SavedDraft & { readonly draft: FormDraftView }> {
    const { dataSource, secrets } = this.parts;
    const found = await readDraft(dataSource, secrets.keyService, await this.#placeOf(caller, id, form));
    if (found === null) throw notFound();
    return { draft: { ...headView(found), data: found.content as FormDraftView['data'] }, revision: found.revision };
  }

  /** @throws ProblemError 412 when another device saved meanwhile, 428 for overwriting without saying what */
  async keep(
    caller: Caller,
    id: string,
    form: string,
    { version, data }: DraftToSave,
    condition: DraftCondition,
  ): Promise<SavedDraft> {
    const { dataSource, secrets, clock } = this.parts;
    const place = await this.#placeOf(caller, id, form);
    await this.#assertShape(form, version, data);
    const saved = await saveDraft(dataSource, secrets.keyService, place, {
      ...{ formVersion: version, content: data, savedAt: clock.now() },
      onlyOn: typeof condition === 'string' ? null : condition.revision,
    });
    if (saved === null) throw await this.#otherRevision(place, condition);
    // CONS-4: not even a draft about an intake that was refused.
    if (await eraseRefusedContents(dataSource, place.caseId)) throw notFound();
    return { draft: headView(saved), revision: saved.revision };
  }

  /** @throws ProblemError 404 when there is none, 412 when it is another one */
  async drop(caller: Caller, id: string, form: string, condition: DraftCondition): Promise<void> {
    const place = await this.#placeOf(caller, id, form);
    const onlyOn = typeof condition === 'string' ? null : condition.revision;
    if (await dropDraft(this.parts.dataSource, place, onlyOn)) return;
    throw onlyOn === null ? notFound() : await this.#otherRevision(place, condition);
  }

  async #assertShape(form: string, version: number, data: DraftToSave['data']): Promise<void> {
    if (version === FREE_FORM_VERSION) return;
    const definition = await this.shelf.named({ form, version });
    if (definition === null) {
      throw fieldProblem('/version', 'There is no such version of this form.', 'See GET /v1/forms.');
    }
    const problems = checkForm(definition, data, { strength: 'draft' });
    if (problems.length > 0) throw new FormNotAccepted(problems, '/data');
  }

  async #otherRevision(place: DraftPlace, condition: DraftCondition): Promise<ProblemError> {
    const heads = await draftsOf(this.parts.dataSource, place.caseId, place.personId);
    const there = heads.find(({ form }) => form === place.form);
    const headers = there === undefined ? {} : draftEtag(there.revision);
    const remedy = 'Read the draft that is there, put both together, and save with its ETag in If-Match.';
    if (condition === 'unsaid') {
      const detail = 'There is a draft already: say which one you have read.';
      return new ProblemError(428, 'CONDITION_NEEDED', 'Which draft?', { detail, remedy }, headers);
    }
    const detail = 'The draft was saved, sent or discarded elsewhere since you read it. Nothing was overwritten.';
    return new ProblemError(412, 'STALE_DRAFT', 'The draft has changed', { detail, remedy }, headers);
  }

  async #placeOf(caller: Caller, id: string, form: string): Promise<DraftPlace> {
    if (!/^[a-z][a-z0-9_]{0,59}$/.test(form)) throw notFound();
    return { caseId: await this.#caseOf(caller, id), form, personId: caller.personId };
  }

  async #caseOf(caller: Caller, id: string): Promise<string> {
    return (await this.cases.requireWholeOrShared(caller, id)).caseId;
  }
}

export function draftEtag(revision: string): { readonly etag: string } {
  return { etag: `"${revision}"` };
}

/** @throws ProblemError 400 */
export function draftCondition(ifMatch: string | undefined, ifNoneMatch: string | undefined): DraftCondition {
  if (ifNoneMatch === '*') return 'none';
  if (ifMatch === undefined) return 'unsaid';
  const [, revision] = /^"([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"$/.exec(ifMatch) ?? [];
  if (revision !== undefined) return { revision };
  throw new ProblemError(400, 'MALFORMED', 'The header If-Match cannot be read', {
    detail: 'Send the ETag that the draft was read or saved with.',
  });
}

function headView({ form, formVersion, savedAt }: DraftHead): SavedDraft['draft'] {
  return { form, version: formVersion, savedAt };
}
