import {
  placeOf,
  placeOfFile,
  policyDifferences,
  previewDuties,
  previewPolicy,
  snapshotFor,
  writtenAs,
  type Due,
  type DutyPreview,
  type PolicyDifference,
  type PolicyMove,
  type PolicyPreview,
} from '@caseward/domain';
import type { DeploymentOptions } from '../deployment/deployment.js';
import { playedWork, recordedWork } from '../policy/open-work.js';
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

/** Days, or moments where the day stays: in another zone it ends at another moment. */
function dueTexts(due: Due, newDue: Due): readonly [string, string] {
  const isSameDay = due.dueOn !== null && due.dueOn === newDue.dueOn;
  const textOf = ({ dueOn, dueAt, overdueFrom }: Due): string => (isSameDay ? overdueFrom : (dueOn ?? dueAt ?? ''));
  return [textOf(due), textOf(newDue)];
}

type Move = Pick<PolicyMove, 'kind' | 'due' | 'newDue' | 'direction' | 'policyKey'>;

function moveText({ paint }: Terminal, what: string, { kind, due, newDue, direction, policyKey }: Move): string {
  const way = direction === 'later' ? paint.bad('later') : paint.good('earlier');
  const [from, to] = dueTexts(due, newDue);
  return `${what.padEnd(36)} ${kind.padEnd(20)} ${from} -> ${to}  ${way}  ${paint.quiet(policyKey)}`;
}

function previewText(terminal: Terminal, { moves, casesThatCannot }: PolicyPreview, duties: DutyPreview): void {
  for (const move of moves) terminal.data(moveText(terminal, move.caseCode ?? move.caseId, move));
  for (const move of duties.moves) terminal.data(moveText(terminal, `${move.fileKind} ${move.fileId}`, move));
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
  const counted = scenario === undefined ? recordedWork(options, () => progress.step()) : playedWork(scenario);
  const { cases, dutyFiles, areas, now } = await counted.finally(() => progress.end());
  const preview = previewPolicy(document.version, cases, (state) => snapshotFor(document, placeOf(state, areas)));
  const duties = previewDuties(dutyFiles, (state) => snapshotFor(document, placeOfFile(state, areas)), now);
  if (terminal.json) terminal.record({ ...preview, dutyFiles: duties });
  else previewText(terminal, preview, duties);
  const { openCases, casesThatMove, earlier, later } = preview;
  terminal.talk(
    `${document.version}: ${String(casesThatMove)} of ${String(openCases)} open cases, ${String(earlier)} dates earlier, ` +
      `${String(later)} later; ${String(duties.filesThatMove)} of ${String(duties.openFiles)} duty files, ` +
      `${String(duties.earlier)} earlier, ${String(duties.later)} later. ` +
      'Running clocks keep their dates (A31): these are the dates to come.',
  );
  return EXIT.ok;
}
