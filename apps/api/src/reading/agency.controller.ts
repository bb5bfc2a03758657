import { Controller, Get, Inject } from '@nestjs/common';
import {
  caseloadsSchema,
  refusalTallySchema,
  transfersSchema,
  type CaseloadsView,
  type RefusalTallyView,
  type TransfersView,
} from '@caseward/contracts';
import { caseloadOf, countsAsOpen, STAGES } from '@caseward/domain';
import { caseloads, refusalTally, transfersOf, type PendingTransfer } from '@caseward/persistence';
import { SignedIn, type Caller } from '../access/caller.js';
import { Reads } from '../access/route-access.js';
import { asSystem } from '../access/behalf.js';
import { API_PARTS, type ApiParts } from '../api-parts.js';
import { ServerFilled } from '../commands/server-filled.js';
import { Describe } from '../docs/describe.js';
import { forbidden } from '../platform/problem.js';

/** What those who lead a team, an office or an agency look at across its cases. */
@Controller('v1')
export class AgencyController {
  constructor(
    @Inject(API_PARTS) private readonly parts: ApiParts,
    @Inject(ServerFilled) private readonly filled: ServerFilled,
  ) {}

  @Get('transfers')
  @Reads('agency')
  @Describe({ summary: 'Transfers from and to the agency, and cases it had', tag: 'Transfer', answer: transfersSchema })
  async transfers(@SignedIn() caller: Caller): Promise<TransfersView> {
    const { incoming, outgoing, custody } = await transfersOf(this.parts.dataSource, agencyOf(caller));
    return {
      incoming: incoming.map(pendingView),
      outgoing: outgoing.map(pendingView),
      custody: custody.map(({ custodyId: _, ...row }) => row),
    };
  }

  @Get('caseloads')
  @Reads('agency')
  @Describe({ summary: 'Open cases of each caseworker', tag: 'Work', answer: caseloadsSchema })
  async caseloads(@SignedIn() caller: Caller): Promise<CaseloadsView> {
    const policy = await this.filled.policyInForce(caller);
    const found = await caseloads(this.parts.dataSource, scopeOf(caller), STAGES.filter(countsAsOpen));
    return {
      limit: caseloadOf(policy, 0).limit,
      asOf: this.parts.clock.now(),
      items: found.map((row) => ({ ...row, isOverLimit: caseloadOf(policy, row.openCases).isOverLimit })),
    };
  }

  @Get('refusal-tally')
  @Reads('agency')
  @Describe({ summary: 'How many intakes were refused, by month', tag: 'Work', answer: refusalTallySchema })
  async refusals(@SignedIn() caller: Caller): Promise<RefusalTallyView> {
    return { items: await asSystem('count', () => refusalTally(this.parts.dataSource, agencyOf(caller))) };
  }
}

function pendingView({ caseId, caseCode, about, level, fromAgencyId, toAgencyId }: PendingTransfer) {
  return { caseId, caseCode, transferId: about, level, fromAgencyId, toAgencyId };
}

function agencyOf({ role, agencyId }: Caller): string {
  if (agencyId !== undefined) return agencyId;
  throw forbidden(`This account of the role ${role} belongs to no agency.`);
}

function scopeOf(caller: Caller): { teamId: string } | { officeId: string } | { agencyId: string } {
  const { role, teamId, officeId } = caller;
  if (role === 'SUP' && teamId !== undefined) return { teamId };
  if (role === 'MGR' && officeId !== undefined) return { officeId };
  return { agencyId: agencyOf(caller) };
}
