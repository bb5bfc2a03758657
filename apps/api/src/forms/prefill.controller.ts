import { Controller, Get, Inject, Param } from '@nestjs/common';
import { FREE_FORM_VERSION, prefilledSchema, type PrefilledView } from '@caseward/contracts';
import { prefillFrom, prefillForms, type EarlierForm } from '@caseward/forms';
import { readContent, readRecord } from '@caseward/persistence';
import { SignedIn, type Caller } from '../access/caller.js';
import { Reads } from '../access/route-access.js';
import { canSeeContent } from '../access/visibility.js';
import { API_PARTS, type ApiParts } from '../api-parts.js';
import { placeOf, VisibleCases } from '../cases/visible-cases.js';
import { Describe } from '../docs/describe.js';
import { notFound } from '../platform/problem.js';
import { contentsIn } from '../reading/timeline-view.js';
import { FormShelf } from './form-shelf.js';

/** Nobody writes twice what the file says already. */
@Controller('v1/cases/:caseId/forms/:form/prefill')
export class PrefillController {
  constructor(
    @Inject(API_PARTS) private readonly parts: ApiParts,
    @Inject(VisibleCases) private readonly cases: VisibleCases,
    @Inject(FormShelf) private readonly shelf: FormShelf,
  ) {}

  @Get()
  @Reads('contents')
  @Describe({ summary: 'Answers from earlier forms of the case', tag: 'Forms', answer: prefilledSchema })
  async prefill(
    @SignedIn() caller: Caller,
    @Param('caseId') id: string,
    @Param('form') form: string,
  ): Promise<PrefilledView> {
    const row = await this.cases.require(caller, id);
    if (!canSeeContent(caller, placeOf(row))) throw notFound();
    const { definition } = await this.shelf.require(form);
    const earlier = await this.#earlier(row.caseId, prefillForms(definition));
    const { data, sources } = prefillFrom(definition, earlier);
    return { form, version: definition.version, data, sources: [...sources] };
  }

  /** Forms that the record refers to, newest first; drafts and forms of refused commands are nobody's answers yet. */
  async #earlier(caseId: string, forms: ReadonlySet<string>): Promise<EarlierForm[]> {
    const { dataSource, secrets } = this.parts;
    const mentions = contentsIn(await readRecord(dataSource, caseId))
      .filter(({ form, formVersion }) => forms.has(form) && formVersion > FREE_FORM_VERSION)
      .reverse();
    const opened = await Promise.all(
      mentions.map(async ({ contentId, form }) => {
        const found = await readContent(dataSource, secrets.keyService, contentId);
        return found === null ? [] : [{ form, contentId, data: found.content as EarlierForm['data'] }];
      }),
    );
    return opened.flat();
  }
}
