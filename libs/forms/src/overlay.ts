import type { Field, FieldPath, FormDefinition, Option, OptionList, Section, Words } from './definition.js';
import { fieldsOf } from './form-set.js';

/** Changes to the options of a field, or of a shared list. */
export interface OptionChanges {
  readonly add?: readonly Option[];
  readonly relabel?: Readonly<Record<string, Words>>;
  /** Codes that are no longer offered. Older answers keep them. */
  readonly retire?: readonly string[];
}

export interface Relabel {
  readonly label?: Words;
  readonly help?: Words;
}

/** What a context changes in one form. Nothing here can take away what a step needs: lint refuses it. */
export interface FormOverlay {
  readonly form: string;
  /** The version that is changed. */
  readonly base: number;
  readonly title?: Words;
  readonly relabel?: Readonly<Record<FieldPath, Relabel>>;
  /** Fields that this context does not ask for. */
  readonly hide?: readonly FieldPath[];
  /** Fields that this context cannot go without. */
  readonly require?: readonly FieldPath[];
  readonly addFields?: readonly { readonly section: string; readonly fields: readonly Field[] }[];
  readonly addSections?: readonly Section[];
  readonly options?: Readonly<Record<FieldPath, OptionChanges>>;
}

/** `overlays/<context>.json`: how a country or a group of agencies words its forms, without code. */
export interface Overlay {
  /** snake_case. */
  readonly context: string;
  /** Goes up with every change: stored forms name the version they were filled in, for ever. */
  readonly revision: number;
  /** Lists of this context only. */
  readonly lists?: readonly OptionList[];
  readonly listChanges?: Readonly<Record<string, OptionChanges>>;
  readonly forms: readonly FormOverlay[];
}

/** Versions of contexts stand apart from those of everybody: version 2 in its third revision is 2003. */
export const REVISIONS = 1000;
export const overlaidVersion = (base: number, revision: number): number => base * REVISIONS + revision;

export function changedOptions(options: readonly Option[], changes: OptionChanges | undefined): readonly Option[] {
  if (changes === undefined) return options;
  const { add = [], relabel = {}, retire = [] } = changes;
  const changed = options.map(({ code, label, ...rest }): Option => {
    const retired = retire.includes(code) ? { isRetired: true as const } : {};
    return { code, label: relabel[code] ?? label, ...rest, ...retired };
  });
  return [...changed, ...add];
}

/** The lists of a context: shared ones with its changes, and its own. */
export function listsOf(lists: readonly OptionList[], { lists: own = [], listChanges = {} }: Overlay): OptionList[] {
  return [...lists.map(({ list, options }) => ({ list, options: changedOptions(options, listChanges[list]) })), ...own];
}

/** A form as a context words it. Its lists are those of `listsOf`. */
export function overlay(
  definition: FormDefinition,
  changes: FormOverlay,
  revision: number,
  lists: readonly OptionList[],
): FormDefinition {
  const { relabel = {}, hide = [], require: needed = [], options = {} } = changes;
  const hidden = new Set(hide);
  const changed = (field: Field, above: string): Field => {
    const path = above + field.id;
    const own = typeof field.options === 'string' ? listNamed(lists, field.options) : field.options;
    return {
      ...field,
      ...relabel[path],
      ...(needed.includes(path) ? { required: true as const } : {}),
      ...(own === undefined || options[path] === undefined ? {} : { options: changedOptions(own, options[path]) }),
      ...(field.fields === undefined ? {} : { fields: kept(field.fields, `${path}.`) }),
    };
  };
  const kept = (fields: readonly Field[], above: string): Field[] =>
    fields.filter(({ id }) => !hidden.has(above + id)).map((field) => changed(field, above));
  const sections = definition.sections.map((section) => ({
    ...section,
    fields: [...kept(section.fields, ''), ...addedTo(section.id, changes)],
  }));
  return {
    ...definition,
    version: overlaidVersion(definition.version, revision),
    ...(changes.title === undefined ? {} : { title: changes.title }),
    sections: [...sections, ...(changes.addSections ?? [])],
  };
}

function listNamed(lists: readonly OptionList[], name: string): readonly Option[] | undefined {
  return lists.find(({ list }) => list === name)?.options;
}

function addedTo(section: string, { addFields = [] }: FormOverlay): readonly Field[] {
  return addFields.filter((added) => added.section === section).flatMap(({ fields }) => fields);
}

/** The paths that a form cannot lose: what it requires, what a step needs, and what holds these. */
export function neededPaths(definition: FormDefinition): ReadonlySet<FieldPath> {
  const required = fieldsOf<Field>(definition).filter(({ field }) => field.required !== undefined);
  const named = [...required.map(({ path }) => path), ...Object.values(definition.minimum).flat()];
  const holders = named.flatMap((path) => {
    const parts = path.split('.');
    return parts.map((_, index) => parts.slice(0, index + 1).join('.'));
  });
  return new Set(holders);
}
