import type { FieldPath } from './definition.js';
import { fieldsOf, type ResolvedForm } from './form-set.js';
import { checkForm } from './validate.js';

/** A form of the case that was stored before, opened. */
export interface EarlierForm {
  readonly form: string;
  readonly contentId: string;
  readonly data: Readonly<Record<string, unknown>>;
}

export interface Prefilled {
  readonly data: Readonly<Record<string, unknown>>;
  /** Where each proposed answer comes from. */
  readonly sources: readonly { readonly pointer: string; readonly form: string; readonly contentId: string }[];
}

function valueAt(data: unknown, path: FieldPath): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (value, key) =>
        typeof value === 'object' && value !== null && !Array.isArray(value) && Object.hasOwn(value, key)
          ? (value as Record<string, unknown>)[key]
          : undefined,
      data,
    );
}

function put(data: Record<string, unknown>, path: FieldPath, value: unknown): void {
  const keys = path.split('.');
  const last = keys.pop() ?? path;
  let place = data;
  for (const key of keys) {
    place[key] ??= {};
    place = place[key] as Record<string, unknown>;
  }
  place[last] = value;
}

/** Splits `<form>.<path>`. */
export function prefillSource(prefill: string): { readonly form: string; readonly path: FieldPath } {
  const dot = prefill.indexOf('.');
  return { form: prefill.slice(0, dot), path: prefill.slice(dot + 1) };
}

/** The forms that answers are taken from. */
export function prefillForms(form: ResolvedForm): ReadonlySet<string> {
  const sources = fieldsOf(form).flatMap(({ field: { prefill } }) => (prefill === undefined ? [] : [prefill]));
  return new Set(sources.map((prefill) => prefillSource(prefill).form));
}

/**
 * Answers proposed from earlier forms of the case: of each form the newest that has the answer. What does not fit here
 * (another list of options, an older type) is not proposed.
 * @param earlier newest first
 */
export function prefillFrom(form: ResolvedForm, earlier: readonly EarlierForm[]): Prefilled {
  const data: Record<string, unknown> = {};
  const sources: Prefilled['sources'][number][] = [];
  for (const { field, path } of fieldsOf(form)) {
    if (field.prefill === undefined) continue;
    const from = prefillSource(field.prefill);
    const found = earlier.find((one) => one.form === from.form && valueAt(one.data, from.path) !== undefined);
    if (found === undefined) continue;
    const proposed: Record<string, unknown> = {};
    put(proposed, path, valueAt(found.data, from.path));
    if (checkForm(form, proposed, { strength: 'draft' }).length > 0) continue;
    put(data, path, valueAt(found.data, from.path));
    sources.push({ pointer: `/${path.replaceAll('.', '/')}`, form: from.form, contentId: found.contentId });
  }
  return { data, sources };
}
