import type { TimelineEntry } from '@caseward/contracts';
import type { CaseEvent, PolicySnapshot } from '@caseward/domain';
import { caseIdOf, type Stage } from '@caseward/scenario';
import type { ApiAnswer, ApiClient } from './api-client.js';

interface Page<Item> {
  readonly items: readonly Item[];
  readonly next: string | null;
}

export interface ReaderParts {
  readonly client: ApiClient;
  /** Accounts that read whole cases, such as the heads of the agencies; a case is asked for until one of them sees it. */
  readonly readers: readonly string[];
}

/** The timelines of the cases of one play, read through the API and kept. */
export class CaseReader {
  private readonly events = new Map<string, CaseEvent[]>();
  /** Who saw each case the last time. */
  private readonly seenBy = new Map<string, string>();

  constructor(
    private readonly stage: Stage,
    private readonly parts: ReaderParts,
  ) {}

  /** What was recorded of each case, as far as it was looked at. */
  get records(): ReadonlyMap<string, readonly CaseEvent[]> {
    return this.events;
  }

  /** Asks as whoever may see the whole case; a case changes hands and with it its readers. */
  async ask<Body>(caseName: string, rest = ''): Promise<ApiAnswer<Body>> {
    const { client, readers } = this.parts;
    const path = `/v1/cases/${caseIdOf(this.stage, caseName)}${rest}`;
    const last = this.seenBy.get(caseName);
    const inOrder = last === undefined ? readers : [last, ...readers.filter((login) => login !== last)];
    let answer: ApiAnswer<Body> | undefined;
    for (const as of inOrder) {
      answer = await client.ask<Body>({ as, path });
      if (answer.ok) this.seenBy.set(caseName, as);
      if (answer.ok || answer.status !== 404) return answer;
    }
    if (answer === undefined) throw new Error('nobody reads the cases of this play');
    return answer;
  }

  /** Everything recorded of a case so far; only what is new is asked for. */
  async timeline(caseName: string): Promise<readonly CaseEvent[]> {
    const known = this.events.get(caseName) ?? [];
    const fresh: CaseEvent[] = [];
    let cursor: string | null = null;
    // Newest first, back to what is known: a long case costs one short page.
    do {
      const limit = known.length === 0 ? 200 : 20;
      const after: string = cursor === null ? '' : `&after=${encodeURIComponent(cursor)}`;
      const answer = await this.ask<Page<TimelineEntry>>(caseName, `/timeline?order=newest&limit=${limit}${after}`);
      if (!answer.ok) {
        if (answer.status === 404) return known;
        throw new Error(`the timeline of ${caseName}: ${answer.problem.code}`);
      }
      fresh.push(...answer.body.items.map((entry) => this.eventOf(caseName, entry)));
      cursor = answer.body.next;
    } while (cursor !== null && (fresh.at(-1)?.seq ?? 0) > known.length + 1);
    const news = fresh.filter(({ seq }) => seq > known.length).reverse();
    const whole = [...known, ...news];
    this.events.set(caseName, whole);
    return whole;
  }

  /** What a timeline leaves out and a fold needs: the policy itself in place of its version, whose staff the actor is. */
  private eventOf(caseName: string, { contentId: _, actor, ...entry }: TimelineEntry): CaseEvent {
    const { policyVersion, ...data } = entry.data;
    const policy = typeof policyVersion === 'string' ? { policy: this.policyNamed(policyVersion) } : {};
    const caseId = caseIdOf(this.stage, caseName);
    const { cast } = this.stage;
    const name = cast.nameOf(actor.personId);
    const agency = cast.names.includes(name) ? { agencyId: cast.actor(name).agencyId } : {};
    return { caseId, ...entry, actor: { ...actor, ...agency }, data: { ...data, ...policy } } as unknown as CaseEvent;
  }

  private policyNamed(version: string): PolicySnapshot {
    return this.stage.policies.get(version) ?? this.stage.policy;
  }
}
