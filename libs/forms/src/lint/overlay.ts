import { firstOf } from '../conditions.js';
import type { Condition, Field, FormDefinition, OptionList } from '../definition.js';
import { askedBy, fieldsOf } from '../form-set.js';
import { neededPaths, type FormOverlay, type Overlay } from '../overlay.js';
import type { Report } from './finding.js';

/** What an overlay may not do: take away what a step needs, or change what is not there. */
export function lintOverlay(
  overlay: Overlay,
  definitions: readonly FormDefinition[],
  lists: readonly OptionList[],
  report: Report,
): void {
  for (const changes of overlay.forms) {
    const base = definitions.find(({ form, version }) => form === changes.form && version === changes.base);
    if (base === undefined) report('unknown_base', changes.form, `there is no version ${changes.base}`);
    else lintChanges(base, changes, report);
  }
  for (const [name, { relabel = {}, retire = [] }] of Object.entries(overlay.listChanges ?? {})) {
    const codes = lists.find(({ list }) => list === name)?.options.map(({ code }) => code);
    if (codes === undefined) report('unknown_list', name, 'is changed, but nobody wrote it');
    else lintCodes(name, codes, [...Object.keys(relabel), ...retire], report);
  }
}

function lintChanges(base: FormDefinition, changes: FormOverlay, report: Report): void {
  const paths = new Set(fieldsOf<Field>(base).map(({ path }) => path));
  const { relabel = {}, hide = [], require: needed = [], options = {} } = changes;
  for (const path of [...Object.keys(relabel), ...hide, ...needed, ...Object.keys(options)])
    if (!paths.has(path)) report('unknown_field', `${base.form}.${path}`, 'is changed, but the form has no such field');
  const kept = neededPaths(base);
  const asked = new Set(conditionsIn(base).flatMap(askedBy).map(firstOf));
  for (const path of hide) {
    if (kept.has(path)) report('hides_minimum', `${base.form}.${path}`, 'is needed by a step and cannot be hidden');
    else if (asked.has(path)) report('hides_minimum', `${base.form}.${path}`, 'decides what else is asked');
  }
  const sections = base.sections.map(({ id }) => id);
  for (const { section } of changes.addFields ?? [])
    if (!sections.includes(section)) report('unknown_section', `${base.form}.${section}`, 'is no section of the form');
  for (const { id, fields } of base.sections) {
    const isAdded = (changes.addFields ?? []).some(({ section }) => section === id);
    if (!isAdded && fields.every((field) => hide.includes(field.id)))
      report('nothing_left', `${base.form}.${id}`, 'has no field left');
  }
}

function conditionsIn(form: FormDefinition): Condition[] {
  const rules = fieldsOf<Field>(form).flatMap(({ field }) => [field.show, field.required]);
  return [...form.sections.map(({ show }) => show), ...rules].filter((rule) => rule !== undefined && rule !== true);
}

function lintCodes(name: string, codes: readonly string[], named: readonly string[], report: Report): void {
  for (const code of named.filter((one) => !codes.includes(one)))
    report('unknown_option', `${name}.${code}`, 'is changed, but never offered');
}
