import {
  policyDifferences,
  previewPolicy,
  snapshotFor,
  writtenAs,
  type Due,
  type PolicyDifference,
  type PolicyPreview,
} from '@caseward/domain';
import type { DeploymentOptions } from '../deployment/deployment.js';
import { playedCases, recordedCases } from '../policy/open-cases.js';
import { policyNamed, readablePolicy } from '../policy/policy-files.js';
import { EXIT, type ExitCode } from '../terminal/exit-codes.js';
import { Progress } from '../terminal/progress.js';
import type { Terminal } from '../terminal/terminal.js';

function differenceText({ paint }: Terminal, difference: PolicyDifference): string {
  const { key, from, to, direction, clause } = difference;
  const how =
    direction === 'looser' ? paint.bad('looser') : direction === 'stricter' ? paint.good('stricter') : 'other';
  return `${key.padEnd(36)} ${writtenAs(from)} -> ${writtenAs(to)}  ${how}  ${paint.quiet(clause)}`;
}

/** What one version says otherwise than another. */
export async function diffPolicies(
  terminal: Terminal,
  options: DeploymentOptions,
  [from = '', to = '']: readonly string[],
): Promise<ExitCode> {
  const [before, after] = [await policyNamed(from, options), await policyNamed(to, options)];
  const differences = policyDifferences(before, after);
  if (terminal.json) for (const difference of differences) terminal.record(difference);
  else for (const difference of differences) terminal.data(differenceText(terminal, difference));
  terminal.talk(`${before.version} -> ${after.version}: ${String(differences.length)} values differ`);
  return EXIT.ok;
}

const dueText = ({ dueOn, dueAt }: Due): string => dueOn ?? dueAt ?? '';

function previewText(terminal: Terminal, { moves, casesThatCannot }: PolicyPreview): void {
  for (const { caseId, caseCode, kind, due, newDue, direction, policyKey } of moves) {
    const { paint } = terminal;
    const way = direction === 'later' ? paint.bad('later') : paint.good('earlier');
    terminal.data(
      `${(caseCode ?? caseId).padEnd(36)} ${kind.padEnd(20)} ${dueText(due)} -> ${dueText(newDue)}  ${way}  ${paint.quiet(policyKey)}`,
    );
  }
  for (const { caseId, levels } of casesThatCannot) {
    terminal.data(`${caseId}  cannot adopt it: level ${levels.join(', ')} is unknown to it`);
  }
}

interface PreviewOptions extends DeploymentOptions {
  /** Cases of a story in place of those of a deployment. */
  readonly scenario?: string;
}

/** Which due dates of open cases would be others under a document. */
export async function previewDocument(
  terminal: Terminal,
  options: PreviewOptions,
  [file = '']: readonly string[],
): Promise<ExitCode> {
  const { document } = readablePolicy(file);
  const progress = new Progress(terminal, { what: 'counting' });
  const { scenario } = options;
  const counted = scenario === undefined ? recordedCases(options, () => progress.step()) : playedCases(scenario);
  const states = await counted.finally(() => progress.end());
  const preview = previewPolicy(document.version, states, ({ owner }) => snapshotFor(document, owner ?? {}));
  if (terminal.json) terminal.record(preview);
  else previewText(terminal, preview);
  const { openCases, casesThatMove, earlier, later } = preview;
  terminal.talk(
    `${document.version}: ${String(casesThatMove)} of ${String(openCases)} open cases, ${String(earlier)} dates earlier, ` +
      `${String(later)} later. Running clocks keep their dates (A31): these are the dates to come.`,
  );
  return EXIT.ok;
}
