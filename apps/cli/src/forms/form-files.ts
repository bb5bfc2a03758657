import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { builtIn, type FormFiles } from '@caseward/forms';
import { CommandFailed, EXIT } from '../terminal/exit-codes.js';

function filesIn(path: string): string[] {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) throw new CommandFailed(`${path}: there is no such file or folder`, EXIT.usage);
  if (!stats.isDirectory()) return [path];
  return readdirSync(path, { recursive: true })
    .map((name) => join(path, String(name)))
    .filter((name) => name.endsWith('.json'))
    .sort();
}

function parsed(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    throw new CommandFailed(`${file}: is no JSON`, EXIT.failure, 'Correct the file; an editor shows the place.');
  }
}

/** What a file is shows in its first key; whatever is nothing else is looked at as a form. */
function kindOf(file: unknown): 'definitions' | 'lists' | 'overlays' {
  const keys = typeof file === 'object' && file !== null ? file : {};
  if ('list' in keys) return 'lists';
  return 'context' in keys && !('form' in keys) ? 'overlays' : 'definitions';
}

/** The forms of the program together with those in files and folders; a file that says the same counts once. */
export function formFiles(paths: readonly string[]): Required<Omit<FormFiles, 'commands'>> & { readonly read: number } {
  const { definitions, lists, overlays } = builtIn();
  const own = { definitions, lists, overlays };
  const known = new Set(Object.values(own).flatMap((some) => some.map((file: unknown) => JSON.stringify(file))));
  const given = paths.flatMap(filesIn).map(parsed);
  const added = given.filter((file) => !known.has(JSON.stringify(file)));
  const of = (kind: keyof typeof own): unknown[] => added.filter((file) => kindOf(file) === kind);
  return {
    definitions: [...definitions, ...of('definitions')],
    lists: [...lists, ...of('lists')],
    overlays: [...overlays, ...of('overlays')],
    read: given.length,
  };
}
