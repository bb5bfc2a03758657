import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { isAt, type ApiDocument, type Operation } from './operations.js';

export interface Seen {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const FORMATS: Readonly<Record<string, (text: string) => boolean>> = {
  uuid: (text) => UUID.test(text),
  date: (text) => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)),
  'date-time': (text) => /^\d{4}-\d{2}-\d{2}T/.test(text) && !Number.isNaN(Date.parse(text)),
  base64: (text) => /^[A-Za-z0-9+/]*={0,2}$/.test(text),
  email: (text) => /^[^@\s]+@[^@\s]+$/.test(text),
};

/** Words of a program's inside, which no answer has. */
const INSIDE =
  /\n\s+at \S+ \(|node_modules|\.[jt]s:\d+:\d+|QueryFailedError|TypeORM|ECONNREFUSED|PostgresError|syntax error at or near|violates \w+ constraint|WorkflowExecution|temporal\.api|at Object\.<anonymous>/;

/** What the framework answers before a route is asked; the same everywhere. */
const ANYWHERE = new Set([405, 406, 413, 415]);
/** What it answers where an address leads elsewhere, or nowhere. */
const ELSEWHERE = new Set([400, 404, 414]);

const textOf = (header: unknown): string => (typeof header === 'string' ? header : '');
const mediaTypeOf = ({ headers }: Seen): string => textOf(headers['content-type']).split(';')[0] ?? '';

/** Says of every answer what is wrong with it by the description of the API itself; nothing else is trusted. */
export class Judge {
  readonly #ajv = new Ajv2020({ strict: false, allErrors: false, formats: { ...FORMATS } });
  readonly #compiled = new Map<string, ValidateFunction>();

  constructor(private readonly document: ApiDocument) {
    this.#ajv.addSchema({ $id: 'caseward', ...document.whole });
  }

  faultsOf(operation: Operation, seen: Seen, url: string): string[] {
    const { status, headers, text } = seen;
    const faults: string[] = [];
    if (status >= 500) faults.push(`answers ${String(status)} ${codeIn(text)}`);
    if (INSIDE.test(text)) faults.push('shows the inside of the program');
    if (headers['x-content-type-options'] !== 'nosniff' || headers['content-security-policy'] === undefined)
      faults.push('has no security headers');
    if (operation.path.startsWith('/v1/') && !textOf(headers['cache-control']).includes('no-store'))
      faults.push('may be kept by a cache');
    return [...faults, ...this.#shape(operation, seen, url)];
  }

  #shape(operation: Operation, seen: Seen, url: string): string[] {
    const { status, text } = seen;
    const type = mediaTypeOf(seen);
    const isFramework =
      ANYWHERE.has(status) || (ELSEWHERE.has(status) && !isAt(operation.path, url.split('?')[0] ?? ''));
    const answers = operation.answers.get(status);
    if (answers === undefined && !isFramework)
      return [`answers ${String(status)} ${codeIn(text)}, which is not described`];
    // A browser is refused with a page.
    if (status >= 400 && type === 'text/html' && answers !== undefined && type in answers) return [];
    if (status >= 400) return this.#problem(seen, type, `${operation.name} ${String(status)}`);
    if (answers === undefined || Object.keys(answers).length === 0) return [];
    const schema = answers[type];
    if (schema === undefined)
      return 'application/octet-stream' in answers ? [] : [`answers ${String(status)} as ${type}`];
    if (!type.endsWith('json') || Object.keys(schema).length === 0) return [];
    const pointer = ['paths', operation.path, operation.method.toLowerCase(), 'responses', String(status)];
    return this.#validate([...pointer, 'content', type, 'schema'], text, `answers ${String(status)}`);
  }

  #problem({ status, text }: Seen, type: string, where: string): string[] {
    if (type !== 'application/problem+json') return [`${where}: is ${type}, no problem document`];
    const faults = this.#validate(['components', 'schemas', 'Problem'], text, `refuses ${String(status)}`);
    const body = parsed(text) as { status?: unknown; code?: unknown } | undefined;
    if (body?.status !== status) faults.push('a problem says another status');
    return faults;
  }

  #validate(path: readonly string[], text: string, words: string): string[] {
    const value = parsed(text);
    if (value === undefined) return [`${words} without JSON`];
    const pointer = path.map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/');
    const validate = this.#compiled.get(pointer) ?? this.#ajv.compile({ $ref: `caseward#/${pointer}` });
    this.#compiled.set(pointer, validate);
    if (validate(value)) return [];
    const [error] = validate.errors ?? [];
    const place = `${error?.instancePath.replaceAll(/\d+/g, '*') ?? ''} ${error?.message ?? ''}`;
    return [`${words} off its schema: ${place} ${JSON.stringify(error?.params ?? {})}`];
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** Why it was refused: the code, and the field where one is named. */
export function codeIn(text: string): string {
  const [code = '', pointer = ''] = [/"code":"([A-Z_]+)"/, /"pointer":"([^"]*)"/].map((one) => one.exec(text)?.[1]);
  return `${code} ${pointer.slice(0, 60)}`.trim();
}
