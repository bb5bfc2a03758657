import { Inject, Injectable } from '@nestjs/common';
import {
  foldHosted,
  isDutyState,
  overseerOf,
  releasedUntil,
  SYSTEM_ACTOR,
  unusualEmergencies,
  unusualMisses,
  unusualReading,
  type DutyCommand,
  type DutyFileRow,
  type PolicySnapshot,
  type UnusualReading,
} from '@caseward/domain';
import { dutyFiles, noteAccess, reachOf, readingSoFar, readRecord, type ReadingSoFar } from '@caseward/persistence';
import { asSystem } from '../access/behalf.js';
import { actorOf, type Caller } from '../access/caller.js';
import { API_PARTS, type ApiParts } from '../api-parts.js';
import { VisibleCases } from '../cases/visible-cases.js';
import { uuidFrom } from '../commands/addresses.js';
import { ProblemError } from '../platform/problem.js';
import { PoliciesInForce } from '../policies/policies-in-force.js';

/** For so long a case that was let through is not counted anew; its line stands in the trail long before. */
const LET_IN_MS = 600_000;
/** People remembered at once; who is forgotten is counted from the trail. */
const MOST_PEOPLE = 10_000;
const NO_CASE = '00000000-0000-0000-0000-000000000000';

/**
 * IM-3: who opens more files than the work needs is stopped, and whoever stands over that person is told. Decided before
 * anything is looked up, so that it says nothing about the case that was asked for.
 */
@Injectable()
export class ReadingWatch {
  readonly #letIn = new Map<string, Map<string, number>>();
  /** One question after the other for each person: what arrives side by side is counted together. */
  readonly #asked = new Map<string, Promise<unknown>>();

  constructor(
    @Inject(API_PARTS) private readonly parts: ApiParts,
    @Inject(PoliciesInForce) private readonly policies: PoliciesInForce,
    @Inject(VisibleCases) private readonly cases: VisibleCases,
  ) {}

