import { type PolicyDocument, type PolicyOverrides, type Zone } from '@caseward/domain';
import { isMap, isScalar, LineCounter, parseDocument, type Document } from 'yaml';
import { z } from 'zod';
import { localDateSchema, opaqueIdSchema } from '../primitives.js';
import { compileZone } from './compile-zone.js';
import { nearest } from './nearest.js';
import { PolicyOverridesError, readPolicyOverrides } from './policy-overrides.js';

/** One fault of a document: where it stands and what to write instead. */
export interface DocumentFault {
  /** JSON Pointer, such as `/values/assessment.high`. */
  readonly pointer: string;
  /** In the text; null where the place is missing. */
  readonly line: number | null;
  readonly message: string;
}

/** What in a document cannot be read, all of it at once. */
export class PolicyDocumentError extends Error {
  override readonly name = 'PolicyDocumentError';

  constructor(readonly faults: readonly DocumentFault[]) {
    super(faults.map(({ pointer, message }) => `${pointer}: ${message}`).join('\n'));
  }
}

const ZONE_KEY = 'calendar.timezone';
const values = z.record(z.string(), z.unknown());

/** `by` is a role or an opaque id: the document is read by everybody, and names nobody. */
const approvalSchema = z.strictObject({
  agency: opaqueIdSchema,
  by: opaqueIdSchema,
  on: localDateSchema,
});

export const policyDocumentSchema = z
  .strictObject({
    version: opaqueIdSchema,
    title: z.string({ error: 'Give the document a title.' }).min(1).max(200),
    zone: z
      .string()
      .min(1)
      .optional()
      .meta({ description: `An IANA name or an offset; also as ${ZONE_KEY}.` }),
    effectiveFrom: localDateSchema,
    basedOn: opaqueIdSchema.nullable().optional(),
    approvedBy: z.array(approvalSchema).max(200).optional(),
    values: values.optional(),
    contexts: z.record(opaqueIdSchema, z.strictObject({ values })).optional(),
  })
  .meta({ id: 'PolicyDocument', description: 'An SOP: what differs from the default, with who agreed and from when.' });
type Written = z.output<typeof policyDocumentSchema>;

interface Source {
  readonly yaml: Document.Parsed;
  readonly lines: LineCounter;
}

type Path = readonly (string | number)[];

function lineOf({ yaml, lines }: Source, path: Path): number | null {
  for (let length = path.length; length > 0; length -= 1) {
    const parent: unknown = length === 1 ? yaml.contents : yaml.getIn(path.slice(0, length - 1), true);
    const pair = isMap(parent) ? parent.items.find(({ key }) => isScalar(key) && key.value === path[length - 1]) : null;
    const start = isScalar(pair?.key) ? pair.key.range?.[0] : undefined;
    if (start !== undefined) return lines.linePos(start).line;
  }
  return null;
}

function faultAt(source: Source, path: Path, message: string): DocumentFault {
  return { pointer: path.map((part) => `/${String(part)}`).join(''), line: lineOf(source, path), message };
}

const KNOWN: Readonly<Record<string, readonly string[]>> = {
  '': Object.keys(policyDocumentSchema.shape),
  approvedBy: Object.keys(approvalSchema.shape),
  contexts: ['values'],
};

/** zod says of an unknown key that it is one; here also which one was meant. */
function shapeFaults(source: Source, error: z.ZodError): DocumentFault[] {
  return error.issues.flatMap((issue) => {
    const path = issue.path as Path;
    if (issue.code !== 'unrecognized_keys') return [faultAt(source, path, issue.message)];
    const known = KNOWN[String(path[0] ?? '')] ?? [];
    return issue.keys.map((key) =>
      faultAt(source, [...path, key], `There is no "${key}" here. The nearest is "${nearest(key, known)}".`),
    );
  });
}

/** Values by key; a fault points at the key. */
function readValues(
  source: Source,
  path: Path,
  written: Readonly<Record<string, unknown>>,
  base: Readonly<Record<string, unknown>>,
  faults: DocumentFault[],
): PolicyOverrides {
  try {
    return readPolicyOverrides(written, base);
  } catch (error) {
    if (!(error instanceof PolicyOverridesError)) throw error;
    error.problems.forEach((problem, index) => {
      const key = error.keys[index] ?? null;
      faults.push(faultAt(source, key === null ? path : [...path, key], problem));
    });
    return {};
  }
}

/** Compiling a zone walks a century of days: once for each name. */
const zones = new Map<string, Zone>();

/** @throws RangeError for an unknown name */
export function zoneNamed(name: string): Zone {
  const zone = zones.get(name) ?? compileZone(name);
  zones.set(name, zone);
  return zone;
}

function readZone(source: Source, written: Written, faults: DocumentFault[]): Zone {
  const inValues = written.values?.[ZONE_KEY];
  const name = written.zone ?? (typeof inValues === 'string' ? inValues : undefined);
  const path = written.zone === undefined ? ['values', ZONE_KEY] : ['zone'];
  if (name === undefined) {
    faults.push(faultAt(source, ['zone'], 'Give the time zone in which days are counted, such as Asia/Amman.'));
  } else if (inValues !== undefined && inValues !== name) {
    faults.push(faultAt(source, ['values', ZONE_KEY], 'It differs from "zone". Leave one of the two out.'));
  }
  try {
    return zoneNamed(name ?? 'UTC');
  } catch (error) {
    faults.push(faultAt(source, path, (error as Error).message));
    return zoneNamed('UTC');
  }
}

function assembled(source: Source, written: Written): PolicyDocument {
  const faults: DocumentFault[] = [];
  const zone = readZone(source, written, faults);
  const { [ZONE_KEY]: _, ...own } = written.values ?? {};
  const base = readValues(source, ['values'], own, own, faults);
  const contexts = Object.entries(written.contexts ?? {}).map(
    ([id, context]) => [id, readValues(source, ['contexts', id, 'values'], context.values, own, faults)] as const,
  );
  if (faults.length > 0) throw new PolicyDocumentError(faults);
  const { version, title, effectiveFrom, basedOn = null, approvedBy = [] } = written;
  const head = { version, title, zone, effectiveFrom, basedOn, approvedBy };
  return { ...head, values: base, contexts: Object.fromEntries(contexts) };
}

/**
 * A policy document from its text. What it says may still be against the lint.
 * @throws PolicyDocumentError with every fault, its place and its line
 */
export function readPolicyDocument(text: string): PolicyDocument {
  const lines = new LineCounter();
  const yaml = parseDocument(text, { lineCounter: lines, schema: 'core', strict: true, uniqueKeys: true });
  if (yaml.errors.length > 0) {
    throw new PolicyDocumentError(
      yaml.errors.map(({ message, linePos }) => ({
        ...{ pointer: '', line: linePos?.[0].line ?? null, message: message.split('\n')[0] ?? message },
      })),
    );
  }
  const source = { yaml, lines };
  const read = policyDocumentSchema.safeParse(yaml.toJS({ maxAliasCount: 50 }));
  if (!read.success) throw new PolicyDocumentError(shapeFaults(source, read.error));
  return assembled(source, read.data);
}
