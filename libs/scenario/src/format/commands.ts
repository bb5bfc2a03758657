import { SERVICE_TYPES, type CommandType } from '@caseward/domain';
import type { FileFault } from './faults.js';
import { pointerOf } from './faults.js';
import { resolveNames, unknownPeople, type Naming } from './names.js';
import { CONSENTED, PAYLOADS, payloadIssues } from './payloads.js';
import type { CommandStep } from './scenario.js';

/** The code under which every way of playing reports a payload that is no payload of this command. */
export const MALFORMED = 'MALFORMED';

export function isScenarioCommand(name: string): boolean {
  return name in PAYLOADS;
}

function expectsMalformed(step: CommandStep): boolean {
  return typeof step.expect === 'object' && 'refused' in step.expect && step.expect.refused.code === MALFORMED;
}

/** What stands in the file that no system could take, unless being refused for it is the point. */
export function commandFaults(step: CommandStep, castNames: readonly string[], base: string): FileFault[] {
  if (!isScenarioCommand(step.do)) return [{ pointer: `${base}/do`, message: `no command "${step.do}"` }];
  if (expectsMalformed(step)) return [];
  const issues = payloadIssues(step.do, step.with ?? {});
  if (issues.length > 0) {
    return issues.map(({ path, message }) => ({ pointer: `${base}/with${pointerOf(path)}`, message }));
  }
  return unknownPeople(castNames, step.with ?? {}).map(({ path, name }) => ({
    pointer: `${base}/with${pointerOf(path)}`,
    message: `nobody called "${name}" in the cast`,
  }));
}

/** One command as it is sent: `path` names its place in the file. */
export interface PlainCommand {
  readonly path: string;
  readonly type: CommandType;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly form?: Readonly<Record<string, unknown>> | undefined;
}

/** The fixture of the scenarios: every scope, and every service by name. */
const EVERY_SCOPE = {
  participate: true,
  storeData: true,
  reporting: true,
  services: [...SERVICE_TYPES],
  caseTransfer: true,
  unhcr: true,
  tracing: true,
  givenBy: ['child', 'caregiver'],
};
const SCREENING = { isChild: 'yes', harmedOrAtRisk: true, needsCaseworker: true, needsServices: true } as const;

/** A step as the commands that it stands for. */
export function plainCommands(step: CommandStep, path: string, owner: string): PlainCommand[] {
  const { do: name, with: payload, form } = step;
  const { consent, ...own } = payload ?? {};
  const identification = { source: 'community', owner, ...own };
  if (name === 'identifyChild') return [{ path, type: name, payload: identification, form }];
  if (name !== CONSENTED) return [{ path, type: name as CommandType, payload: payload ?? {}, form }];
  return [
    { path: `${path}.identify`, type: 'identifyChild', payload: identification, form },
    { path: `${path}.screen`, type: 'answerEligibility', payload: SCREENING },
    { path: `${path}.consent`, type: 'recordConsent', payload: { ...EVERY_SCOPE, ...(consent ?? {}) } },
  ];
}

const COMPLETE_FORM = {
  childAndFamilyInvolved: true,
  workersTold: true,
  contactForLaterGiven: true,
  feedbackOffered: true,
  fileComplete: true,
  storageFormAgreed: true,
};
const KEEP_YEARS = 10;

function completeForm(on: string): Record<string, unknown> {
  return { ...COMPLETE_FORM, keepUntil: `${Number(on.slice(0, 4)) + KEEP_YEARS}-12-31` };
}

/** What a payload points to with `kind`, as the id that the system knows it by. */
export interface Reference {
  readonly field: 'escalationId' | 'noticeId';
  readonly id: string;
}

export interface Resolution extends Naming {
  readonly at: string;
  readonly reference: Reference | null;
}

/** Names from the file become what the system asks for. */
export function resolvePayload(
  command: PlainCommand,
  { cast, zone, at, reference }: Resolution,
): Record<string, unknown> {
  const { kind, ...rest } = command.payload;
  const payload = resolveNames({ cast, zone }, rest) as Record<string, unknown>;
  if (command.type === 'requestClosure' && rest['checks'] === 'complete') payload['checks'] = completeForm(at);
  if (reference === null && kind !== undefined) payload['kind'] = kind;
  if (reference !== null) payload[reference.field] = reference.id;
  if (command.type !== 'reassignEscalation') return payload;
  const { to: _, ...reassigned } = payload;
  return { ...reassigned, toPersonId: cast.personId(String(rest['to'])) };
}
