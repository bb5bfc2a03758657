import { DomainError } from '../errors.js';
import { textOf } from '../policy/policy.js';
import type { Command, CommandType } from './commands.js';
import { openImmediateConcerns } from './gates.js';
import type { CaseState } from './state.js';
import { FREE_FORM_VERSION, type ContentRef } from './vocabulary/content.js';

/** Section 5: steps whose form has a minimum that the step cannot do without. */
export const DOCUMENTED_STEPS: ReadonlySet<CommandType> = new Set<CommandType>([
  'recordConsent',
  'registerCase',
  'completeAssessment',
  'agreePlan',
  'sendReferral',
  'recordService',
  'recordFollowUp',
  'holdReview',
  'concludeConference',
  'recordBidDecision',
  'requestClosure',
  'requestReopening',
  'sendTransfer',
]);

/**
 * `forms.minimum_data` = required: such a step comes with its form. That the form is complete was checked by whoever
 * stored it, before there was a reference to it. While an immediate concern is open help comes before paper (UA-2), and
 * about a refusal nothing is written down (CONS-4).
 * @throws DomainError FIELD_MISSING
 */
export function assertDocumented(state: CaseState, command: Command): void {
  const { policy } = state;
  if (policy === null || textOf(policy, 'forms.minimum_data') !== 'required') return;
  if (!DOCUMENTED_STEPS.has(command.type) || openImmediateConcerns(state, command.occurredAt).length > 0) return;
  if (command.type === 'recordConsent' && !command.payload.participate) return;
  const { content } = command.payload as { readonly content?: ContentRef };
  if (content !== undefined && content.formVersion > FREE_FORM_VERSION) return;
  throw new DomainError('FIELD_MISSING', 'SPEC-5', 'This step needs its form, filled in.', {
    field: '/form',
    inputs: { command: command.type },
    remedy: 'Fill in the form of this step and send it along.',
  });
}
