import { z } from 'zod';
import { DUTY_FORM_OF } from '../duties/duty-schemas.js';
import { FORM_OF, FREE_FORM_VERSION, formSchema, type Form } from './form.js';

export const formCodeSchema = z.string().regex(/^[a-z][a-z0-9_]{0,59}$/);
export const formVersionSchema = z.int().min(FREE_FORM_VERSION).max(1_000_000);

/** A form in a version with fixed fields, as it may stand in the field `form` of a command. */
export const filledFormSchema = z
  .strictObject({ form: formCodeSchema, version: formVersionSchema.min(FREE_FORM_VERSION + 1), data: formSchema })
  .meta({
    id: 'FilledForm',
    description: 'A defined form (GET /v1/forms): its data is checked before the command is given.',
  });
export type FilledForm = z.output<typeof filledFormSchema>;

/** The defined form that was sent; null for a free one, whose keys mean nothing to the program. */
export function readFilledForm(form: Form): FilledForm | null {
  const read = filledFormSchema.safeParse(form);
  return read.success ? read.data : null;
}

/** Whether a form wants to be a defined one, well made or not: a slip must not turn it into a free form that nobody checks. */
export function isMeantAsFilled(form: Form): boolean {
  return typeof form['form'] === 'string' && 'version' in form && 'data' in form;
}

/** Commands on cases and duty files that a form may come with. */
export const COMMANDS_WITH_FORM: readonly string[] = Object.entries({ ...FORM_OF, ...DUTY_FORM_OF }).flatMap(
  ([command, form]) => (form === null ? [] : [command]),
);
