import { createHash } from 'node:crypto';
import { commandSchemas, formOf, FREE_FORM_VERSION } from '@caseward/contracts';
import type { Command, CommandType, ContentRef } from '@caseward/domain';
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
  return { contentId, form: formOf(type) ?? type, formVersion: FREE_FORM_VERSION, digest };
}

/** The scenario's payload with what the API adds: the policy in force, a case code, the claim check of a form. */
export function engineCommand(stage: Stage, sent: SentCommand): Command {
  const { path, as, type, payload, form, occurredAt, caseName } = sent;
  const added: Record<string, unknown> = {};
  if (type === 'identifyChild') added['policy'] = stage.policy;
  if (type === 'registerCase') added['caseCode'] = `SCENARIO-${stage.caseNames.indexOf(caseName) + 1}`;
  if (form !== undefined) added['content'] = contentOf(uuidOf(stage.run, path, 'form'), type, form);
  const actor = stage.cast.actor(as);
  const whole = { commandId: commandIdOf(stage, path), type, actor, occurredAt, payload: { ...added, ...payload } };
  return whole as unknown as Command;
}
