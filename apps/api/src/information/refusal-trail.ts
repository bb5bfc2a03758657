import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import type { Role } from '@caseward/domain';
import type { FastifyRequest } from 'fastify';
import { knownCallerOf } from '../access/caller.js';
import { RouteTable, type Route } from '../access/route-table.js';
import { API_PARTS, type ApiParts } from '../api-parts.js';
import type { ProblemError } from '../platform/problem.js';
import { AuditTrail } from './audit-trail.js';
import { askedOf, auditedAs, methodOf, wordOf, type Asked } from './audited.js';
import { RefusalBudget } from './refusal-budget.js';

/** Not signed in, not permitted, nothing there or nothing to be seen, what a rule says no to, and too much. */
const REFUSALS: ReadonlySet<number> = new Set([401, 403, 404, 409, 410, 412, 422, 429]);
const SWEEP_MS = 60_000;
const NOBODY = { personId: null, role: null };

interface Who {
  readonly personId: string | null;
  readonly role: Role | null;
}

/** IM-6: who was told no, in codes. */
@Injectable()
export class RefusalTrail implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #budget: RefusalBudget<Who>;
  #routes: ReadonlyMap<string, Route> | undefined;
  #sweep: NodeJS.Timeout | undefined;

  constructor(
    @Inject(API_PARTS) private readonly parts: ApiParts,
    @Inject(AuditTrail) private readonly trail: AuditTrail,
    @Inject(RouteTable) private readonly table: RouteTable,
  ) {
    this.#budget = new RefusalBudget(() => parts.clock.realMs());
  }

  onApplicationBootstrap(): void {
    this.#sweep = setInterval(() => void this.#writeCounted(false), SWEEP_MS);
    this.#sweep.unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.#sweep);
    await this.#writeCounted(true);
  }

  /** @throws ProblemError 503 when it cannot be noted: then nobody is told */
  async note(request: FastifyRequest, { status, code }: Pick<ProblemError, 'status' | 'code'>): Promise<void> {
    const asked = REFUSALS.has(status) ? this.#askedBy(request) : null;
    if (asked === null || auditedAs(asked) === null) return;
    const { personId, role }: Who = knownCallerOf(request) ?? NOBODY;
    if (!this.#budget.take(personId ?? '', { personId, role })) return;
    await this.trail.note(request, asked, { kind: 'refusal', status, detail: code });
  }

  #askedBy(request: FastifyRequest): Asked | null {
    this.#routes ??= new Map(this.table.routes().map((route) => [`${route.method} ${route.path}`, route]));
    const route = this.#routes.get(`${methodOf(request)} ${request.routeOptions.url ?? ''}`);
    return route === undefined ? null : askedOf(request, wordOf(route.name), route.access);
  }

  async #writeCounted(isEnding: boolean): Promise<void> {
    for (const { who, times } of this.#budget.over(isEnding)) {
      const entry = { what: 'refusals.counted', caseId: null, detail: null, reason: null };
      const access = { ...entry, ...who, kind: 'refusal' as const, times, accessedAt: this.parts.clock.now() };
      // The trail has said so in the log; who was refused has long had an answer.
      await this.trail.commit(access).catch(() => undefined);
    }
  }
}
