import { applyDecorators, SetMetadata } from '@nestjs/common';
import { INDICATOR_READERS, NAME_READERS, type DutyCommandType, type Role } from '@caseward/domain';
import type { PeoplesCommand } from '@caseward/contracts';

/** What reading needs a permission for, and which roles have it at all. Which cases they reach is asked per case. */
export const READERS = {
  self: ['CW', 'SUP', 'MGR', 'HEAD', 'DE', 'CONF', 'BIDP', 'RFP', 'COMM', 'ADM', 'COORD'],
  cases: ['CW', 'SUP', 'MGR', 'HEAD', 'DE', 'ADM'],
  contents: ['CW', 'SUP', 'MGR', 'HEAD', 'DE'],
  shared: ['CW', 'SUP', 'MGR', 'CONF', 'BIDP', 'RFP'],
  inbox: ['CW', 'SUP', 'MGR', 'HEAD', 'DE', 'CONF', 'BIDP', 'RFP', 'COORD'],
  escalations: ['CW', 'SUP', 'MGR', 'HEAD', 'COORD'],
  commands: ['CW', 'SUP', 'MGR', 'HEAD', 'DE', 'CONF', 'BIDP', 'RFP', 'COMM'],
  /** What became of a command, also of one on a duty file. */
  outcomes: ['CW', 'SUP', 'MGR', 'HEAD', 'DE', 'CONF', 'BIDP', 'RFP', 'COMM', 'COORD'],
  drafts: ['CW', 'SUP', 'MGR', 'HEAD', 'DE', 'CONF', 'BIDP', 'RFP', 'COMM'],
  forms: ['CW', 'SUP', 'MGR', 'HEAD', 'DE', 'CONF', 'BIDP', 'RFP', 'COMM', 'ADM', 'COORD'],
  agency: ['SUP', 'MGR', 'HEAD'],
  organisation: ['SUP', 'MGR', 'HEAD', 'ADM'],
  guidance: ['CW', 'SUP', 'MGR', 'HEAD', 'DE', 'RFP', 'COMM'],
  indicators: INDICATOR_READERS,
  indicator_cases: ['CW', 'SUP', 'MGR', 'HEAD'],
  audit: ['ADM'],
  /** What the engine holds: codes and dates, never a name. */
  engine: ['ADM'],
  names: NAME_READERS,
  data_breaches: ['MGR', 'HEAD'],
  duties: ['CW', 'SUP', 'MGR', 'HEAD', 'DE', 'COORD', 'ADM'],
  duty_contents: ['CW', 'SUP', 'MGR', 'HEAD', 'DE', 'COORD'],
  directory: ['CW', 'SUP', 'MGR', 'HEAD', 'DE', 'COMM', 'COORD', 'ADM'],
  /** Section 2: the administrator loads what the coordination group agreed to. */
  policy_administration: ['ADM'],
  policy: ['CW', 'SUP', 'MGR', 'HEAD', 'DE', 'ADM', 'COORD'],
} as const satisfies Readonly<Record<string, readonly Role[]>>;
export type ReadPermission = keyof typeof READERS;

/** What is written beside cases and duty files, and which roles may at all. */
export const KEEPERS = {
  posts: ['SUP', 'MGR', 'HEAD'],
  dataEntry: ['CW', 'SUP', 'MGR'],
  directory: ['SUP', 'MGR', 'HEAD', 'COORD'],
  annexes: ['COORD'],
  names: NAME_READERS,
  handovers: ['SUP', 'MGR'],
  /** In which area each lies. */
  offices: ['ADM'],
  /** Photos and documents of a case. */
  attachments: ['CW', 'SUP', 'MGR', 'DE'],
  /** Having one of them checked that waits. */
  quarantine: ['SUP', 'MGR'],
  /** Passwords, second factors and sessions of others. */
  accounts: ['ADM'],
} as const satisfies Readonly<Record<string, readonly Role[]>>;
export type Register = keyof typeof KEEPERS;

export type RouteAccess =
  | { readonly kind: 'public' }
  | { readonly kind: 'reads'; readonly permission: ReadPermission }
  | { readonly kind: 'keeps'; readonly register: Register }
  /** `any`: whichever command the body names; each is checked by itself. */
  | { readonly kind: 'gives'; readonly command: PeoplesCommand | 'any' }
  /** The same for duty files. */
  | { readonly kind: 'gives_duty'; readonly command: DutyCommandType | 'any' };

export const ROUTE_ACCESS = 'caseward:access';

const declare = (access: RouteAccess): MethodDecorator => applyDecorators(SetMetadata(ROUTE_ACCESS, access));

/** Open to everybody, signed in or not. */
export const Public = (): MethodDecorator => declare({ kind: 'public' });
/** Needs the permission to read this kind of thing. */
export const Reads = (permission: ReadPermission): MethodDecorator => declare({ kind: 'reads', permission });
/** Writes into this register. */
export const Keeps = (register: Register): MethodDecorator => declare({ kind: 'keeps', register });
/** Gives this command of a duty file. */
export const GivesDuty = (command: DutyCommandType | 'any'): MethodDecorator =>
  declare({ kind: 'gives_duty', command });
/** Gives this command of the domain. */
export const Gives = (command: PeoplesCommand | 'any'): MethodDecorator => declare({ kind: 'gives', command });
