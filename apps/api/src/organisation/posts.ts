import { Inject, Injectable } from '@nestjs/common';
import type { AbsenceEndBody, NewAbsenceBody, NewPostBody, PostEndBody } from '@caseward/contracts';
import {
  endPost,
  laterOf,
  openPost,
  recordAbsence,
  shortenAbsence,
  type NewPost,
  type Place,
  type PostFacts,
} from '@caseward/domain';
import {
  absencesOf,
  findAbsence,
  findPerson,
  findPost,
  findPostEnd,
  findShortening,
  findTeam,
  heldCases,
  insertAbsence,
  insertPost,
  keepingPosts,
  postsOfAgency,
  postsOfPerson,
  shortenAbsenceRow,
  structureOf,
  writePostEnd,
  type AbsenceRow,
  type PostRow,
  type Sql,
} from '@caseward/persistence';
import { actorOf, type Caller } from '../access/caller.js';
import { API_PARTS, type ApiParts } from '../api-parts.js';
import { ServerFilled } from '../commands/server-filled.js';
import { fieldProblem, forbidden, notFound } from '../platform/problem.js';
import { refusing } from '../platform/refusal-problem.js';
import { seesPost } from './led.js';
import { sameRequest, says } from './request-key.js';
import { StandingDuties } from './standing-duties.js';

/** Opens and ends posts; one change of an agency's posts at a time, so that what was counted is still true. */
@Injectable()
export class Posts {
  constructor(
    @Inject(API_PARTS) private readonly parts: ApiParts,
    @Inject(ServerFilled) private readonly filled: ServerFilled,
    @Inject(StandingDuties) private readonly duties: StandingDuties,
  ) {}

