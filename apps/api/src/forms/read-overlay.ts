import { readFileSync } from 'node:fs';
import { COMMANDS_WITH_FORM } from '@caseward/contracts';
import { builtIn, lintForms, type Overlay } from '@caseward/forms';
import type { ApiParts } from '../api-parts.js';

/**
 * How a context words its forms, from the file that the operator names.
 * @throws Error when the file is none, or would take away what a step needs: the API does not start with half a form
 */
export function readOverlay(file: string | undefined): Pick<ApiParts, 'formOverlay'> {
  if (file === undefined) return {};
  const overlay = JSON.parse(readFileSync(file, 'utf8')) as Overlay;
  const { definitions, lists } = builtIn();
  const findings = lintForms({ definitions, lists, overlays: [overlay], commands: COMMANDS_WITH_FORM });
  const errors = findings.filter(({ severity }) => severity === 'error');
  if (errors.length === 0) return { formOverlay: overlay };
  const list = errors.map(({ path, message }) => `${path ?? overlay.context} ${message}`).join('; ');
  throw new Error(`${file} cannot be used (caseward forms lint ${file}): ${list}`);
}
