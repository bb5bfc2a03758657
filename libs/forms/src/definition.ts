/** The languages that every label of every form exists in. */
export const LANGUAGES = ['en', 'ar', 'fr'] as const;
export type Language = (typeof LANGUAGES)[number];

/** One text in every language. A missing one fails the build. */
export type Words = Readonly<Record<Language, string>>;

/** A path of field ids from the top of the form, joined by dots: `caregiver.name`. In a list it means every item. */
export type FieldPath = string;

export type Scalar = string | number | boolean;

/**
 * When a field is shown or required. `field` is a field beside this one (in the same group or list item) or a path from
 * the top of the form. An absent answer meets none of `is`, `oneOf`, `includes`; it meets `isNot`.
 */
export type Condition =
  | { readonly field: FieldPath; readonly is: Scalar }
  | { readonly field: FieldPath; readonly isNot: Scalar }
  | { readonly field: FieldPath; readonly oneOf: readonly Scalar[] }
  /** The field is a `choices`, and this code is among them. */
  | { readonly field: FieldPath; readonly includes: string }
  | { readonly field: FieldPath; readonly isSet: boolean }
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition };

export interface Option {
  /** The code that the domain has for it, else snake_case or a number; never removed from one version to the next, only retired. */
  readonly code: string;
  readonly label: Words;
  /** Stays readable in older answers, is no longer offered. */
  readonly isRetired?: true;
}

/** `definitions/options/<list>.json`: a list that several forms share. */
export interface OptionList {
  readonly list: string;
  readonly options: readonly Option[];
}

export const FIELD_TYPES = [
  'text',
  'long_text',
  /** A calendar day: 2026-03-01. */
  'date',
  /** A moment: 2026-03-01T09:30:00Z. */
  'instant',
  'integer',
  'number',
  'boolean',
  /** One option code. */
  'choice',
  /** Several option codes. */
  'choices',
  /** Fields that belong together: an object. */
  'group',
  /** The same fields any number of times: a list of objects. */
  'list',
] as const;
export type FieldType = (typeof FIELD_TYPES)[number];

export interface Field {
  /** snake_case, unique in its group, list or form; a key of the data. */
  readonly id: string;
  readonly type: FieldType;
  readonly label: Words;
  readonly help?: Words;
  /** Of `choice` and `choices`: the name of a shared list, or the options themselves. */
  readonly options?: string | readonly Option[];
  /** Of a complete form. A field that is not shown is never required. */
  readonly required?: true | Condition;
  /** Without it the field is always shown. An answer to a field that is not shown is refused in a complete form. */
  readonly show?: Condition;
  /** Of numbers: the value. Of `choices` and `list`: how many. */
  readonly min?: number;
  readonly max?: number;
  /** Of `text` (200 without it) and `long_text` (5000 without it). */
  readonly maxLength?: number;
  /** Tells who somebody is. Every text is `personal` or `narrative` or both; others may be. */
  readonly personal?: true;
  /** Somebody's own words. */
  readonly narrative?: true;
  /** `<form>.<path>`: the answer is proposed from the newest such form of the case. */
  readonly prefill?: string;
  /** Of `group` and `list`. */
  readonly fields?: readonly Field[];
}

/** A section orders the screen. It is no level of the data: field ids are unique over all sections. */
export interface Section {
  readonly id: string;
  readonly title: Words;
  readonly help?: Words;
  /** Holds for each of its fields, beside their own. */
  readonly show?: Condition;
  readonly fields: readonly Field[];
}

/** `definitions/<form>.v<version>.json`. A published version is never edited; a change is a new version. */
export interface FormDefinition {
  /** snake_case. */
  readonly form: string;
  /** Defined versions begin with 2: version 1 of every form is the free one, without fixed fields. */
  readonly version: number;
  /** Of the core set that no context goes without. */
  readonly core: boolean;
  /** Where the minimum comes from. */
  readonly clause: string;
  readonly title: Words;
  readonly help?: Words;
  /** The domain's commands whose step this form documents; it may be sent with these. */
  readonly commands: readonly string[];
  /** Per command: the fields without which this step cannot be taken, beside those required anyway. */
  readonly minimum: Readonly<Record<string, readonly FieldPath[]>>;
  readonly sections: readonly Section[];
}

/** The first version that has fixed fields. */
export const FIRST_DEFINED_VERSION = 2;

/** Key of the data that says whose form it is; in every form, filled in by the server. No field may be called so. */
export const HEADER = 'header';