  /** @throws ProblemError 429 for a file more than is usual */
  async assertUsual(caller: Caller, caseId: string): Promise<void> {
    const { personId } = caller;
    if (this.#recent(personId).has(caseId)) return;
    await this.#inTurn(personId, async () => {
      const soFar = await this.#soFar(personId, caseId);
      if (!soFar.isKnown) await this.#judge(caller, caseId, soFar, unusualReading);
      this.#recent(personId).set(caseId, this.parts.clock.realMs());
    });
  }

  /** @throws ProblemError 429 for an emergency more than is usual */
  async assertRareEmergency(caller: Caller, caseId: string): Promise<void> {
    await this.#inTurn(caller.personId, async () => {
      const soFar = await this.#soFar(caller.personId, caseId);
      await this.#judge(caller, caseId, soFar, (policy, _reader, seen) => unusualEmergencies(policy, seen));
    });
  }

  /** @throws ProblemError 429 for who looks up one name after the other */
  search<Found>(caller: Caller, work: () => Promise<Found>): Promise<Found> {
    return this.#inTurn(caller.personId, async () => {
      const soFar = await this.#soFar(caller.personId, NO_CASE);
      await this.#judge(caller, NO_CASE, soFar, (policy, _reader, seen) => unusualMisses(policy, seen));
      return work();
    });
  }

  async #judge(
    caller: Caller,
    caseId: string,
    { seen, usual }: ReadingSoFar,
    judge: typeof unusualReading,
  ): Promise<void> {
    const { agencyId = null, officeId = null, role } = caller;
    const policy = await this.policies.policyInForce({ agencyId, officeId });
    const reach = await asSystem('watch_reading', () => reachOf(this.parts.dataSource, actorOf(caller)));
    const unusual = judge(policy, { role, reach }, seen, usual);
    if (unusual === null) return;
    // Wrong addresses keep nobody from the own cases: children wait there.
    if (unusual.signal === 'misses' && (await this.#isTheirs(caller, caseId))) return;
    const isReleased = await asSystem('watch_reading', () => this.#raise(caller, policy, unusual));
    if (!isReleased) throw tooMuch(unusual);
  }

  async #isTheirs(caller: Caller, caseId: string): Promise<boolean> {
    try {
      await this.cases.requireWholeOrShared(caller, caseId);
      return true;
    } catch (error) {
      if (error instanceof ProblemError && error.status === 404) return false;
      throw error;
    }
  }

  #soFar(personId: string, caseId: string): Promise<ReadingSoFar> {
    const question = { personId, at: this.parts.clock.now(), caseId, letIn: [...this.#recent(personId).keys()] };
    return asSystem('watch_reading', () => readingSoFar(this.parts.dataSource, question));
  }

  /** Tells whoever stands over the person, once for each inquiry. @returns whether the limit is lifted for now */
  async #raise(caller: Caller, policy: PolicySnapshot, unusual: UnusualReading): Promise<boolean> {
    const { personId, role } = caller;
    const { dataSource, clock } = this.parts;
    const files = await dutyFiles(dataSource, { kind: 'reading', subjectId: personId });
    if (await this.#isReleased(files)) return true;
    const accessedAt = clock.now();
    const noted = { kind: 'refusal', what: 'reading.limit', caseId: null, status: 429, reason: null } as const;
    await noteAccess(dataSource, { ...noted, accessedAt, personId, role, detail: unusual.signal });
    if (files.some(({ endedAt }) => endedAt === null)) return false;
    await this.#report(caller, policy, unusual, files.length);
    return false;
  }

  /** While the engine is away the file stays shut all the same, and the next attempt tells. */
  async #report(caller: Caller, policy: PolicySnapshot, unusual: UnusualReading, earlier: number): Promise<void> {
    const { personId } = caller;
    const fileId = uuidFrom(`inquiry into the reading of ${personId} ${String(earlier)}`);
    const opening = { subjectId: personId, scope: overseerOf(actorOf(caller)), policy, hiddenFrom: [personId] };
    const command: DutyCommand = {
      commandId: uuidFrom(`report ${fileId}`),
      type: 'reportUnusualReading',
      actor: SYSTEM_ACTOR,
      occurredAt: this.parts.clock.now(),
      payload: { ...unusual, personId, opening },
    };
    try {
      await this.parts.cases.signal(fileId, command);
    } catch (error) {
      this.parts.logger.error({ err: error }, 'unusual reading could not be reported yet');
    }
  }

  async #isReleased(files: readonly DutyFileRow[]): Promise<boolean> {
    const now = this.parts.clock.now();
    for (const { caseId } of files.slice(-2)) {
      const state = foldHosted(caseId, await readRecord(this.parts.dataSource, caseId));
      const until = isDutyState(state) ? releasedUntil(state) : null;
      if (until !== null && until > now) return true;
    }
    return false;
  }

  #recent(personId: string): Map<string, number> {
    const known = this.#letIn.get(personId) ?? new Map<string, number>();
    const since = this.parts.clock.realMs() - LET_IN_MS;
    for (const [caseId, at] of known) if (at < since) known.delete(caseId);
    this.#letIn.delete(personId);
    this.#letIn.set(personId, known);
    const [oldest] = this.#letIn.keys();
    if (this.#letIn.size > MOST_PEOPLE && oldest !== undefined) this.#letIn.delete(oldest);
    return known;
  }

  async #inTurn<Done>(personId: string, work: () => Promise<Done>): Promise<Done> {
    const mine = (this.#asked.get(personId) ?? Promise.resolve()).catch(() => undefined).then(work);
    this.#asked.set(personId, mine);
    try {
      return await mine;
    } finally {
      if (this.#asked.get(personId) === mine) this.#asked.delete(personId);
    }
  }
}

function tooMuch({ signal }: UnusualReading): ProblemError {
  const what =
    signal === 'emergencies' ? 'emergency accesses' : signal === 'misses' ? 'wrong addresses and names' : 'files';
  return new ProblemError(
    429,
    'READING_LIMIT',
    'More than is usual for your work',
    {
      detail: `You asked for more ${what} than is usual for your work. Files that you opened today stay open.`,
      remedy:
        'Whoever supervises you was told and can lift the limit for a while. Until then go on with the files at hand.',
    },
    { 'retry-after': '3600' },
  );
}
