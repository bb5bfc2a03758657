import type { Field, FormDefinition, OptionList } from '../definition.js';
import { FIRST_DEFINED_VERSION } from '../definition.js';
import { fieldsOf } from '../form-set.js';
import { listsOf, overlay, type Overlay } from '../overlay.js';
import { malformations, type FileKind } from './malformed.js';
import { lintFields } from './fields.js';
import type { FormFinding, Report } from './finding.js';
import { lintNextVersion, lintRelations } from './form.js';
import { lintOverlay } from './overlay.js';
import { lintWords } from './words.js';

/** Files as they were read, whatever they hold. */
export interface FormFiles {
  readonly definitions: readonly unknown[];
  readonly lists: readonly unknown[];
  readonly overlays: readonly unknown[];
  /** The commands that take a form; null when nobody can tell. */
  readonly commands?: readonly string[] | null;
}

/** Everything that is wrong with a set of forms, before a caseworker meets it. */
export function lintForms(files: FormFiles): FormFinding[] {
  const findings: FormFinding[] = [];
  const reporter =
    (where: string): Report =>
    (code, path, message, severity = 'error') =>
      findings.push({ severity, code, where, path, message });
  const wellFormed = <T>(kind: FileKind, some: readonly unknown[]): T[] =>
    some.filter((file) => {
      const report = reporter(nameOf(kind, file));
      const wrong = malformations(kind, file);
      for (const { path, message } of wrong) report('malformed', path, message);
      lintWords(file, report);
      return wrong.length === 0;
    }) as T[];
  const definitions = wellFormed<FormDefinition>('definition', files.definitions);
  const lists = wellFormed<OptionList>('list', files.lists);
  const overlays = wellFormed<Overlay>('overlay', files.overlays);
  lintSet({ definitions, lists }, files.commands ?? null, reporter);
  lintListNames(lists, reporter);
  for (const one of overlays) lintContext(one, definitions, lists, files.commands ?? null, reporter);
  return findings;
}

type Reporter = (where: string) => Report;
interface Forms {
  readonly definitions: readonly FormDefinition[];
  readonly lists: readonly OptionList[];
}

function lintSet({ definitions, lists }: Forms, commands: readonly string[] | null, reporter: Reporter): void {
  for (const form of definitions) {
    const report = reporter(`${form.form}.v${form.version}`);
    lintFields(form, lists, report);
    lintRelations(form, definitions, commands, report);
  }
  for (const name of new Set(definitions.map(({ form }) => form))) {
    const versions = definitions.filter(({ form }) => form === name).sort((one, other) => one.version - other.version);
    lintVersions(versions, lists, reporter);
  }
}

function lintVersions(versions: readonly FormDefinition[], lists: readonly OptionList[], reporter: Reporter): void {
  versions.forEach((form, index) => {
    const report = reporter(`${form.form}.v${form.version}`);
    const before = versions[index - 1];
    if (before?.version === form.version) return report('duplicate_version', null, 'is there twice');
    const expected = before === undefined ? FIRST_DEFINED_VERSION : before.version + 1;
    if (form.version !== expected) report('version_gap', null, `version ${expected} should come before it`);
    if (before !== undefined) lintNextVersion(codesOf(before, lists), codesOf(form, lists), report);
  });
}

function codesOf(form: FormDefinition, lists: readonly OptionList[]): { path: string; codes: string[] }[] {
  return fieldsOf<Field>(form).flatMap(({ path, field: { options } }) => {
    const found = typeof options === 'string' ? lists.find(({ list }) => list === options)?.options : options;
    return found === undefined ? [] : [{ path, codes: found.map(({ code }) => code) }];
  });
}

function lintListNames(lists: readonly OptionList[], reporter: Reporter): void {
  const names = lists.map(({ list }) => list);
  for (const name of new Set(names.filter((one, index) => names.indexOf(one) !== index)))
    reporter(`options/${name}`)('duplicate_id', null, 'is there twice');
}

/** The overlay itself, and then the forms it makes, as if they had been written so. */
function lintContext(
  context: Overlay,
  definitions: readonly FormDefinition[],
  lists: readonly OptionList[],
  commands: readonly string[] | null,
  reporter: Reporter,
): void {
  const report = reporter(`overlays/${context.context}`);
  lintOverlay(context, definitions, lists, report);
  const own = listsOf(lists, context);
  lintListNames(own, reporter);
  for (const changes of context.forms) {
    const base = definitions.find(({ form, version }) => form === changes.form && version === changes.base);
    if (base === undefined) continue;
    const made = overlay(base, changes, context.revision, own);
    const about: Report = (code, path, message) => report(code, `${base.form}.${path ?? ''}`, message);
    lintFields(made, own, about);
    lintRelations(made, definitions, commands, about);
  }
}

function nameOf(kind: FileKind, file: unknown): string {
  const { form, version, list, context } = (file ?? {}) as Record<string, unknown>;
  if (kind === 'definition') return `${String(form)}.v${String(version)}`;
  return kind === 'list' ? `options/${String(list)}` : `overlays/${String(context)}`;
}
