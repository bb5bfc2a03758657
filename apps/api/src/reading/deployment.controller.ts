import { Controller, Get, Inject } from '@nestjs/common';
import { policySchema, simulationSchema, type PolicyView, type SimulationView } from '@caseward/contracts';
import { SignedIn, type Caller } from '../access/caller.js';
import { Public, Reads } from '../access/route-access.js';
import { API_PARTS, type ApiParts } from '../api-parts.js';
import { ServerFilled } from '../commands/server-filled.js';
import { Describe } from '../docs/describe.js';
import { valuesView } from '../policies/policy-views.js';

/** What this deployment runs on: its policy and its clock. */
@Controller('v1')
export class DeploymentController {
  constructor(
    @Inject(API_PARTS) private readonly parts: ApiParts,
    @Inject(ServerFilled) private readonly filled: ServerFilled,
  ) {}

  @Get('policy')
  @Reads('policy')
  @Describe({ summary: 'The policy that new cases get', tag: 'Deployment', answer: policySchema })
  async policy(@SignedIn() caller: Caller): Promise<PolicyView> {
    const { version, zone, values } = await this.filled.policyInForce(caller);
    return { version, zone: zone.name, values: valuesView(values) };
  }

  @Get('simulation')
  @Public()
  @Describe({
    summary: 'Whether a simulation clock runs, and what it reads',
    tag: 'Deployment',
    answer: simulationSchema,
  })
  simulation(): SimulationView {
    const { clock } = this.parts;
    const current = clock.segments.findLast(({ realFromMs }) => realFromMs <= clock.realMs()) ?? clock.segments[0];
    return { simulated: current !== undefined, now: clock.now(), speed: current?.speed ?? 1 };
  }
}
