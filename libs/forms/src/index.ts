export * from './definition.js';
export { HEADER_FIELD } from './header.js';
export {
  fieldsOf,
  resolve,
  STANDARD_CONTEXT,
  type ResolvedField,
  type ResolvedForm,
  type ResolvedSection,
} from './form-set.js';
export type { JsonSchema } from './conditions.js';
export { PROBLEM_CODES, type ProblemCode } from './messages.js';
export { schemaOf, STRENGTHS, type SchemaChoice, type Strength } from './schema.js';
export { checkForm, type FormProblem } from './validate.js';
export { builtIn, kindOf, type BuiltIn } from './built-in/built-in.js';
export { formsIn, newestOf } from './catalogue.js';
export { overlaidVersion, REVISIONS, type FormOverlay, type OptionChanges, type Overlay } from './overlay.js';
export { prefillForms, prefillFrom, type EarlierForm, type Prefilled } from './prefill.js';
export type { FormFinding, FormFindingCode } from './lint/finding.js';
export { lintForms, type FormFiles } from './lint/lint-forms.js';
