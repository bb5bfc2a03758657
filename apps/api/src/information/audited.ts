import type { AccessKind } from '@caseward/domain';
import type { ReadPermission, RouteAccess } from '../access/route-access.js';

/**
 * IM-6: what concerns cases, duty files, or who may see them. Every other reading is of words that are the same for all:
 * forms, policies, the directory of services, the guide.
 */
const CONCERNS_CASES: Readonly<Record<ReadPermission, boolean>> = {
  self: false,
  cases: true,
  contents: true,
  shared: true,
  inbox: true,
  escalations: true,
  commands: true,
  outcomes: true,
  drafts: true,
  forms: false,
  agency: true,
  organisation: false,
  guidance: false,
  indicators: false,
  indicator_cases: true,
  audit: true,
  /** The route says itself which cases it showed. */
  engine: false,
  names: true,
  data_breaches: true,
  duties: true,
  duty_contents: true,
  directory: false,
  policy_administration: false,
  policy: false,
};

const LEAVES_THE_SYSTEM: ReadonlySet<string> = new Set(['information.copy', 'attachments.ticket']);
/** Whoever signs in is nobody yet: the answer says whether they did. */
const SIGN_INS: ReadonlySet<string> = new Set(['sign_in_pages.answer', 'web_sessions.callback']);
/** Sharing against the consent, and files opened in an emergency. */
const OVERRIDES: ReadonlySet<string> = new Set(['overrideSharing', 'openEmergencyAccess']);

/** What is known of a request before it is answered. */
export interface Asked {
  readonly access: RouteAccess | undefined;
  /** `CasesController.content` is `cases.content`. */
  readonly word: string;
  /** HTTP method. */
  readonly method: string;
  readonly params: Readonly<Record<string, string | undefined>>;
  readonly body: unknown;
}

/** What an answer is in the audit trail; null for what is about no case. */
export function auditedAs({ access, word, method, params, body }: Asked): AccessKind | null {
  if (SIGN_INS.has(word)) return 'session';
  if (access === undefined || access.kind === 'public') return null;
  if (access.kind === 'keeps') return access.register === 'names' ? null : 'write';
  if (access.kind !== 'reads') return OVERRIDES.has(commandOf(access, body)) ? 'override' : 'write';
  // The list of names logs each look by itself, in the statement that looks.
  if (access.permission === 'names' && aboutOf(params) !== undefined) return null;
  // Sessions and second factors of the person's own: begun, shown, added, ended.
  if (access.permission === 'self') return method === 'GET' ? null : 'session';
  if (LEAVES_THE_SYSTEM.has(word)) return 'export';
  if (aboutOf(params) !== undefined) return 'read';
  return CONCERNS_CASES[access.permission] ? 'list' : null;
}

function commandOf({ command }: Extract<RouteAccess, { command: string }>, body: unknown): string {
  if (command !== 'any') return command;
  const named = typeof body === 'object' && body !== null && 'type' in body ? body.type : undefined;
  return typeof named === 'string' ? named : command;
}

/** The case or duty file that an address is about. */
export function aboutOf({ caseId, fileId }: Asked['params']): string | undefined {
  return caseId ?? fileId;
}

/** `CasesController.content` is `cases.content`. */
export function wordOf(routeName: string): string {
  const [controller = '', handler = ''] = routeName.split('.');
  const words = controller.replace(/Controller$/, '').replaceAll(/(?<=[a-z])(?=[A-Z])/g, '_');
  return `${words.toLowerCase()}.${handler}`;
}
