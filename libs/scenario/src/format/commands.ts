import type { CommandType, ReadModel } from '@caseward/domain';
import type { Cast } from './cast.js';
import type { FileFault } from './faults.js';
import { pointerOf } from './faults.js';
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
  return (['owner', 'to'] as const)
    .filter((key) => typeof step.with?.[key] === 'string' && !castNames.includes(step.with[key]))
    .map((key) => ({
      pointer: `${base}/with/${key}`,
      message: `nobody called "${String(step.with?.[key])}" in the cast`,
    }));
}

/** One command as it is sent: `path` names its place in the file. */
export interface PlainCommand {
  readonly path: string;
  readonly type: CommandType;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly form?: Readonly<Record<string, unknown>> | undefined;
}

const SCREENING = { isChild: 'yes', harmedOrAtRisk: true, needsCaseworker: true, needsServices: true } as const;

/** A step as the commands that it stands for. */
export function plainCommands(step: CommandStep, path: string, owner: string): PlainCommand[] {
  const { do: name, with: payload, form } = step;
  const identification = { source: 'community', owner, ...payload };
  if (name === 'identifyChild') return [{ path, type: name, payload: identification, form }];
  if (name !== CONSENTED) return [{ path, type: name as CommandType, payload: payload ?? {}, form }];
  return [
    { path: `${path}.identify`, type: 'identifyChild', payload: identification, form },
    { path: `${path}.screen`, type: 'answerEligibility', payload: SCREENING },
    { path: `${path}.consent`, type: 'recordConsent', payload: { participate: true, storeData: true } },
  ];
}

const ESCALATION_COMMANDS: readonly CommandType[] = [
  'acknowledgeEscalation',
  'resolveEscalation',
  'reassignEscalation',
];

export function needsEscalation(type: CommandType): boolean {
  return ESCALATION_COMMANDS.includes(type);
}

/** A file names an escalation by the duty that was missed; the newest unresolved one is meant, else the newest. */
export function escalationIdOf(view: ReadModel, kind: string): string {
  const ofKind = view.escalations.filter((row) => row.kind === kind);
  const found = ofKind.filter((row) => row.status !== 'resolved').at(-1) ?? ofKind.at(-1);
  return found?.escalationId ?? `no-escalation-about-${kind}`;
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

export interface Resolution {
  readonly cast: Cast;
  readonly at: string;
  readonly escalationId: string | null;
}

/** Names from the file become what the system asks for. */
export function resolvePayload(command: PlainCommand, { cast, at, escalationId }: Resolution): Record<string, unknown> {
  const { kind, to, owner, ...rest } = command.payload;
  const payload: Record<string, unknown> = { ...rest };
  if (typeof owner === 'string') payload['owner'] = cast.owner(owner);
  if (command.type === 'requestClosure' && rest['checks'] === 'complete') payload['checks'] = completeForm(at);
  if (escalationId === null && kind !== undefined) payload['kind'] = kind;
  if (escalationId !== null) payload['escalationId'] = escalationId;
  if (typeof to === 'string') {
    if (command.type === 'reassignEscalation') payload['toPersonId'] = cast.actor(to).personId;
    else payload['to'] = cast.owner(to);
  }
  return payload;
}
