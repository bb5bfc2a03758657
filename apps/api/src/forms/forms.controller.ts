import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import {
  anyCommandTypeSchema,
  formCheckSchema,
  formListSchema,
  formVerdictSchema,
  formViewSchema,
  type FormCheck,
  type FormVerdict,
  type FormView,
} from '@caseward/contracts';
import type { Language } from '@caseward/domain';
import { checkForm, schemaOf } from '@caseward/forms';
import { z } from 'zod';
import { Reads } from '../access/route-access.js';
import { Describe } from '../docs/describe.js';
import { HttpAnswer } from '../platform/http-answer.js';
import { InLanguage, languageHeaders } from '../platform/language.js';
import { notFound } from '../platform/problem.js';
import { problemsIn } from './form-problem.js';
import { FormShelf, type ShelvedForm } from './form-shelf.js';

const TAG = 'Forms';
const formQuery = z.strictObject({
  command: anyCommandTypeSchema.exactOptional().meta({ description: 'The step whose minimum the schema asks for.' }),
});
type FormQuery = z.output<typeof formQuery>;

/** Forms as data: what is asked, in which words, and whether something filled in would be accepted. */
@Controller('v1/forms')
export class FormsController {
  constructor(@Inject(FormShelf) private readonly shelf: FormShelf) {}

  @Get()
  @Reads('forms')
  @Describe({ summary: 'The forms of this deployment', tag: TAG, answer: formListSchema })
  list(): z.output<typeof formListSchema> {
    const items = this.shelf.newest().map(({ definition }) => {
      const { form, version, context, core, title, commands } = definition;
      return { form, version, context, core, title, commands: [...commands] };
    });
    return { items };
  }

  @Get(':form')
  @Reads('forms')
  @Describe({ summary: 'The newest version of a form', tag: TAG, answer: formViewSchema })
  async newest(@Param('form') form: string, @Query({ schema: formQuery }) { command }: FormQuery): Promise<FormView> {
    return formView(await this.shelf.require(form), command ?? null);
  }

  @Get(':form/versions/:version')
  @Reads('forms')
  @Describe({
    summary: 'A version of a form, for as long as there are answers in it',
    tag: TAG,
    answer: formViewSchema,
  })
  async version(
    @Param('form') form: string,
    @Param('version') version: string,
    @Query({ schema: formQuery }) { command }: FormQuery,
  ): Promise<FormView> {
    if (!/^\d{1,7}$/.test(version)) throw notFound();
    return formView(await this.shelf.require(form, Number(version)), command ?? null);
  }

  @Post(':form/check')
  @HttpCode(200)
  @Reads('forms')
  @Describe({ summary: 'Whether a form would be accepted; nothing is kept', tag: TAG, answer: formVerdictSchema })
  async check(
    @Param('form') form: string,
    @Body({ schema: formCheckSchema }) { version, command, strength, data }: FormCheck,
    @InLanguage() language: Language,
  ): Promise<HttpAnswer<FormVerdict>> {
    const { definition } = await this.shelf.require(form, version ?? null);
    const problems = checkForm(definition, data, { strength, command: command ?? null });
    const verdict = {
      ...{ form, version: definition.version, isAccepted: problems.length === 0 },
      problems: problemsIn(problems, language),
    };
    return new HttpAnswer(200, verdict, languageHeaders(language));
  }
}

function formView({ definition, digest, publishedAt }: ShelvedForm, command: string | null): FormView {
  const { form, version, context } = definition;
  return {
    ...{ form, version, context, digest, publishedAt },
    definition: { ...definition },
    schema: schemaOf(definition, { strength: 'complete', command }),
    draftSchema: schemaOf(definition, { strength: 'draft' }),
  };
}
