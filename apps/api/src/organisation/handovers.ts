import { isDeepStrictEqual } from 'node:util';
import { Inject, Injectable } from '@nestjs/common';
import { FREE_FORM_VERSION, formOf, type HandoverPreviewView, type NewHandoverBody } from '@caseward/contracts';
import {
  countsAsOpen,
  fold,
  isAbsent,
  isInForce,
  orderHandover,
  previewHandover,
  proposeHandover,
  rankOf,
  STAGES,
  type CaseState,
  type Handing,
  type HandoverCase,
  type Post,
  type Receiver,
} from '@caseward/domain';
import {
  absencesOf,
  caseloads,
  findHandover,
  heldCases,
  insertHandover,
  isHandingOver,
  keepingPosts,
  postsOfAgency,
  readRecords,
  type HandoverOrder,
  type HandoverProgress,
  type HeldCase,
  type PostRow,
  type Sql,
} from '@caseward/persistence';
import type { EntityManager } from 'typeorm';
import { asSystem, systemSql } from '../access/behalf.js';
import { actorOf, type Caller } from '../access/caller.js';
import { API_PARTS, type ApiParts } from '../api-parts.js';
import { Contents } from '../cases/contents.js';
import { uuidFrom } from '../commands/addresses.js';
import { engineProblem } from '../commands/orders.js';
import { Owners } from '../commands/owners.js';
import { ServerFilled } from '../commands/server-filled.js';
import { notFound } from '../platform/problem.js';
import { leads } from './led.js';
import { refusing } from '../platform/refusal-problem.js';
import { sameRequest } from './request-key.js';

/** What a plan is made from: the cases of one caseworker, and everybody who could take some. */
interface Caseload {
  readonly post: PostRow;
  readonly held: readonly HeldCase[];
  readonly cases: readonly HandoverCase[];
  readonly wishes: ReadonlySet<string>;
  readonly receivers: readonly Receiver[];
}

type Order = NewHandoverBody['cases'][number];

/** An order as somebody gives it about the caseload of a post. */
interface Asked {
  readonly caller: Caller;
  readonly handoverId: string;
  readonly body: NewHandoverBody;
  readonly post: PostRow;
}

/** TR-2: the cases of somebody who left, is ill or away go to others: shown before, then done as one operation. */
@Injectable()
export class Handovers {
  constructor(
    @Inject(API_PARTS) private readonly parts: ApiParts,
    @Inject(Owners) private readonly owners: Owners,
    @Inject(Contents) private readonly contents: Contents,
    @Inject(ServerFilled) private readonly filled: ServerFilled,
  ) {}

  /** @param plan without it: a proposal by rule */
  async preview(caller: Caller, personId: string, plan: readonly Handing[] | null): Promise<HandoverPreviewView> {
    const caseload = await this.#caseloadOf(caller, personId);
    const policy = await this.filled.policyInForce();
    const named = new Map(plan?.map(({ caseId, to }) => [caseId, to]));
    const given = caseload.held.map(({ caseId }) => ({ caseId, to: named.get(caseId) ?? null }));
    const handings = plan === null ? proposeHandover(policy, caseload.cases, caseload.receivers) : given;
    const preview = previewHandover(policy, caseload.cases, caseload.receivers, handings);
    const held = new Map(caseload.held.map((one) => [one.caseId, one]));
    return {
      personId,
      asOf: this.parts.clock.now(),
      cases: preview.cases.flatMap((row) => {
        const { caseCode, stage, level, due } = held.get(row.caseId) ?? {};
        if (stage === undefined) return [];
        const shown = { caseCode: caseCode ?? null, stage, level: level ?? null, due: [...(due ?? [])] };
        return [{ ...row, ...shown, from: personId, hasWish: caseload.wishes.has(row.caseId) }];
      }),
      caseloads: [...preview.caseloads],
    };
  }

