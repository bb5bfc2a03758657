import { createHash } from 'node:crypto';
import { DUTY_FORM_OF, dutySchemas, FREE_FORM_VERSION } from '@caseward/contracts';
import {
  complaintRoute,
  CONTEXT_SUBJECT,
  COORDINATION,
  isDutyOpener,
  type ContentRef,
  type DutyCommand,
  type DutyFileKind,
  type DutyScope,
  type StaffPlace,
} from '@caseward/domain';
import { MALFORMED } from '../format/commands.js';
import type { Answer, SentDuty, Stage } from '../play/driver.js';
import { uuidOf } from '../play/ids.js';
import { caseIdOf } from './engine-command.js';

export function dutyFileIdOf(stage: Pick<Stage, 'run'>, file: string): string {
  return uuidOf(stage.run, 'duty file', file);
}

export interface DutySubject {
  readonly kind: DutyFileKind;
  readonly subjectId: string;
  readonly scope: DutyScope;
}

const COMMON: DutyScope = { teamId: null, officeId: null, agencyId: null };

/** Whom or what a file of the scenario is about, and where it lies. */
export function dutySubject(stage: Stage, file: string): DutySubject {
  const { dutyFiles, cast } = stage;
  const entry = dutyFiles[file];
  if (entry === undefined) throw new RangeError(`no duty file "${file}"`);
  const { caseworkerId, teamId, officeId, agencyId } = cast.owner(entry.of);
  if (cast.member(entry.of).role === 'COORD') {
    const subjectId = entry.kind === 'directory' ? CONTEXT_SUBJECT : COORDINATION;
    return { kind: entry.kind, subjectId, scope: COMMON };
  }
  const inTeam = { teamId, officeId, agencyId };
  if (entry.kind === 'caseworker') return { kind: entry.kind, subjectId: caseworkerId, scope: inTeam };
  if (entry.kind === 'team') return { kind: entry.kind, subjectId: teamId, scope: inTeam };
  if (entry.kind === 'access_request')
    return { kind: entry.kind, subjectId: caseIdOf(stage, entry.case ?? ''), scope: inTeam };
  const scope = { teamId: null, officeId: null, agencyId };
  return { kind: entry.kind, subjectId: agencyId, scope };
}

/** IM-12: a complaint goes past those whom it concerns and those over them; everything else is hidden from nobody. */
function subjectOf(
  stage: Stage,
  { type, file, payload }: SentDuty,
): DutySubject & { readonly hiddenFrom: readonly string[] } {
  const subject = dutySubject(stage, file);
  if (type !== 'receiveComplaint') return { ...subject, hiddenFrom: [] };
  const concerned = payload['concerned'] as readonly string[];
  const staff = staffOf(stage, subject.scope.agencyId);
  const places = staff.filter(({ personId }) => concerned.includes(personId));
  const { scope, hiddenFrom } = complaintRoute(places, staff, subject.scope.agencyId);
  return { ...subject, scope, hiddenFrom: [...new Set([...hiddenFrom, ...concerned])].sort() };
}

function staffOf({ cast }: Stage, agencyId: string | null): StaffPlace[] {
  return cast.names.flatMap((name) => {
    const { personId, role, teamId = null, officeId = null, ...actor } = cast.actor(name);
    const { supervisor } = cast.member(name);
    const supervisorId = supervisor === undefined ? null : cast.personId(supervisor);
    return actor.agencyId === agencyId ? [{ personId, role, teamId, officeId, agencyId, supervisorId }] : [];
  });
}

/** Without an API between, its first check is made here: a payload that is none never reaches the rules. */
export function malformedDuty({ type, payload }: SentDuty): Answer | null {
  if (type === 'openDutyFile') return null;
  const [issue] = dutySchemas[type].safeParse(payload).error?.issues ?? [];
  if (issue === undefined) return null;
  return { accepted: false, code: MALFORMED, rule: 'FORM', message: `/${issue.path.join('/')} ${issue.message}` };
}

/** The scenario's payload with what the API adds. */
export function dutyCommand(stage: Stage, sent: SentDuty): DutyCommand {
  const { type, payload, form, path } = sent;
  const begun = (): object => ({ ...subjectOf(stage, sent), policy: stage.policy });
  const opening = type === 'openDutyFile' ? begun() : isDutyOpener(type) ? { opening: begun() } : {};
  const content = form === undefined ? {} : { content: contentOf(uuidOf(stage.run, path, 'form'), type, form) };
  return {
    commandId: uuidOf(stage.run, path),
    type,
    actor: stage.cast.actor(sent.as),
    occurredAt: sent.occurredAt,
    payload: { ...opening, ...payload, ...content },
  } as unknown as DutyCommand;
}

function contentOf(contentId: string, type: SentDuty['type'], form: Readonly<Record<string, unknown>>): ContentRef {
  const digest = createHash('sha256').update(JSON.stringify(form)).digest('hex');
  return { contentId, form: DUTY_FORM_OF[type] ?? type, formVersion: FREE_FORM_VERSION, digest };
}
