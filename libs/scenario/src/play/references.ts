import type { CommandType } from '@caseward/domain';
import type { Cast } from '../format/cast.js';
import type { PlainCommand, Reference } from '../format/commands.js';
import type { CaseView } from './driver.js';

const ESCALATION_COMMANDS: readonly CommandType[] = [
  'acknowledgeEscalation',
  'resolveEscalation',
  'reassignEscalation',
];

/** Commands about something that a file names by its kind, because its id is made by the rules. */
export function needsReference({ type, payload }: PlainCommand): boolean {
  return (ESCALATION_COMMANDS.includes(type) || type === 'acknowledgeNotice') && typeof payload['kind'] === 'string';
}

/** A file names an escalation by the duty that was missed; the newest unresolved one is meant, else the newest. */
function escalationIdOf(view: CaseView, kind: string): string {
  const ofKind = view.escalations.filter((row) => row.kind === kind);
  const found = ofKind.filter((row) => row.status !== 'resolved').at(-1) ?? ofKind.at(-1);
  return found?.escalationId ?? `no-escalation-about-${kind}`;
}

/** The notice of this kind to whoever acts. */
function noticeIdOf(view: CaseView, kind: string, personId: string): string {
  const found = view.details.notices.filter((notice) => notice.kind === kind && notice.personId === personId).at(-1);
  return found?.noticeId ?? `no-notice-about-${kind}`;
}

export function referenceOf({ type, payload }: PlainCommand, view: CaseView, cast: Cast, as: string): Reference {
  const kind = String(payload['kind']);
  if (type === 'acknowledgeNotice') return { field: 'noticeId', id: noticeIdOf(view, kind, cast.personId(as)) };
  return { field: 'escalationId', id: escalationIdOf(view, kind) };
}
