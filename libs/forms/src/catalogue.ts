import { builtIn, type BuiltIn } from './built-in/built-in.js';
import { resolve, STANDARD_CONTEXT, type ResolvedForm } from './form-set.js';
import { listsOf, overlay, type Overlay } from './overlay.js';

/** Every form version of a deployment: the standard ones, and those of its context. */
export function formsIn(context: Overlay | null, files: BuiltIn = builtIn()): ResolvedForm[] {
  const standard = files.definitions.map((definition) => resolve(definition, files.lists, STANDARD_CONTEXT));
  if (context === null) return standard;
  const lists = listsOf(files.lists, context);
  const own = context.forms.map((changes) => {
    const base = files.definitions.find(({ form, version }) => form === changes.form && version === changes.base);
    if (base === undefined) throw new Error(`the overlay changes ${changes.form}.v${changes.base}, which nobody wrote`);
    return resolve(overlay(base, changes, context.revision, lists), lists, context.context);
  });
  return [...standard, ...own];
}

/** The version that is filled in now: the newest, and of a context's wording before the standard one. */
export function newestOf(forms: readonly ResolvedForm[], form: string): ResolvedForm | null {
  return forms
    .filter((one) => one.form === form)
    .reduce<ResolvedForm | null>(
      (newest, one) => (newest === null || one.version > newest.version ? one : newest),
      null,
    );
}
