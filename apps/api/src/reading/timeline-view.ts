import type { TimelineEntry } from '@caseward/contracts';
import type { Actor, ContentRef, HostedEvent } from '@caseward/domain';
import { canonicalJson } from '@caseward/security';

interface Carries {
  readonly content?: ContentRef;
  readonly policy?: { readonly version: string };
}

/**
 * An event as people read it: the policy snapshot becomes its version, the claim check an id to ask for.
 * @param withContent false for those who see structure only: then there is no trace of a form or a date of birth
 */
export function timelineEntry(event: HostedEvent, withContent: boolean): TimelineEntry {
  const { content, policy, ...whole } = event.data as Carries & Record<string, unknown>;
  const data = withContent ? whole : withoutPerson(whole);
  return {
    seq: event.seq,
    type: event.type,
    occurredAt: event.occurredAt,
    recordedAt: event.recordedAt,
    actor: actorView(event.actor),
    commandId: event.commandId,
    data: inOneOrder(policy === undefined ? data : { ...data, policyVersion: policy.version }),
    ...(content === undefined || !withContent ? {} : { contentId: content.contentId }),
  };
}

function actorView({ personId, role, authoredBy }: Actor): TimelineEntry['actor'] {
  return { personId, role, ...(authoredBy === undefined ? {} : { authoredBy }) };
}

/** What says something about the child or the family beyond the structure of the case. */
const PERSONAL: ReadonlySet<string> = new Set([
  ...['bornOn', 'preference', 'withheld', 'incident'],
  ...['sex', 'disability', 'displacement', 'area'],
]);

function withoutPerson(data: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(data).filter(([field]) => !PERSONAL.has(field)));
}

/** The record keeps values, not the order of keys: a repeated answer is the same text only in an order of our own. */
function inOneOrder(data: Record<string, unknown>): Record<string, unknown> {
  return JSON.parse(canonicalJson(data)) as Record<string, unknown>;
}

export interface ContentMention {
  readonly contentId: string;
  readonly form: string;
  readonly formVersion: number;
  readonly seq: number;
  readonly recordedAt: string;
}

/** Every form that the record refers to. */
export function contentsIn(events: readonly HostedEvent[]): ContentMention[] {
  return events.flatMap((event) => {
    const { content } = event.data as Carries;
    if (content === undefined) return [];
    const { contentId, form, formVersion } = content;
    return [{ contentId, form, formVersion, seq: event.seq, recordedAt: event.recordedAt }];
  });
}
