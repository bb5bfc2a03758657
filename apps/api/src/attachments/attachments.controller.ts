import { Controller, Get, HttpCode, Inject, Param, Post, Query, Req } from '@nestjs/common';
import {
  attachmentQuerySchema,
  attachmentSchema,
  attachmentsSchema,
  attachmentTicketSchema,
  type AttachmentsView,
  type AttachmentTicketView,
  type AttachmentView,
} from '@caseward/contracts';
import { MEDIA_TYPES } from '@caseward/domain';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { SignedIn, type Caller } from '../access/caller.js';
import { InSession, type CurrentSession } from '../access/current-session.js';
import { Keeps, Reads } from '../access/route-access.js';
import { Describe } from '../docs/describe.js';
import { RequestKey } from '../organisation/request-key.js';
import { Attachments } from './attachments.js';
import { TICKET_SECONDS } from './file-limits.js';
import { Quarantine } from './quarantine.js';
import { mediaTypeOf, readUpload } from './upload-body.js';

const TAG = 'Files';

@Controller('v1/cases/:caseId/attachments')
export class AttachmentsController {
  constructor(
    @Inject(Attachments) private readonly attachments: Attachments,
    @Inject(Quarantine) private readonly quarantine: Quarantine,
  ) {}

  @Get()
  @Reads('contents')
  @Describe({
    summary: 'The photos and documents of a case, without their content',
    tag: TAG,
    answer: attachmentsSchema,
  })
  async list(@SignedIn() caller: Caller, @Param('caseId') id: string): Promise<AttachmentsView> {
    return { items: await this.attachments.list(caller, id) };
  }

  @Post()
  @Keeps('attachments')
  @HttpCode(201)
  @Describe({
    summary: 'Add a photo or a document to a case',
    tag: TAG,
    answer: attachmentSchema,
    status: 201,
    takes: MEDIA_TYPES,
    description:
      'The body is the file itself. Images are drawn anew, without place, time and camera. A document is handed out once a scanner has found nothing in it.',
    problems: [409, 410, 413, 415, 422, 503],
  })
  add(
    @SignedIn() caller: Caller,
    @Param('caseId') caseId: string,
    @RequestKey() attachmentId: string,
    @Query({ schema: attachmentQuerySchema }) { kind }: z.output<typeof attachmentQuerySchema>,
    @Req() request: FastifyRequest,
  ): Promise<AttachmentView> {
    return this.attachments.add(caller, {
      ...{ caseId, attachmentId, kind },
      mediaType: () => mediaTypeOf(request),
      body: () => readUpload(request),
    });
  }

  @Post(':attachmentId/tickets')
  @Reads('contents')
  @HttpCode(201)
  @Describe({
    summary: 'Ask for leave to fetch a file once, at another origin',
    tag: TAG,
    answer: attachmentTicketSchema,
    status: 201,
    description: 'Each one is in the audit trail, and the fetching too; say why in the header Access-Reason.',
    problems: [409, 503],
  })
  async ticket(
    @SignedIn() caller: Caller,
    @InSession() { sessionId }: CurrentSession,
    @Param('caseId') id: string,
    @Param('attachmentId') attachmentId: string,
  ): Promise<AttachmentTicketView> {
    const url = await this.attachments.ticket(caller, sessionId, id, attachmentId);
    return { url, expiresInSeconds: TICKET_SECONDS };
  }

  @Post(':attachmentId/scans')
  @Keeps('quarantine')
  @HttpCode(200)
  @Describe({
    summary: 'Have a file in quarantine checked now',
    tag: TAG,
    answer: attachmentSchema,
    description: 'One that cannot be checked stays where it is.',
  })
  async scan(
    @SignedIn() caller: Caller,
    @Param('caseId') id: string,
    @Param('attachmentId') attachmentId: string,
  ): Promise<AttachmentView> {
    const { attachmentId: found } = await this.attachments.find(caller, id, attachmentId);
    await this.quarantine.look(found);
    return this.attachments.find(caller, id, found);
  }
}
