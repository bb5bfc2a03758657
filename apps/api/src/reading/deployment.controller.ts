import { Controller, Get, Inject } from '@nestjs/common';
import { policySchema, simulationSchema, type PolicyView, type SimulationView } from '@caseward/contracts';
import { POLICY_CATALOGUE, type PolicyEntry } from '@caseward/domain';
import { Public, Reads } from '../access/route-access.js';
import { API_PARTS, type ApiParts } from '../api-parts.js';
import { ServerFilled } from '../commands/server-filled.js';
import { Describe } from '../docs/describe.js';

const catalogue: Readonly<Record<string, PolicyEntry>> = POLICY_CATALOGUE;

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
  async policy(): Promise<PolicyView> {
    const { version, zone, values } = await this.filled.policyInForce();
    return {
      version,
      zone: zone.name,
      values: Object.entries(values).map(([key, value]) => ({
        key,
        value,
        unit: catalogue[key]?.unit ?? 'of the context',
        clause: catalogue[key]?.clause ?? 'value of the context',
      })),
    };
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
