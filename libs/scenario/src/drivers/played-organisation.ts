import {
  assignToDataEntry,
  caseworkersOf,
  countsAsOpen,
  dataEntryLoadOf,
  DomainError,
  openPost,
  postAt,
  spanOf,
  type Actor,
  type CaseState,
  type Post,
} from '@caseward/domain';
import type { Answer, SentArrangement, SentCommand, SpanView, Stage } from '../play/driver.js';
import { uuidOf } from '../play/ids.js';
import { caseIdOf } from './engine-command.js';

/** Who supervises whom, and who types in what, on the rules alone: a deployment keeps both in rows. */
export class PlayedOrganisation {
  readonly #assigned = new Map<string, ReadonlySet<string>>();
  #posts: readonly Post[];

  constructor(
    private readonly stage: Stage,
    private readonly states: () => Iterable<CaseState>,
  ) {
    this.#posts = stage.cast.names.map((name) => this.#postOf(name));
  }

  /** Somebody of the cast with the cases that she or he types in now. */
  actor(name: string): Actor {
    const assignedCaseIds = [...(this.#assigned.get(name) ?? [])];
    return { ...this.stage.cast.actor(name), ...(assignedCaseIds.length === 0 ? {} : { assignedCaseIds }) };
  }

  /** Section 2: who typed a new case in is assigned to it. */
  follow({ type, as, caseName }: SentCommand): void {
    if (type === 'identifyChild' && this.stage.cast.member(as).role === 'DE') this.#assign(as, caseName, true);
  }

  arrange(sent: SentArrangement): Answer {
    try {
      if (sent.act === 'attachCaseworker') this.#attach(sent);
      else if (sent.act === 'assignDataEntry') this.#letType(sent);
      else this.#assign(sent.person, sent.caseName, false);
      return { accepted: true, seq: 0, events: [], recordedAt: sent.at };
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      const { code, rule, message, details } = error;
      return { accepted: false, code, rule, message, remedy: details.remedy, inputs: details.inputs };
    }
  }

  spanOf(name: string, at: string): SpanView {
    const { cast, policy } = this.stage;
    const personId = cast.personId(name);
    const { count, isOverLimit } =
      cast.member(name).role === 'DE'
        ? dataEntryLoadOf(policy, this.#openCasesOf(name))
        : spanOf(policy, caseworkersOf(this.#posts, personId, at).length);
    return { count, isOverLimit };
  }

  #postOf(name: string): Post {
    const { personId, role, teamId = null, officeId = null, agencyId = null } = this.stage.cast.actor(name);
    const { supervisor } = this.stage.cast.member(name);
    const supervisorId = supervisor === undefined ? null : this.stage.cast.personId(supervisor);
    return { postId: personId, personId, role, teamId, officeId, agencyId, supervisorId, startsAt: null, endsAt: null };
  }

  #attach({ path, as, person, supervisor, overLimit, reason, at }: SentArrangement): void {
    const { cast, policy, run } = this.stage;
    const { postId: _, endsAt: __, ...held } = this.#postOf(person);
    const supervisorId = supervisor === undefined ? null : cast.personId(supervisor);
    const asked = { ...held, supervisorId, startsAt: at };
    const casesHeld = this.#cases().filter(({ owner }) => owner?.caseworkerId === held.personId).length;
    const facts = { policy, now: at, posts: this.#posts, casesHeld };
    const override = { asked: overLimit, reasonGiven: reason !== undefined };
    const { ends, supervisorId: found } = openPost(facts, cast.actor(as), asked, override);
    const others = this.#posts.map((post) => (post === ends ? { ...post, endsAt: at } : post));
    this.#posts = [...others, { ...asked, postId: uuidOf(run, path), supervisorId: found, endsAt: null }];
  }

  #letType({ as, person, caseName, overLimit, reason, at }: SentArrangement): void {
    const { cast, policy } = this.stage;
    const owner = this.#cases().find(({ caseId }) => caseId === caseIdOf(this.stage, caseName))?.owner ?? null;
    if (owner === null) throw new Error(`${caseName} has nobody yet`);
    const clerk = postAt(this.#posts, cast.personId(person), at);
    const override = { asked: overLimit, reasonGiven: reason !== undefined };
    assignToDataEntry(policy, cast.actor(as), { owner, clerk, assigned: this.#openCasesOf(person) }, override);
    this.#assign(person, caseName, true);
  }

  #assign(person: string, caseName: string, lasts: boolean): void {
    const caseId = caseIdOf(this.stage, caseName);
    const others = [...(this.#assigned.get(person) ?? [])].filter((id) => id !== caseId);
    this.#assigned.set(person, new Set(lasts ? [...others, caseId] : others));
  }

  #openCasesOf(name: string): number {
    const ids = this.#assigned.get(name);
    return this.#cases().filter(({ caseId, stage }) => ids?.has(caseId) === true && countsAsOpen(stage)).length;
  }

  #cases(): CaseState[] {
    return [...this.states()];
  }
}
