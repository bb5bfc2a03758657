import { Body, Controller, Delete, Get, Headers, Inject, Param, Put } from '@nestjs/common';
import {
  draftToSaveSchema,
  formDraftSchema,
  formDraftsSchema,
  type DraftToSave,
  type FormDraftView,
} from '@caseward/contracts';
import { SignedIn, type Caller } from '../access/caller.js';
import { Reads } from '../access/route-access.js';
import { Describe } from '../docs/describe.js';
import { HttpAnswer } from '../platform/http-answer.js';
import { draftCondition, draftEtag, FormDrafts, type SavedDraft } from './form-drafts.js';

const TAG = 'Forms';
const ETAG = 'The answer carries an ETag; whoever saves or discards sends it back in If-Match.';

/** One draft for each case, form and person. Nobody else sees it. */
@Controller('v1/cases/:caseId/drafts')
export class FormDraftsController {
  constructor(@Inject(FormDrafts) private readonly drafts: FormDrafts) {}

  @Get()
  @Reads('drafts')
  @Describe({ summary: 'The forms that the reader has begun on a case', tag: TAG, answer: formDraftsSchema })
  async list(@SignedIn() caller: Caller, @Param('caseId') id: string): Promise<{ items: SavedDraft['draft'][] }> {
    return { items: await this.drafts.list(caller, id) };
  }

  @Get(':form')
  @Reads('drafts')
  @Describe({ summary: 'A form that the reader has begun', tag: TAG, answer: formDraftSchema, description: ETAG })
  async read(
    @SignedIn() caller: Caller,
    @Param('caseId') id: string,
    @Param('form') form: string,
  ): Promise<HttpAnswer<FormDraftView>> {
    const { draft, revision } = await this.drafts.read(caller, id, form);
    return new HttpAnswer(200, draft, draftEtag(revision));
  }

  @Put(':form')
  @Reads('drafts')
  @Describe({
    summary: 'Keep a form, also half-filled, until it is sent',
    tag: TAG,
    answer: formDraftSchema.omit({ data: true }),
    description: `${ETAG} A first draft needs no header. What is sent with a command is a draft no more.`,
    problems: [412, 422, 428],
  })
  async save(
    @SignedIn() caller: Caller,
    @Param('caseId') id: string,
    @Param('form') form: string,
    @Body({ schema: draftToSaveSchema }) body: DraftToSave,
    @Headers('if-match') ifMatch: string | undefined,
    @Headers('if-none-match') ifNoneMatch: string | undefined,
  ): Promise<HttpAnswer<SavedDraft['draft']>> {
    const condition = draftCondition(ifMatch, ifNoneMatch);
    const { draft, revision } = await this.drafts.keep(caller, id, form, body, condition);
    return new HttpAnswer(200, draft, draftEtag(revision));
  }

  @Delete(':form')
  @Reads('drafts')
  @Describe({ summary: 'Discard a draft', tag: TAG, status: 204, description: ETAG, problems: [400, 412] })
  async drop(
    @SignedIn() caller: Caller,
    @Param('caseId') id: string,
    @Param('form') form: string,
    @Headers('if-match') ifMatch: string | undefined,
  ): Promise<HttpAnswer<undefined>> {
    await this.drafts.drop(caller, id, form, draftCondition(ifMatch, undefined));
    return new HttpAnswer(204, undefined);
  }
}
