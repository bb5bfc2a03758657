import type { AccessKind } from '@caseward/domain';
import type { FastifyRequest } from 'fastify';
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
  engine: true,
  names: true,
  data_breaches: true,
  duties: true,
  duty_contents: true,
  directory: false,
  policy_administration: false,
  policy: false,
};

/**
 * Each look for a name is noted by the statement that looks; what the engine holds shows its cases in no field. What these
 * refuse is noted as everywhere.
 */
const NOTE_THEMSELVES: ReadonlySet<string> = new Set(['names.name', 'names.keep', 'codec.decode']);
const LEAVES_THE_SYSTEM: ReadonlySet<string> = new Set(['information.copy', 'attachments.ticket']);
const WRITES: ReadonlySet<string> = new Set(['PUT', 'DELETE']);
/** Whoever signs in is nobody yet: the answer says whether they did. */
const SIGN_INS: ReadonlySet<string> = new Set(['sign_in_pages.answer', 'web_sessions.callback']);
/** Sharing against the consent, and files opened in an emergency. */
const OVERRIDES: ReadonlySet<string> = new Set(['overrideSharing', 'openEmergencyAccess']);

/** What is known of a request before it is answered. */
export interface Asked {
  readonly access: RouteAccess | undefined;
  /** `CasesController.content` is `cases.content`. */
  readonly word: string;
  /** HTTP method; HEAD asks what GET asks. */
  readonly method: string;
  readonly params: Readonly<Record<string, string | undefined>>;
  readonly body: unknown;
}

/** A request of the route that is declared like this. */
export function askedOf(request: FastifyRequest, word: string, access: RouteAccess | undefined): Asked {
  const params = request.params as Asked['params'];
  return { access, word, method: methodOf(request), params, body: request.body };
}

/** Of a HEAD, that of the route which answers it. */
export function methodOf({ method }: Pick<FastifyRequest, 'method'>): string {
  return method === 'HEAD' ? 'GET' : method;
}

/** Whether a route writes into the trail by itself what it shows. */
export function notesItself({ word }: Pick<Asked, 'word'>): boolean {
  return NOTE_THEMSELVES.has(word);
}

/** What a route is in the audit trail; null for what is about no case. */
export function auditedAs({ access, word, method, params, body }: Asked): AccessKind | null {
  if (SIGN_INS.has(word)) return 'session';
  if (access === undefined || access.kind === 'public') return null;
  if (access.kind === 'keeps') return 'write';
  if (access.kind !== 'reads') return OVERRIDES.has(commandOf(access, body)) ? 'override' : 'write';
  // Sessions and second factors of the person's own: begun, shown, added, ended.
  if (access.permission === 'self') return method === 'GET' ? null : 'session';
  if (LEAVES_THE_SYSTEM.has(word)) return 'export';
  // Drafts, by who may read them.
  if (WRITES.has(method)) return 'write';
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
