import { createHash } from 'node:crypto';
import { commandSchemas, formOf, FREE_FORM_VERSION, readFilledForm } from '@caseward/contracts';
import { caseCodeOf, type Actor, type Command, type CommandType, type ContentRef, type Owner } from '@caseward/domain';
import { MALFORMED } from '../format/commands.js';
import type { Answer, SentCommand, Stage } from '../play/driver.js';
import { uuidOf } from '../play/ids.js';

export function caseIdOf(stage: Pick<Stage, 'run'>, caseName: string): string {
  return uuidOf(stage.run, 'case', caseName);
}

export function commandIdOf(stage: Pick<Stage, 'run'>, path: string): string {
  return uuidOf(stage.run, path);
}

/** Without an API between, its first check is made here: a payload that is none never reaches the rules. */
export function malformed({ type, payload }: SentCommand): Answer | null {
  const [issue] = commandSchemas[type].safeParse(payload).error?.issues ?? [];
  if (issue === undefined) return null;
  return { accepted: false, code: MALFORMED, rule: 'FORM', message: `/${issue.path.join('/')} ${issue.message}` };
}

function contentOf(contentId: string, type: CommandType, form: Readonly<Record<string, unknown>>): ContentRef {
  const digest = createHash('sha256').update(JSON.stringify(form)).digest('hex');
  const filled = readFilledForm(form);
  const named = filled ?? { form: formOf(type) ?? type, version: FREE_FORM_VERSION };
  return { contentId, form: named.form, formVersion: named.version, digest };
}

function digestOf(text: string): bigint {
  return BigInt(`0x${createHash('sha256').update(text).digest('hex')}`);
}

/** Commands that put a case on somebody, in the payload field `to` (SUPV-1). */
const TAKES_ON: Partial<Record<CommandType, true>> = { assignCase: true, reassignCase: true, acceptTransfer: true };

/** Commands with which a case begins to count for whoever has it already (SUPV-1). */
const BEGINS_TO_COUNT: Partial<Record<CommandType, true>> = { registerCase: true, approveReopening: true };

/** Over all cases of the scenario. */
export interface Known {
  readonly actorOf: (name: string) => Actor;
  /** How many open cases a caseworker has. */
  readonly openCases: (caseworkerId: string) => number;
  readonly ownerOf: (caseName: string) => Owner | null;
}

/** The scenario's payload with what the API adds: policy, case code, how many cases the receiver has, the claim check. */
export function engineCommand(stage: Stage, sent: SentCommand, known: Known): Command {
  const { path, as, type, payload, form, occurredAt, caseName, authoredBy } = sent;
  const added: Record<string, unknown> = {};
  if (type === 'identifyChild') added['policy'] = stage.policyInForce(sent.recordedAt);
  if (type === 'adoptPolicy') added['policy'] = stage.policies.get(String(payload['version'])) ?? stage.policy;
  if (type === 'registerCase') added['caseCode'] = caseCodeOf(digestOf(caseIdOf(stage, caseName)));
  const owner = BEGINS_TO_COUNT[type] === true ? known.ownerOf(caseName) : null;
  const receiver = TAKES_ON[type] === true ? (payload['to'] as Owner) : owner;
  if (receiver !== null) added['receiverOpenCases'] = known.openCases(receiver.caseworkerId);
  if (form !== undefined) added['content'] = contentOf(uuidOf(stage.run, path, 'form'), type, form);
  const author = authoredBy === undefined ? {} : { authoredBy: stage.cast.personId(authoredBy) };
  return {
    commandId: commandIdOf(stage, path),
    type,
    actor: known.actorOf(as),
    ...author,
    occurredAt,
    payload: { ...added, ...payload },
  } as unknown as Command;
}
