import { Body, Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import {
  absenceEndSchema,
  absenceSchema,
  dataEntryAssignmentSchema,
  dataEntryEndSchema,
  newAbsenceSchema,
  newDataEntrySchema,
  newPostSchema,
  postEndSchema,
  postSchema,
  uuidSchema,
  type AbsenceEndBody,
  type AbsenceView,
  type DataEntryAssignmentView,
  type DataEntryEndBody,
  type NewAbsenceBody,
  type NewDataEntryBody,
  type NewPostBody,
  type PostEndBody,
  type PostView,
} from '@caseward/contracts';
import { SignedIn, type Caller } from '../access/caller.js';
import { Keeps } from '../access/route-access.js';
import { Describe } from '../docs/describe.js';
import { notFound } from '../platform/problem.js';
import { DataEntry } from './data-entry.js';
import { postView } from './led.js';
import { Posts } from './posts.js';
import { RequestKey } from './request-key.js';

const tag = 'Organisation';

/** Posts, absences and data entry: each a row that is written once under its key. */
@Controller('v1')
export class PostsController {
  constructor(
    @Inject(Posts) private readonly posts: Posts,
    @Inject(DataEntry) private readonly entry: DataEntry,
  ) {}

  @Post('people/:personId/posts')
  @Keeps('posts')
  @HttpCode(201)
  @Describe({ summary: 'Open a post; a former one ends', tag, answer: postSchema, status: 201, problems: [409, 422] })
  async open(
    @SignedIn() caller: Caller,
    @RequestKey() key: string,
    @Param('personId') personId: string,
    @Body({ schema: newPostSchema }) body: NewPostBody,
  ): Promise<PostView> {
    return postView(await this.posts.open(caller, personId, key, body));
  }

  @Post('posts/:postId/end')
  @Keeps('posts')
  @HttpCode(200)
  @Describe({ summary: 'End a post: the person acts no longer', tag, answer: postSchema, problems: [409, 422] })
  async end(
    @SignedIn() caller: Caller,
    @RequestKey() key: string,
    @Param('postId') postId: string,
    @Body({ schema: postEndSchema }) body: PostEndBody,
  ): Promise<PostView> {
    return postView(await this.posts.end(caller, postId, key, body));
  }

  @Post('people/:personId/absences')
  @Keeps('posts')
  @HttpCode(201)
  @Describe({
    summary: 'Record an absence and who acts meanwhile',
    tag,
    answer: absenceSchema,
    status: 201,
    problems: [409, 422],
  })
  async away(
    @SignedIn() caller: Caller,
    @RequestKey() key: string,
    @Param('personId') personId: string,
    @Body({ schema: newAbsenceSchema }) body: NewAbsenceBody,
  ): Promise<AbsenceView> {
    const { recordedBy: _, ...absence } = await this.posts.away(caller, personId, key, body);
    return absence;
  }

  @Post('absences/:absenceId/end')
  @Keeps('posts')
  @HttpCode(200)
  @Describe({
    summary: 'Shorten an absence: back earlier, or not gone',
    tag,
    answer: absenceSchema,
    problems: [409, 422],
  })
  async back(
    @SignedIn() caller: Caller,
    @RequestKey() key: string,
    @Param('absenceId') absenceId: string,
    @Body({ schema: absenceEndSchema }) body: AbsenceEndBody,
  ): Promise<AbsenceView> {
    if (!uuidSchema.safeParse(absenceId).success) throw notFound();
    const { recordedBy: _, ...absence } = await this.posts.back(caller, absenceId.toLowerCase(), key, body);
    return absence;
  }

  @Post('cases/:caseId/data-entry')
  @Keeps('dataEntry')
  @HttpCode(201)
  @Describe({
    summary: 'Let a data entry person type in a case',
    tag,
    answer: dataEntryAssignmentSchema,
    status: 201,
    problems: [409, 422],
  })
  assign(
    @SignedIn() caller: Caller,
    @RequestKey() key: string,
    @Param('caseId') caseId: string,
    @Body({ schema: newDataEntrySchema }) body: NewDataEntryBody,
  ): Promise<DataEntryAssignmentView> {
    return this.entry.assign(caller, caseId, key, body);
  }

  @Post('cases/:caseId/data-entry-ends')
  @Keeps('dataEntry')
  @HttpCode(200)
  @Describe({ summary: 'End the data entry of a person on a case', tag, answer: dataEntryAssignmentSchema })
  unassign(
    @SignedIn() caller: Caller,
    @Param('caseId') caseId: string,
    @Body({ schema: dataEntryEndSchema }) { personId }: DataEntryEndBody,
  ): Promise<DataEntryAssignmentView> {
    return this.entry.end(caller, caseId, personId);
  }
}
