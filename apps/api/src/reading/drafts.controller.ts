import { Controller, Get, Inject, Param } from '@nestjs/common';
import { contentSchema, type ContentView } from '@caseward/contracts';
import { SignedIn, type Caller } from '../access/caller.js';
import { Reads } from '../access/route-access.js';
import { Contents } from '../cases/contents.js';
import { Describe } from '../docs/describe.js';

/** What somebody wrote in a form whose command was refused: not lost, and nobody else's. */
@Controller('v1/drafts')
export class DraftsController {
  constructor(@Inject(Contents) private readonly contents: Contents) {}

  @Get(':contentId')
  @Reads('drafts')
  @Describe({ summary: 'The form of a refused command, for its author', tag: 'Commands', answer: contentSchema })
  draft(@SignedIn() caller: Caller, @Param('contentId') contentId: string): Promise<ContentView> {
    return this.contents.draft(caller, contentId);
  }
}
