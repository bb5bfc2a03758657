import type { Field, FormDefinition } from '../definition.js';
import { fieldsOf } from '../form-set.js';
import { prefillSource } from '../prefill.js';
import type { Report } from './finding.js';

/** What a form says about others: the steps it documents, and where answers come from. */
export function lintRelations(
  form: FormDefinition,
  others: readonly FormDefinition[],
  commands: readonly string[] | null,
  report: Report,
): void {
  const paths = new Set(fieldsOf<Field>(form).map(({ path }) => path));
  for (const command of form.commands) {
    if (commands !== null && !commands.includes(command))
      report('unknown_command', null, `${command} is no command that takes a form`);
  }
  for (const [command, needed] of Object.entries(form.minimum)) {
    if (!form.commands.includes(command))
      report('unknown_command', null, `the minimum of ${command} belongs to no step of this form`);
    for (const path of needed.filter((one) => !paths.has(one)))
      report('unknown_minimum', path, `is part of the minimum of ${command}, but no field`);
  }
  for (const { path, field, around } of fieldsOf<Field>(form)) {
    if (field.prefill !== undefined) lintPrefill(field, path, around, others, report);
  }
}

function lintPrefill(
  { prefill = '', type }: Field,
  path: string,
  around: readonly Field[],
  others: readonly FormDefinition[],
  report: Report,
): void {
  const source = prefillSource(prefill);
  const candidates = others.filter(({ form }) => form === source.form).flatMap((form) => fieldsOf<Field>(form));
  const found = candidates.find((candidate) => candidate.path === source.path);
  const isInList = (holders: readonly Field[]): boolean => holders.some((holder) => holder.type === 'list');
  if (found === undefined) report('unknown_prefill', path, `takes its answer from ${prefill}, which is no field`);
  else if (isInList(found.around) || isInList(around))
    report('unknown_prefill', path, `takes its answer from ${prefill}, of which there are many`);
  else if (found.field.type !== type)
    report('unknown_prefill', path, `is ${type}, but ${prefill} is ${found.field.type}`);
}

/** A code that was offered once stands in stored answers: the next version may retire it, never lose it. */
export function lintNextVersion(
  before: readonly { readonly path: string; readonly codes: readonly string[] }[],
  after: readonly { readonly path: string; readonly codes: readonly string[] }[],
  report: Report,
): void {
  for (const { path, codes } of before) {
    const next = after.find((one) => one.path === path);
    for (const code of next === undefined ? [] : codes.filter((one) => !next.codes.includes(one)))
      report('removed_option', path, `the version before offered ${code}: retire it instead of removing it`);
  }
}