  /** Written down first, with every case: from then on it is carried out, whatever dies. */
  async start(caller: Caller, personId: string, handoverId: string, body: NewHandoverBody): Promise<HandoverProgress> {
    const asked = { caller, handoverId, body, post: await this.#postOf(caller, personId) };
    // Looked at before anything is written beside a case, and again where nobody else can write.
    const isOrdered = await asSystem('hand_on', () => this.#isOrdered(this.parts.dataSource, asked));
    if (!isOrdered) await this.#write(asked);
    try {
      await this.parts.cases.handOver(handoverId);
    } catch (error) {
      throw engineProblem(error);
    }
    return this.require(caller, handoverId);
  }

  /** @returns whether the same was ordered before under this key @throws ProblemError 403, 409, 422 */
  async #isOrdered(sql: Sql, { caller, handoverId, body, post }: Asked): Promise<boolean> {
    const isSame = (row: HandoverProgress): boolean =>
      row.personId === post.personId && row.orderedBy.personId === caller.personId && isSameOrder(row, body);
    if (sameRequest(await findHandover(sql, handoverId), isSame) !== null) return true;
    const held = (await heldCases(sql, post.personId)).map(({ caseId }) => caseId);
    const isUnderWay = await isHandingOver(sql, post.personId);
    const order = { reason: body.reason, handings: body.cases };
    refusing(() => orderHandover(actorOf(caller), post, order, { held, isUnderWay }));
    return false;
  }

  async #write(asked: Asked): Promise<void> {
    const { caller, handoverId, body, post } = asked;
    const { personId, agencyId } = post;
    const orderedAt = this.parts.clock.now();
    const cases = await this.#itemsOf(caller, handoverId, body.cases);
    const order = { handoverId, personId, reason: body.reason, orderedBy: actorOf(caller), orderedAt, cases };
    const write = async (sql: EntityManager): Promise<void> => {
      if (!(await this.#isOrdered(sql, asked))) await insertHandover(sql, order);
    };
    await asSystem('hand_on', () => keepingPosts(this.parts.dataSource, agencyId === null ? [] : [agencyId], write));
  }

  async require(caller: Caller, handoverId: string): Promise<HandoverProgress> {
    const found = await findHandover(systemSql(this.parts.dataSource, 'hand_on'), handoverId);
    if (found === null) throw notFound();
    await this.#postOf(caller, found.personId);
    return found;
  }

  async #itemsOf(caller: Caller, handoverId: string, cases: readonly Order[]): Promise<HandoverOrder['cases']> {
    const items: HandoverOrder['cases'][number][] = [];
    for (const [index, { caseId, to, form, ...said }] of cases.entries()) {
      const owner = await this.owners.chosen(caller, { caseworkerId: to }, `/cases/${String(index)}/to`);
      const content = form === undefined ? {} : { content: await this.#reason(caller, handoverId, caseId, form) };
      const commandId = uuidFrom(`hand-over ${handoverId} of ${caseId}`);
      items.push({ caseId, commandId, payload: { ...said, to: owner, ...content } });
    }
    return items;
  }

  #reason(caller: Caller, handoverId: string, caseId: string, content: NonNullable<Order['form']>) {
    const contentId = uuidFrom(`form of hand-over ${handoverId} of ${caseId}`);
    const form = formOf('reassignCase') ?? 'reassignment';
    const store = () =>
      this.contents.store({
        contentId,
        caseId,
        form,
        formVersion: FREE_FORM_VERSION,
        content,
        author: caller.personId,
      });
    return asSystem('hand_on', store);
  }

  /** The last post of somebody in what the caller leads. @throws ProblemError 404 */
  async #postOf(caller: Caller, personId: string): Promise<PostRow> {
    const posts = await postsOfAgency(this.parts.dataSource, caller.agencyId ?? '');
    const found = posts.findLast((post) => post.personId === personId && post.role === 'CW');
    if (found === undefined || !leads(caller, found)) throw notFound();
    return found;
  }

  async #caseloadOf(caller: Caller, personId: string): Promise<Caseload> {
    const { dataSource } = this.parts;
    const post = await this.#postOf(caller, personId);
    const held = await heldCases(dataSource, personId);
    const records = await readRecords(
      dataSource,
      held.map(({ caseId }) => caseId),
    );
    const states = held.map(({ caseId }) => fold(caseId, records.get(caseId) ?? []));
    return {
      post,
      held,
      cases: states.map(caseOf),
      wishes: new Set(states.filter(({ preference }) => preference !== null).map(({ caseId }) => caseId)),
      receivers: await this.#receivers(caller, post),
    };
  }

  /** Caseworkers in post in what the caller leads. */
  async #receivers(caller: Caller, from: Post): Promise<Receiver[]> {
    const { dataSource, clock } = this.parts;
    const [now, agencyId] = [clock.now(), from.agencyId ?? ''];
    const absences = await absencesOf(dataSource, agencyId, now);
    const loads = await caseloads(systemSql(dataSource, 'count'), { agencyId }, STAGES.filter(countsAsOpen));
    const openCases = new Map(loads.map((load) => [load.caseworkerId, load.openCases]));
    return (await postsOfAgency(dataSource, agencyId))
      .filter((post) => post.role === 'CW' && post.personId !== from.personId)
      .filter((post) => isInForce(post, now) && leads(caller, post))
      .map(({ personId: caseworkerId }) => ({
        caseworkerId,
        openCases: openCases.get(caseworkerId) ?? 0,
        isAway: isAbsent(absences, caseworkerId, now),
      }));
  }
}

/** What was written of the forms is compared where they are stored. */
function isSameOrder({ reason, items }: HandoverProgress, body: NewHandoverBody): boolean {
  const ordered = items.map(({ caseId, payload: { to, content: _, ...said } }) => [
    caseId,
    { ...said, to: to.caseworkerId },
  ]);
  const asked = body.cases.map(({ caseId, form: _, ...said }) => [caseId, said]);
  return reason === body.reason && isDeepStrictEqual(Object.fromEntries(ordered), Object.fromEntries(asked));
}

function caseOf(state: CaseState): HandoverCase {
  const { caseId, stage, level, policy, knownConflicts } = state;
  const urgency = level === null || policy === null ? 0 : rankOf(policy, level) + 1;
  return { caseId, urgency, counts: countsAsOpen(stage), conflicts: Object.keys(knownConflicts) };
}
