import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { parseScenario, UnusableScenarioError, type Scenario } from '@caseward/scenario';
import { documentsIn } from './documents.js';

export interface ScenarioFile {
  readonly file: string;
  readonly scenario: Scenario;
}
/** A file that cannot be played, with the places at fault. */
export interface UnusableFile {
  readonly file: string;
  readonly faults: UnusableScenarioError['faults'];
}
export type FoundFile = ScenarioFile | UnusableFile;

function found(file: string, read: () => Scenario): FoundFile {
  try {
    return { file, scenario: read() };
  } catch (error) {
    if (error instanceof UnusableScenarioError) return { file, faults: error.faults };
    return { file, faults: [{ pointer: '', message: (error as Error).message }] };
  }
}

/** A scenario with the policy documents that it names, from where it lies. @throws UnusableScenarioError */
export function readScenarioFile(file: string): Scenario {
  return parseScenario(readFileSync(file, 'utf8'), (path) => readFileSync(resolve(dirname(file), path), 'utf8'));
}

function isScenarioFile(name: string): boolean {
  return name.endsWith('.json') && !name.endsWith('.schema.json');
}

function* filesIn(path: string): Generator<string> {
  const entries = readdirSync(path, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const inside = join(path, entry.name);
    if (entry.isDirectory() && entry.name !== 'node_modules') yield* filesIn(inside);
    else if (isScenarioFile(entry.name)) yield inside;
  }
}

function fromInput(content: string): FoundFile[] {
  const documents = documentsIn(content);
  if (documents.length === 0) return [{ file: '-', faults: [{ pointer: '', message: 'nothing came in' }] }];
  const isByLine = new Set(documents.map(({ line }) => line)).size === documents.length;
  const nameOf = (index: number, line: number): string => {
    if (documents.length === 1) return '-';
    return isByLine ? `-:${line}` : `-#${index + 1}`;
  };
  return documents.map(({ line, text: one }, index) => found(nameOf(index, line), () => parseScenario(one)));
}

/** Files, folders (searched through), or `-` for what comes in on stdin. */
export async function* scenarioFiles(paths: readonly string[]): AsyncGenerator<FoundFile> {
  for (const path of paths) {
    if (path === '-') {
      yield* fromInput(await text(process.stdin));
      continue;
    }
    const stats = statSync(path, { throwIfNoEntry: false });
    if (stats === undefined) {
      yield { file: path, faults: [{ pointer: '', message: 'there is no such file or folder' }] };
      continue;
    }
    for (const file of stats.isDirectory() ? filesIn(path) : [path]) {
      yield found(file, () => readScenarioFile(file));
    }
  }
}
