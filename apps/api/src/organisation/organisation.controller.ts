import { Body, Controller, Get, Inject, Param, Put } from '@nestjs/common';
import {
  officeAreaSchema,
  officeSchema,
  organisationSchema,
  postsSchema,
  spansSchema,
  type OfficeAreaBody,
  type OfficeView,
  type OrganisationView,
  type PostsView,
  type SpansView,
} from '@caseward/contracts';
import { caseworkersOf, countsAsOpen, dataEntryLoadOf, isInForce, spanOf, STAGES } from '@caseward/domain';
import {
  absencesOf,
  dataEntryLoads,
  postsOfAgency,
  postsOfPerson,
  setOfficeArea,
  structureOf,
} from '@caseward/persistence';
import { SignedIn, type Caller } from '../access/caller.js';
import { Keeps, Reads } from '../access/route-access.js';
import { asSystem } from '../access/behalf.js';
import { API_PARTS, type ApiParts } from '../api-parts.js';
import { ServerFilled } from '../commands/server-filled.js';
import { Describe } from '../docs/describe.js';
import { notFound } from '../platform/problem.js';
import { agencyScope, leads, postView, seesPost } from './led.js';

/** Who works where, since when, and how much is on whose desk. */
@Controller('v1')
export class OrganisationController {
  constructor(
    @Inject(API_PARTS) private readonly parts: ApiParts,
    @Inject(ServerFilled) private readonly filled: ServerFilled,
  ) {}

  @Get('organisation')
  @Reads('organisation')
  @Describe({ summary: 'Teams, posts in force and absences', tag: 'Organisation', answer: organisationSchema })
  async organisation(@SignedIn() caller: Caller): Promise<OrganisationView> {
    const [now, scope, { dataSource }] = [this.parts.clock.now(), agencyScope(caller), this.parts];
    const { agencies, offices, teams } = await structureOf(dataSource, scope);
    const posts = (await postsOfAgency(dataSource, scope)).filter(
      (post) => isInForce(post, now) && seesPost(caller, post),
    );
    const people = new Set(posts.map(({ personId }) => personId));
    const absences = (await absencesOf(dataSource, scope, now)).filter(({ personId }) => people.has(personId));
    return {
      asOf: now,
      agencies: [...agencies],
      offices: [...offices],
      teams: [...teams],
      posts: posts.map(postView),
      absences: absences.map(({ recordedBy: _, ...absence }) => absence),
    };
  }

  @Put('offices/:officeId/area')
  @Keeps('offices')
  @Describe({
    summary: 'In which area an office lies',
    tag: 'Organisation',
    answer: officeSchema,
    problems: [422],
  })
  async area(
    @SignedIn() caller: Caller,
    @Param('officeId') officeId: string,
    @Body({ schema: officeAreaSchema }) { area }: OfficeAreaBody,
  ): Promise<OfficeView> {
    const office = await setOfficeArea(this.parts.dataSource, { officeId, agencyId: agencyScope(caller) }, area);
    if (office === null) throw notFound();
    return office;
  }

  @Get('people/:personId/posts')
  @Reads('organisation')
  @Describe({ summary: 'The posts of a person over time', tag: 'Organisation', answer: postsSchema })
  async posts(@SignedIn() caller: Caller, @Param('personId') personId: string): Promise<PostsView> {
    const found = (await postsOfPerson(this.parts.dataSource, personId)).filter((post) => seesPost(caller, post));
    if (found.length === 0) throw notFound();
    return { items: found.map(postView) };
  }

  @Get('spans')
  @Reads('agency')
  @Describe({
    summary: 'Caseworkers of each supervisor, cases of each data entry person',
    tag: 'Organisation',
    answer: spansSchema,
  })
  async spans(@SignedIn() caller: Caller): Promise<SpansView> {
    const [now, policy] = [this.parts.clock.now(), await this.filled.policyInForce()];
    const posts = await postsOfAgency(this.parts.dataSource, agencyScope(caller));
    const led = posts.filter((post) => isInForce(post, now) && leads(caller, post));
    const supervisors = led.filter(({ role }) => role === 'SUP').map(({ personId }) => personId);
    const clerks = led.filter(({ role }) => role === 'DE').map(({ personId }) => personId);
    const stages = STAGES.filter(countsAsOpen);
    const loads = await asSystem('count', () => dataEntryLoads(this.parts.dataSource, clerks, stages));
    return {
      asOf: now,
      caseworkerLimit: spanOf(policy, 0).limit,
      dataEntryLimit: dataEntryLoadOf(policy, 0).limit,
      supervisors: supervisors.map((supervisorId) => {
        const { count, isOverLimit } = spanOf(policy, caseworkersOf(posts, supervisorId, now).length);
        return { supervisorId, caseworkers: count, isOverLimit };
      }),
      dataEntry: clerks.map((personId) => {
        const { count, isOverLimit } = dataEntryLoadOf(policy, loads.get(personId) ?? 0);
        return { personId, openCases: count, isOverLimit };
      }),
    };
  }
}