  async open(caller: Caller, personId: string, postId: string, body: NewPostBody): Promise<PostRow> {
    const { dataSource, clock } = this.parts;
    const post = {
      personId,
      role: body.role,
      ...(await this.#placeOf(caller, body)),
      supervisorId: body.supervisorId ?? null,
    };
    const person = await findPerson(dataSource, personId);
    if (person === null) throw notFound();
    const policy = await this.filled.policyInForce();
    const opened = await keepingPosts(dataSource, agenciesOf(post, person), async (sql) => {
      const { supervisorId: wished, ...place } = post;
      const said = { ...place, openedBy: caller.personId, startsAt: body.startsAt, supervisorId: wished ?? undefined };
      const known = sameRequest(await findPost(sql, postId), (row) => says(row, said));
      if (known !== null) return known;
      const now = clock.now();
      const startsAt = body.startsAt ?? now;
      const facts = { policy, now, ...(await factsOf(sql, post.agencyId, personId)) };
      const override = { asked: body.overLimit === true, reasonGiven: body.reason !== undefined };
      const asked: NewPost = { ...post, startsAt };
      const { supervisorId, isOverLimit, ends } = refusing(() => openPost(facts, actorOf(caller), asked, override));
      if (ends !== null) {
        const end = {
          postId: ends.postId,
          endId: null,
          endsAt: startsAt,
          reason: 'changed',
          endedBy: caller.personId,
        } as const;
        await writePostEnd(sql, end, now);
      }
      const reason = isOverLimit ? (body.reason ?? null) : null;
      await insertPost(sql, {
        ...{ ...asked, postId, supervisorId, endsAt: null },
        ...{ isOverLimit, reason, openedBy: caller.personId },
      });
      return required(await findPost(sql, postId));
    });
    await this.duties.followPosts();
    return opened;
  }

  async end(caller: Caller, postId: string, endId: string, body: PostEndBody): Promise<PostRow> {
    const { dataSource, clock } = this.parts;
    const found = await findPost(dataSource, postId);
    if (found === null || !seesPost(caller, found)) throw notFound();
    const policy = await this.filled.policyInForce();
    const ended = await keepingPosts(dataSource, agenciesOf(found), async (sql) => {
      const asked = { postId, endsAt: body.endsAt, endReason: body.reason, endedBy: caller.personId };
      const known = sameRequest(await findPostEnd(sql, endId), (row) => says(row, asked));
      if (known !== null) return known;
      const now = clock.now();
      const endsAt = body.endsAt ?? now;
      const post = required(await findPost(sql, postId));
      const facts = { policy, now, ...(await factsOf(sql, post.agencyId, post.personId)) };
      refusing(() => endPost(facts, actorOf(caller), post, endsAt));
      await writePostEnd(sql, { postId, endId, endsAt, reason: body.reason, endedBy: caller.personId }, now);
      return required(await findPost(sql, postId));
    });
    await this.duties.followPosts();
    return ended;
  }

  async away(caller: Caller, personId: string, absenceId: string, body: NewAbsenceBody): Promise<AbsenceRow> {
    const { dataSource, clock } = this.parts;
    const agencyId = caller.agencyId ?? null;
    if (agencyId === null || !(await postsOfPerson(dataSource, personId)).some((post) => seesPost(caller, post))) {
      throw notFound();
    }
    return keepingPosts(dataSource, [agencyId], async (sql) => {
      const { kind, deputyId, endsAt } = body;
      const asked = { personId, kind, deputyId, endsAt, startsAt: body.startsAt, recordedBy: caller.personId };
      const known = sameRequest(await findAbsence(sql, absenceId), (row) => says(row, asked));
      if (known !== null) return known;
      const startsAt = body.startsAt ?? clock.now();
      const absence = { personId, deputyId: body.deputyId, startsAt, endsAt: body.endsAt };
      const posts = await postsOfAgency(sql, agencyId);
      const absences = await absencesOf(sql, agencyId, startsAt);
      refusing(() => recordAbsence({ posts, absences }, actorOf(caller), absence));
      const row = { ...absence, absenceId, kind: body.kind, recordedBy: caller.personId };
      await insertAbsence(sql, row);
      return row;
    });
  }

  async back(caller: Caller, absenceId: string, shorteningId: string, body: AbsenceEndBody): Promise<AbsenceRow> {
    const { dataSource, clock } = this.parts;
    const agencyId = caller.agencyId ?? null;
    const found = await findAbsence(dataSource, absenceId);
    const held = found === null ? [] : await postsOfPerson(dataSource, found.personId);
    if (agencyId === null || !held.some((post) => seesPost(caller, post))) throw notFound();
    return keepingPosts(dataSource, [agencyId], async (sql) => {
      const known = sameRequest(await findShortening(sql, shorteningId), (row) => row.absenceId === absenceId);
      if (known !== null) return known;
      const absence = required(await findAbsence(sql, absenceId));
      const endsAt = body.endsAt ?? laterOf(clock.now(), absence.startsAt);
      const posts = await postsOfAgency(sql, agencyId);
      refusing(() => shortenAbsence(posts, actorOf(caller), absence, endsAt));
      await shortenAbsenceRow(sql, { absenceId, shorteningId, endsAt, shortenedBy: caller.personId });
      return required(await findAbsence(sql, absenceId));
    });
  }

  /** Where the new post is: in the agency of whoever opens it. */
  async #placeOf({ agencyId }: Caller, { teamId, officeId }: NewPostBody): Promise<Place> {
    if (agencyId === undefined) throw forbidden('This account belongs to no agency.');
    if (teamId !== undefined) {
      const team = await findTeam(this.parts.dataSource, teamId);
      if (team === null || team.agencyId !== agencyId) throw fieldProblem('/teamId', 'This is no team of your agency.');
      if (officeId !== undefined && officeId !== team.officeId) {
        throw fieldProblem('/officeId', 'The team belongs to another office.', 'Leave the field out.');
      }
      return team;
    }
    const { offices } = await structureOf(this.parts.dataSource, agencyId);
    if (officeId !== undefined && !offices.some((office) => office.officeId === officeId)) {
      throw fieldProblem('/officeId', 'This is no office of your agency.');
    }
    return { teamId: null, officeId: officeId ?? null, agencyId };
  }
}

function agenciesOf(...places: readonly Pick<Place, 'agencyId'>[]): string[] {
  return places.flatMap(({ agencyId }) => (agencyId === null ? [] : [agencyId]));
}

async function factsOf(
  sql: Sql,
  agencyId: string | null,
  personId: string,
): Promise<Pick<PostFacts, 'posts' | 'casesHeld'>> {
  const ofAgency = await postsOfAgency(sql, agencyId);
  const elsewhere = (await postsOfPerson(sql, personId)).filter((post) => post.agencyId !== agencyId);
  return { posts: [...ofAgency, ...elsewhere], casesHeld: (await heldCases(sql, personId)).length };
}

function required<Row>(row: Row | null): Row {
  if (row === null) throw new Error('the row that was just written is not there');
  return row;
}
