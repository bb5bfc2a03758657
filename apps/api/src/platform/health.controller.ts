import { Controller, Get, Inject } from '@nestjs/common';
import { livenessSchema, readinessSchema, type Readiness } from '@caseward/contracts';
import { pendingMigrations } from '@caseward/persistence';
import { Public } from '../access/route-access.js';
import { API_PARTS, type ApiParts } from '../api-parts.js';
import { Describe } from '../docs/describe.js';
import { HttpAnswer } from './http-answer.js';
import { Lifetime } from './lifetime.js';

/** For those who start and stop processes. */
@Controller()
export class HealthController {
  constructor(
    @Inject(API_PARTS) private readonly parts: ApiParts,
    @Inject(Lifetime) private readonly lifetime: Lifetime,
  ) {}

  @Get('livez')
  @Public()
  @Describe({ summary: 'The process runs', tag: 'Deployment', answer: livenessSchema })
  live(): { status: 'alive' } {
    return { status: 'alive' };
  }

  @Get('readyz')
  @Public()
  @Describe({ summary: 'The process can serve', tag: 'Deployment', answer: readinessSchema, notReady: 'Not ready.' })
  async ready(): Promise<HttpAnswer<Readiness>> {
    const [migrations, engine] = await Promise.all([this.#migrations(), this.parts.engineAnswers()]);
    const serves = migrations === 'done' && !this.lifetime.isEnding;
    const status = !serves ? 'not_ready' : engine ? 'ready' : 'degraded';
    const record = migrations === 'unknown' ? 'down' : 'up';
    return new HttpAnswer(serves ? 200 : 503, {
      status,
      checks: { record, migrations, engine: engine ? 'up' : 'down' },
    });
  }

  async #migrations(): Promise<Readiness['checks']['migrations']> {
    try {
      return (await pendingMigrations(this.parts.dataSource)).length === 0 ? 'done' : 'pending';
    } catch {
      return 'unknown';
    }
  }
}
