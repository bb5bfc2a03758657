import { verdictOnDocument, type LintFinding } from '@caseward/domain';
import { faultText, policyFile } from '../policy/policy-files.js';
import { CommandFailed, EXIT, type ExitCode } from '../terminal/exit-codes.js';
import type { Terminal } from '../terminal/terminal.js';

type Finding = LintFinding & { readonly context?: string };

function findingText({ paint }: Terminal, { severity, rule, context, message, remedy }: Finding): string {
  const mark = { error: paint.bad('✗'), go_live: paint.bad('!'), warning: paint.quiet('·') }[severity];
  const where = context === undefined ? '' : `${context}: `;
  return `  ${mark} ${where}${message} ${paint.quiet(`${remedy} (${rule})`)}`;
}

function lintOne(terminal: Terminal, file: string): ExitCode {
  const read = policyFile(file);
  if ('faults' in read) {
    if (terminal.json) terminal.record({ file, accepted: false, unreadable: read.faults });
    for (const fault of read.faults) terminal.complain(faultText(file, fault));
    return EXIT.usage;
  }
  const { errors, blocksGoLive, warnings, accepted, mayGoLive } = verdictOnDocument(read.document);
  const { version } = read.document;
  if (terminal.json) terminal.record({ file, version, accepted, mayGoLive, errors, blocksGoLive, warnings });
  else {
    const { paint } = terminal;
    const state = !accepted ? 'refused' : mayGoLive ? 'may go live' : 'not ready for real cases';
    const lines = [...errors, ...blocksGoLive, ...warnings].map((finding) => findingText(terminal, finding));
    terminal.data(
      [`${accepted ? paint.good('✓') : paint.bad('✗')} ${version}  ${state}  ${file}`, ...lines].join('\n'),
    );
  }
  return accepted ? EXIT.ok : EXIT.failure;
}

/** 0: all can be published for training at least; 1: the SOP does not allow one; 2: one cannot be read. */
export async function lintPolicies(terminal: Terminal, _: unknown, files: readonly string[]): Promise<ExitCode> {
  if (files.length === 0) {
    throw new CommandFailed('no policy document is named', EXIT.usage, 'caseward policy lint my-sop.yaml');
  }
  return files.map((file) => lintOne(terminal, file)).reduce((worst, code) => (code > worst ? code : worst), EXIT.ok);
}
