import { createHmac } from 'node:crypto';
import { canonicalJson } from '@caseward/security';
import type { Caller } from '../access/caller.js';

/**
 * Tells a repetition from another request under the same key. Keyed, because a body may hold a narrative and a plain hash
 * of it could be confirmed by guessing.
 */
export function requestDigest(
  key: Buffer,
  { request, caller }: { readonly request: unknown; readonly caller: Caller },
): string {
  return createHmac('sha256', key)
    .update(canonicalJson({ request, personId: caller.personId }))
    .digest('hex');
}
