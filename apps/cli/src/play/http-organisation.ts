import type { SpansView } from '@caseward/contracts';
import {
  caseIdOf,
  commandIdOf,
  type Answer,
  type SentArrangement,
  type SpanView,
  type Stage,
} from '@caseward/scenario';
import { refusedBy, type HttpParts } from './http-driver.js';

/** Who supervises whom, and who types in what, through the API and nothing else. */
export class HttpOrganisation {
  constructor(
    private readonly stage: Stage,
    private readonly parts: HttpParts,
  ) {}

  async arrange(sent: SentArrangement): Promise<Answer> {
    const { path, body } = this.#address(sent);
    const override = {
      ...(sent.overLimit ? { overLimit: true } : {}),
      ...(sent.reason === undefined ? {} : { reason: sent.reason }),
    };
    const answer = await this.parts.client.ask<object>({
      as: this.parts.loginOf(sent.as),
      method: 'POST',
      path,
      body: { ...body, ...override },
      headers: { 'idempotency-key': commandIdOf(this.stage, sent.path) },
    });
    if (!answer.ok) return refusedBy(answer.problem);
    return { accepted: true, seq: 0, events: [], recordedAt: sent.at };
  }

  #address({ act, caseName, person, supervisor }: SentArrangement): { readonly path: string; readonly body: object } {
    const { cast } = this.stage;
    const personId = cast.personId(person);
    if (act === 'attachCaseworker') {
      const { teamId } = cast.owner(person);
      const led = supervisor === undefined ? {} : { supervisorId: cast.personId(supervisor) };
      return { path: `/v1/people/${personId}/posts`, body: { role: cast.member(person).role, teamId, ...led } };
    }
    const collection = act === 'assignDataEntry' ? 'data-entry' : 'data-entry-ends';
    return { path: `/v1/cases/${caseIdOf(this.stage, caseName)}/${collection}`, body: { personId } };
  }

  /** As the head of the agency is told. */
  async spanOf(name: string): Promise<SpanView> {
    const { cast } = this.stage;
    const [personId, head] = [cast.personId(name), this.parts.headOf(cast.member(name).agency)];
    const { body } = await this.parts.client.get<SpansView>(head, '/v1/spans');
    const supervisor = body.supervisors.find(({ supervisorId }) => supervisorId === personId);
    if (supervisor !== undefined) return { count: supervisor.caseworkers, isOverLimit: supervisor.isOverLimit };
    const clerk = body.dataEntry.find((row) => row.personId === personId);
    if (clerk === undefined) throw new Error(`${name} is in no report of spans`);
    return { count: clerk.openCases, isOverLimit: clerk.isOverLimit };
  }
}
