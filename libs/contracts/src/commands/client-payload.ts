import type { CommandPayloads, CommandType, Owner } from '@caseward/domain';

/** Commands that only the engine gives. */
export const ENGINE_COMMANDS = ['alarm', 'sync'] as const satisfies readonly CommandType[];
export type EngineCommand = (typeof ENGINE_COMMANDS)[number];
/** Commands that people give. */
export type PeoplesCommand = Exclude<CommandType, EngineCommand>;

/** Whom a case goes to: the caseworker is enough; whatever else is given must agree with the directory. */
export interface OwnerChoice {
  readonly caseworkerId: Owner['caseworkerId'];
  readonly teamId?: Owner['teamId'];
  readonly officeId?: Owner['officeId'];
  readonly agencyId?: Owner['agencyId'];
}

/** Fields that the server fills: claim checks of stored forms, the case code, the policy in force, open cases counted. */
export const SERVER_FILLED = ['content', 'caseCode', 'policy', 'receiverOpenCases'] as const;
type ServerFilled = (typeof SERVER_FILLED)[number];
type Owned = 'owner' | 'to';

interface Chosen {
  /** Without an owner, the caseworker who identifies the child keeps the case. */
  readonly identifyChild: { readonly owner?: OwnerChoice };
  readonly assignCase: { readonly to: OwnerChoice };
  readonly reassignCase: { readonly to: OwnerChoice };
  readonly acceptTransfer: { readonly to: OwnerChoice };
}

/** What a client may send as the payload of a command. */
export type ClientPayload<T extends CommandType> = Omit<CommandPayloads[T], ServerFilled | Owned> &
  (T extends keyof Chosen ? Chosen[T] : unknown);

/** Commands that may come with a form (narrative content, stored apart). */
export type CommandWithForm = {
  [T in CommandType]: 'content' extends keyof CommandPayloads[T] ? T : never;
}[CommandType];
