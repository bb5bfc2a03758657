import { COMMANDS_WITH_FORM } from '@caseward/contracts';
import { lintForms, type FormFinding } from '@caseward/forms';
import { formFiles } from '../forms/form-files.js';
import { EXIT, type ExitCode } from '../terminal/exit-codes.js';
import type { Terminal } from '../terminal/terminal.js';

function line({ severity, where, path, code, message }: FormFinding): string {
  return `${severity} ${where}${path === null ? '' : ` ${path}`}: ${message} (${code})`;
}

/** `caseward forms lint`: exit 1 when there is something that would keep a form from being published. */
export function lintFormFiles(terminal: Terminal, _options: unknown, paths: readonly string[]): Promise<ExitCode> {
  const { read, ...files } = formFiles(paths);
  const findings = lintForms({ ...files, commands: COMMANDS_WITH_FORM });
  for (const finding of findings) {
    if (terminal.json) terminal.record(finding);
    else terminal.data(line(finding));
  }
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const { definitions, lists, overlays } = files;
  const counts = `${definitions.length} forms, ${lists.length} option lists, ${overlays.length} contexts`;
  terminal.talk(
    `${counts} (${read} ${read === 1 ? 'file' : 'files'} given): ${errors === 0 ? 'no errors' : `${errors} errors`}`,
  );
  return Promise.resolve(errors === 0 ? EXIT.ok : EXIT.failure);
}
