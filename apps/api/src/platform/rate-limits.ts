import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { callerOf } from '../access/caller.js';
import { ProblemError } from './problem.js';

/** Requests in one minute. */
export interface Limits {
  readonly perAddress: number;
  readonly perPerson: number;
}

export const NO_LIMITS: Limits = { perAddress: Number.MAX_SAFE_INTEGER, perPerson: Number.MAX_SAFE_INTEGER };

const WINDOW_SECONDS = 60;
/** Oldest out: whoever comes from many addresses costs memory, not service. */
const MAX_REMEMBERED = 10_000;

type Check = (request: FastifyRequest) => ReturnType<ReturnType<FastifyInstance['createRateLimit']>>;

/** How often one address, and one signed-in person from wherever, may ask. In memory: each process counts for itself. */
export class RateLimits {
  private constructor(
    private readonly limits: Limits,
    private readonly address: Check,
    private readonly person: Check,
  ) {}

  static async on(fastify: FastifyInstance, limits: Limits): Promise<RateLimits> {
    await fastify.register(rateLimit, { global: false, cache: MAX_REMEMBERED, timeWindow: WINDOW_SECONDS * 1000 });
    const address = fastify.createRateLimit({ max: limits.perAddress });
    const keyGenerator = (request: FastifyRequest): string => callerOf(request).personId;
    const person = fastify.createRateLimit({ max: limits.perPerson, keyGenerator });
    return new RateLimits(limits, address, person);
  }

  /** @throws ProblemError 429 */
  async assertAddress(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    await this.#assert('address', this.limits.perAddress, await this.address(request), reply);
  }

  /** Once it is known who calls. @throws ProblemError 429 */
  async assertPerson(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    await this.#assert('person', this.limits.perPerson, await this.person(request), reply);
  }

  async #assert(name: string, quota: number, state: Awaited<ReturnType<Check>>, reply: FastifyReply): Promise<void> {
    if (state.isAllowed) return;
    const { remaining, ttlInSeconds, isExceeded } = state;
    append(reply, 'ratelimit-policy', `"${name}";q=${quota};w=${WINDOW_SECONDS}`);
    append(reply, 'ratelimit', `"${name}";r=${remaining};t=${ttlInSeconds}`);
    if (isExceeded) throw tooMany(name, quota, ttlInSeconds);
  }
}

/** Both limits stand in one list. */
function append(reply: FastifyReply, header: string, item: string): void {
  const earlier = reply.getHeader(header);
  void reply.header(header, earlier === undefined ? item : `${String(earlier)}, ${item}`);
}

function tooMany(name: string, quota: number, seconds: number): ProblemError {
  const detail = `One ${name} may ask ${quota} times in ${WINDOW_SECONDS} seconds.`;
  const remedy = `Send the request again in ${seconds} seconds; a command with the same Idempotency-Key.`;
  const headers = { 'retry-after': String(seconds) };
  return new ProblemError(429, 'TOO_MANY_REQUESTS', 'Too many requests', { detail, remedy }, headers);
}
