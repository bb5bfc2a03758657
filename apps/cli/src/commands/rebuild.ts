import { rebuild } from '@caseward/persistence';
import { withRecord, type DeploymentOptions } from '../deployment/deployment.js';
import { EXIT, type ExitCode } from '../terminal/exit-codes.js';
import { Progress } from '../terminal/progress.js';
import type { Terminal } from '../terminal/terminal.js';

interface RebuildOptions extends DeploymentOptions {
  readonly check?: boolean;
}

export async function rebuildReadModels(terminal: Terminal, options: RebuildOptions): Promise<ExitCode> {
  const check = options.check === true;
  return withRecord(options, async (record) => {
    const progress = new Progress(terminal, { what: check ? 'comparing' : 'rebuilding' });
    const report = await rebuild(record, {
      check,
      onProgress: ({ cases, totalCases, events }) => progress.to(cases, `of ${totalCases} cases, ${events} events`),
    });
    progress.end();
    if (terminal.json) terminal.record({ ok: report.first === null || !check, ...report });
    else terminal.data(sentence(check, report));
    return report.first !== null && check ? EXIT.failure : EXIT.ok;
  });
}

function sentence(check: boolean, { cases, events, differingCases, first, rewrittenCases }: Awaited<ReturnType<typeof rebuild>>): string {
  const size = `${cases} cases, ${events} events`;
  if (first === null) return `${size}: the read models equal the fold of the record`;
  const { caseId, table, key, column, expected, found } = first;
  const place = `${table}${key === '' ? '' : `[${key}]`}.${column} of case ${caseId}`;
  const difference = `first: ${place} is ${JSON.stringify(found)} and should be ${JSON.stringify(expected)}`;
  if (check) return `${size}: ${differingCases} cases differ; ${difference}`;
  return `${size}: ${differingCases} cases differed, ${rewrittenCases} written anew; ${difference}`;
}
