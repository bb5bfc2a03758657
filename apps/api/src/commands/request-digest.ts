import { createHmac } from 'node:crypto';
import { canonicalJson, UnknownKeyError, type RootKeys } from '@caseward/security';
import type { Caller } from '../access/caller.js';

/** A request, and who sends it. */
export interface Asked {
  readonly request: unknown;
  readonly caller: Pick<Caller, 'personId'>;
}

/** Whether a request is the one of a digest; null: the key of that digest was given up, so nobody can tell any more. */
export type Sameness = boolean | null;

const MADE_BY = '.';

/**
 * Tells a repetition from another request under the same key. Keyed, because a body may hold a narrative and a plain hash
 * of it could be confirmed by guessing; a digest names its key, so that a repetition is known after a rotation as well.
 */
export class RequestDigests {
  constructor(private readonly roots: RootKeys) {}

  of(asked: Asked): string {
    const { currentId } = this.roots;
    return `${currentId}${MADE_BY}${this.#digest(currentId, asked)}`;
  }

  async sameness(kept: string, asked: Asked): Promise<Sameness> {
    const end = kept.lastIndexOf(MADE_BY);
    // Digests of earlier releases name no key.
    if (end < 0) return this.roots.ids.some((keyId) => this.#digest(keyId, asked) === kept);
    const [keyId, digest] = [kept.slice(0, end), kept.slice(end + MADE_BY.length)];
    try {
      return (await this.#known(keyId, asked)) === digest;
    } catch (error) {
      if (error instanceof UnknownKeyError) return null;
      throw error;
    }
  }

  /** Another process may have begun to use a key that this one has not read yet. */
  async #known(keyId: string, asked: Asked): Promise<string> {
    if (!this.roots.ids.includes(keyId)) await this.roots.refresh();
    return this.#digest(keyId, asked);
  }

  #digest(keyId: string, { request, caller }: Asked): string {
    return createHmac('sha256', this.roots.derive(keyId, 'requests'))
      .update(canonicalJson({ request, personId: caller.personId }))
      .digest('hex');
  }
}
