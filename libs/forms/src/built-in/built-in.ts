import type { FormDefinition, OptionList } from '../definition.js';
import type { Overlay } from '../overlay.js';
import { SOURCES } from './sources.generated.js';

export interface BuiltIn {
  readonly definitions: readonly FormDefinition[];
  readonly lists: readonly OptionList[];
  /** Examples of contexts; none is in force by itself. */
  readonly overlays: readonly Overlay[];
}

/** Which kind of file it is, by its folder. */
export function kindOf(file: string): keyof BuiltIn {
  if (file.startsWith('options/')) return 'lists';
  return file.startsWith('overlays/') ? 'overlays' : 'definitions';
}

let parsed: BuiltIn | undefined;

/** The forms that come with the program. They were linted when it was built. */
export function builtIn(): BuiltIn {
  const of = <T>(kind: keyof BuiltIn): T[] =>
    SOURCES.filter(([file]) => kindOf(file) === kind).map(([, json]) => JSON.parse(json) as T);
  parsed ??= { definitions: of('definitions'), lists: of('lists'), overlays: of('overlays') };
  return parsed;
}
