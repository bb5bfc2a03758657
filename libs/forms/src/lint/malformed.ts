import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { DEFINITION_SHAPE, LIST_SHAPE, OVERLAY_SHAPE } from './definition-shape.js';

export type FileKind = 'definition' | 'list' | 'overlay';

const ajv = new Ajv2020({ allErrors: true, strictTypes: false, strictRequired: false });
const SHAPES = { definition: DEFINITION_SHAPE, list: LIST_SHAPE, overlay: OVERLAY_SHAPE };
const checks: Partial<Record<FileKind, ValidateFunction>> = {};

/** Where a file is not of the form that definitions, lists or overlays have. */
export function malformations(kind: FileKind, file: unknown): { readonly path: string; readonly message: string }[] {
  const check = (checks[kind] ??= ajv.compile(SHAPES[kind]));
  if (check(file)) return [];
  return (check.errors ?? []).map(({ instancePath, message = 'is not right', params }) => {
    const extra = (params as { additionalProperty?: string }).additionalProperty;
    return { path: instancePath, message: extra === undefined ? message : `does not know ${extra}` };
  });
}
