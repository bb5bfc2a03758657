import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { callerOf } from '../access/caller.js';
import { networkOf } from './network-of.js';
import { ProblemError } from './problem.js';

/** Requests in one minute. */
export interface Limits {
  readonly perAddress: number;
  readonly perPerson: number;
}

const WINDOW_SECONDS = 60;
/** Oldest out: whoever comes from many addresses costs memory, not service. */
const MAX_REMEMBERED = 10_000;

type Check = ReturnType<FastifyInstance['createRateLimit']>;

interface Limit {
  readonly of: 'address' | 'person';
  readonly quota: number;
  readonly check: Check;
}

/** How often one address, and one signed-in person from wherever, may ask. In memory: each process counts for itself. */
export class RateLimits {
  private constructor(
    private readonly address: Limit | null,
    private readonly person: Limit | null,
  ) {}

  /** @param limits without them, everybody may ask as often as they like */
  static async on(fastify: FastifyInstance, limits: Limits | undefined): Promise<RateLimits> {
    if (limits === undefined) return new RateLimits(null, null);
    await fastify.register(rateLimit, { global: false, cache: MAX_REMEMBERED, timeWindow: WINDOW_SECONDS * 1000 });
    const { perAddress, perPerson } = limits;
    const limit = (of: Limit['of'], quota: number, keyGenerator: (request: FastifyRequest) => string): Limit => {
      return { of, quota, check: fastify.createRateLimit({ max: quota, keyGenerator }) };
    };
    return new RateLimits(
      limit('address', perAddress, ({ ip }) => networkOf(ip)),
      limit('person', perPerson, (request) => callerOf(request).personId),
    );
  }

  /** @throws ProblemError 429 */
  async assertAddress(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    await assertWithin(this.address, request, reply);
  }

  /** Once it is known who calls. @throws ProblemError 429 */
  async assertPerson(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    await assertWithin(this.person, request, reply);
  }
}

async function assertWithin(limit: Limit | null, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  if (limit === null) return;
  const state = await limit.check(request);
  if (state.isAllowed) return;
  const { remaining, ttlInSeconds, isExceeded } = state;
  append(reply, 'ratelimit-policy', `"${limit.of}";q=${limit.quota};w=${WINDOW_SECONDS}`);
  append(reply, 'ratelimit', `"${limit.of}";r=${remaining};t=${ttlInSeconds}`);
  if (isExceeded) throw tooMany(limit, ttlInSeconds);
}

/** Both limits stand in one list. */
function append(reply: FastifyReply, header: string, item: string): void {
  const earlier = reply.getHeader(header);
  void reply.header(header, earlier === undefined ? item : `${String(earlier)}, ${item}`);
}

function tooMany({ of, quota }: Limit, seconds: number): ProblemError {
  const detail = `One ${of} may ask ${quota} times in ${WINDOW_SECONDS} seconds.`;
  const remedy = `Send the request again in ${seconds} seconds; a command with the same Idempotency-Key.`;
  const headers = { 'retry-after': String(seconds) };
  return new ProblemError(429, 'TOO_MANY_REQUESTS', 'Too many requests', { detail, remedy }, headers);
}
