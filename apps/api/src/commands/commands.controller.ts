import { Controller, Get, Inject, Param } from '@nestjs/common';
import { commandOutcomeSchema, uuidSchema, type CommandOutcomeView } from '@caseward/contracts';
import { caseSummary, commandOutcome, findRequest, type CommandOutcome, type Refusal } from '@caseward/persistence';
import { explainRefusal, type Language } from '@caseward/domain';
import { SignedIn, type Caller } from '../access/caller.js';
import { Reads } from '../access/route-access.js';
import { canSee } from '../access/visibility.js';
import { API_PARTS, type ApiParts } from '../api-parts.js';
import { placeOf } from '../cases/visible-cases.js';
import { Describe } from '../docs/describe.js';
import { HttpAnswer } from '../platform/http-answer.js';
import { InLanguage, languageHeaders } from '../platform/language.js';
import { notFound } from '../platform/problem.js';

/** What became of a command whose sender did not wait for it, or lost the answer. */
@Controller('v1/commands')
export class CommandsController {
  constructor(@Inject(API_PARTS) private readonly parts: ApiParts) {}

  @Get(':commandId')
  @Reads('outcomes')
  @Describe({ summary: 'What became of a command', tag: 'Commands', answer: commandOutcomeSchema })
  async outcome(
    @SignedIn() caller: Caller,
    @Param('commandId') id: string,
    @InLanguage() language: Language,
  ): Promise<HttpAnswer<CommandOutcomeView>> {
    const commandId = id.toLowerCase();
    if (!uuidSchema.safeParse(commandId).success) throw notFound();
    const request = await findRequest(this.parts.dataSource, commandId);
    const outcome = await commandOutcome(
      this.parts.dataSource,
      commandId,
      request === null ? {} : { caseId: request.caseId },
    );
    const known = outcome ?? request;
    if (known === null) throw notFound();
    const sender = outcome?.actorPersonId ?? request?.personId;
    if (sender !== caller.personId && !(await this.#sees(caller, known.caseId))) throw notFound();
    const { caseId, type: command } = known;
    const end = endOf(outcome, request?.refusal ?? null, language);
    return new HttpAnswer(200, { commandId, caseId, command, ...end }, languageHeaders(language));
  }

  async #sees(caller: Caller, caseId: string): Promise<boolean> {
    const row = await caseSummary(this.parts.dataSource, caseId);
    return row !== null && canSee(caller, placeOf(row));
  }
}

type End = Pick<CommandOutcomeView, 'status' | 'seq' | 'refusal'>;

function endOf(outcome: CommandOutcome | null, told: Refusal | null, language: Language): End {
  if (outcome?.lastSeq != null) return { status: 'applied', seq: outcome.lastSeq };
  const refusal = outcome?.refusal ?? told;
  if (refusal === null) return { status: 'pending' };
  const { code, rule, message, details } = refusal;
  const { sentence, remedy } = explainRefusal({ code, rule, message, details }, language);
  return { status: 'refused', refusal: { code, rule, detail: sentence, ...(remedy === null ? {} : { remedy }) } };
}
