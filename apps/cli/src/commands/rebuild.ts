import { rebuild, type Difference, type RebuildReport } from '@caseward/persistence';
import { findDeployment, withRecord, type DeploymentOptions } from '../deployment/deployment.js';
import { EXIT, type ExitCode } from '../terminal/exit-codes.js';
import { Progress } from '../terminal/progress.js';
import type { Terminal } from '../terminal/terminal.js';

interface RebuildOptions extends DeploymentOptions {
  readonly check?: boolean;
}

export async function rebuildReadModels(terminal: Terminal, options: RebuildOptions): Promise<ExitCode> {
  const { check = false } = options;
  const deployment = findDeployment(options);
  const report = await withRecord(deployment, async (record) => {
    const progress = new Progress(terminal, { what: check ? 'comparing' : 'rebuilding' });
    const report = await rebuild(record, {
      check,
      onProgress: ({ cases, totalCases, events }) =>
        progress.to(cases, `${cases} of ${totalCases} cases, ${events} events`),
    }).finally(() => progress.end());
    progress.end(`${report.cases} cases, ${report.events} events of ${deployment.where}, ${progress.elapsed}`);
    return report;
  });
  if (terminal.json) terminal.record({ ok: report.first === null || !check, check, ...report });
  else terminal.data(outcomeText(terminal, report, check));
  return check && report.first !== null ? EXIT.failure : EXIT.ok;
}

function outcomeText(
  { paint }: Terminal,
  { first, differingCases, rewrittenCases }: RebuildReport,
  check: boolean,
): string {
  if (first === null) return `${paint.good('✓')} the read models equal the fold of the record`;
  const count = differingCases === 1 ? '1 case differs' : `${differingCases} cases differ`;
  const head = check ? `${paint.bad('✗')} ${count}` : `${paint.good('✓')} ${count}, ${rewrittenCases} written anew`;
  return [head, 'first difference:', ...differenceLines(first)].join('\n');
}

/** Which row of which case, and what should stand there. */
function differenceLines({ caseId, table, key, column, expected, found }: Difference): string[] {
  const parts: [string, string][] = [
    ['case', caseId],
    ['table', table],
    ['key', key === '' ? '(the case itself)' : key],
    ['column', column === '*' ? '* (the whole row)' : column],
    ['expected', JSON.stringify(expected)],
    ['found', JSON.stringify(found)],
  ];
  return parts.map(([name, value]) => `  ${name.padEnd(10)}${value}`);
}
