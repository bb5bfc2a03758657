import { scopeOf, firstOf } from '../conditions.js';
import { HEADER, type Condition, type Field, type FormDefinition, type OptionList } from '../definition.js';
import { askedBy, fieldsOf, type Placed } from '../form-set.js';
import type { Report } from './finding.js';

interface Rule {
  readonly placed: Placed<Field> | null;
  readonly path: string;
  readonly condition: Condition;
}

function conditionsOf(form: FormDefinition): Rule[] {
  const ofSections = form.sections.flatMap(({ id, show }) =>
    show === undefined ? [] : [{ placed: null, path: id, condition: show }],
  );
  const ofFields = fieldsOf<Field>(form).flatMap((placed) =>
    [placed.field.show, placed.field.required]
      .filter((condition) => condition !== undefined && condition !== true)
      .map((condition) => ({ placed, path: placed.path, condition })),
  );
  return [...ofSections, ...ofFields];
}

function siblingsOf(form: FormDefinition, placed: Placed<Field> | null): readonly Field[] {
  return placed?.around.at(-1)?.fields ?? form.sections.flatMap(({ fields }) => fields);
}

/** The path from the top of what a condition looks at. */
function fromTop(form: FormDefinition, placed: Placed<Field> | null, asked: string): string {
  const isBeside = siblingsOf(form, placed).some(({ id }) => id === firstOf(asked));
  const above = isBeside ? (placed?.around ?? []).map(({ id }) => id) : [];
  return [...above, asked].join('.');
}

export function lintFields(form: FormDefinition, lists: readonly OptionList[], report: Report): void {
  const fields = fieldsOf<Field>(form);
  lintIds(form, fields, report);
  for (const placed of fields) lintField(placed, lists, report);
  lintConditions(form, fields, lists, report);
  lintCycles(form, report);
}

function lintIds(form: FormDefinition, fields: readonly Placed<Field>[], report: Report): void {
  const paths = new Set<string>();
  for (const { path, field } of fields) {
    if (paths.has(path)) report('duplicate_id', path, 'is used twice');
    paths.add(path);
    if (field.id === HEADER) report('reserved_id', path, 'is what every form has already');
  }
  const sections = form.sections.map(({ id }) => id);
  for (const id of sections.filter((one, index) => sections.indexOf(one) !== index))
    report('duplicate_id', id, 'is the id of two sections');
}

function optionsOf({ options }: Field, lists: readonly OptionList[]): readonly { readonly code: string }[] | undefined {
  return typeof options === 'string' ? lists.find(({ list }) => list === options)?.options : options;
}

function lintField({ field, path }: Placed<Field>, lists: readonly OptionList[], report: Report): void {
  const { type, options } = field;
  const isText = type === 'text' || type === 'long_text';
  if (isText && field.personal !== true && field.narrative !== true)
    report('unflagged_text', path, 'is free text: say whether it is personal, narrative or both');
  const takesOptions = type === 'choice' || type === 'choices';
  const found = optionsOf(field, lists);
  if (typeof options === 'string' && found === undefined)
    report('unknown_list', path, `there is no option list ${options}`);
  else if (takesOptions !== (found !== undefined && found.length > 0))
    report('no_options', path, takesOptions ? 'offers nothing to choose' : `has options, though it is ${type}`);
  const codes = (found ?? []).map(({ code }) => code);
  for (const code of codes.filter((one, index) => codes.indexOf(one) !== index))
    report('duplicate_id', `${path}.${code}`, 'is offered twice');
  const isHolder = type === 'group' || type === 'list';
  if (isHolder !== (field.fields !== undefined && field.fields.length > 0))
    report('malformed', path, isHolder ? 'has no fields' : `has fields, though it is ${type}`);
}

function lintConditions(
  form: FormDefinition,
  fields: readonly Placed<Field>[],
  lists: readonly OptionList[],
  report: Report,
): void {
  const byPath = new Map(fields.map(({ path, field, around }) => [path, { field, around }]));
  for (const { placed, path, condition } of conditionsOf(form)) {
    const siblings = new Set(siblingsOf(form, placed).map(({ id }) => id));
    if (scopeOf(condition, siblings) === 'mixed')
      report('mixed_scopes', path, 'has a condition on fields beside it and from the top of the form: split it');
    for (const asked of askedBy(condition)) {
      const target = fromTop(form, placed, asked);
      const found = byPath.get(target);
      const crosses = found?.around.some((one) => one.type === 'list' && placed?.around.includes(one) !== true);
      if (found === undefined) report('unknown_field', path, `has a condition on ${asked}, which is no field`);
      else if (crosses === true) report('unknown_field', path, `has a condition on ${asked}, of which there are many`);
      else lintCodes(condition, asked, found.field, lists, path, report);
    }
  }
}

/** Codes that a condition compares with are codes that the field offers. */
function lintCodes(
  condition: Condition,
  asked: string,
  field: Field,
  lists: readonly OptionList[],
  path: string,
  report: Report,
): void {
  const offered = optionsOf(field, lists)?.map(({ code }) => code);
  for (const code of offered === undefined ? [] : codesIn(condition, asked)) {
    if (!offered?.includes(code)) report('unknown_option', path, `${asked} does not offer ${code}`);
  }
}

function codesIn(condition: Condition, asked: string): string[] {
  if ('all' in condition) return condition.all.flatMap((one) => codesIn(one, asked));
  if ('any' in condition) return condition.any.flatMap((one) => codesIn(one, asked));
  if ('not' in condition) return codesIn(condition.not, asked);
  if (condition.field !== asked) return [];
  if ('is' in condition) return [String(condition.is)];
  if ('isNot' in condition) return [String(condition.isNot)];
  if ('oneOf' in condition) return condition.oneOf.map(String);
  return 'includes' in condition ? [condition.includes] : [];
}

/** A field that waits for another that waits for the first can never be shown. */
function lintCycles(form: FormDefinition, report: Report): void {
  const waits = new Map<string, Set<string>>();
  for (const { placed, condition } of conditionsOf(form)) {
    if (placed === null || condition !== placed.field.show) continue;
    waits.set(placed.path, new Set(askedBy(condition).map((asked) => fromTop(form, placed, asked))));
  }
  for (const { show, fields } of form.sections) {
    for (const { id } of show === undefined ? [] : fields)
      waits.set(id, new Set([...(waits.get(id) ?? []), ...askedBy(show as Condition)]));
  }
  for (const path of waits.keys()) {
    if (reaches(waits, path, path, new Set())) report('cycle', path, 'is shown only after an answer that waits for it');
  }
}

function reaches(
  waits: ReadonlyMap<string, ReadonlySet<string>>,
  from: string,
  target: string,
  seen: Set<string>,
): boolean {
  for (const next of waits.get(from) ?? []) {
    if (next === target) return true;
    if (seen.has(next)) continue;
    seen.add(next);
    if (reaches(waits, next, target, seen)) return true;
  }
  return false;
}
