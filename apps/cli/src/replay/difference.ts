import type { HostedState } from '@caseward/domain';

/** Where a case's histories, its record and its read models do not tell the same. */
export interface ReplayDifference {
  readonly caseId: string;
  /** Null when it is not about one run. */
  readonly runId: string | null;
  readonly what: string;
  readonly expected?: unknown;
  readonly found?: unknown;
}

interface Place {
  /** Such as `obligations.review#1.status`. */
  readonly path: string;
  readonly expected: unknown;
  readonly found: unknown;
}

/** The first place at which two states differ. */
export function firstPlace(expected: HostedState, found: HostedState): Place | null {
  return placeIn('', expected, found);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function placeIn(path: string, expected: unknown, found: unknown): Place | null {
  if (!isRecord(expected) || !isRecord(found)) {
    return Object.is(expected, found) ? null : { path, expected: expected ?? null, found: found ?? null };
  }
  for (const key of new Set([...Object.keys(expected), ...Object.keys(found)])) {
    const place = placeIn(path === '' ? key : `${path}.${key}`, expected[key], found[key]);
    if (place !== null) return place;
  }
  return null;
}
