import { readClockSegments } from '@caseward/persistence';
import { buildWorkflowBundle, withClock } from '@caseward/temporal/worker';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { allCaseIds, caseIdNamed } from '../deployment/cases.js';
import { withDeployment, type DeploymentOptions, type OpenDeployment } from '../deployment/deployment.js';
import { replayOne, type CaseReplay } from '../deployment/replay-case.js';
import { CommandFailed, EXIT, type ExitCode } from '../terminal/exit-codes.js';
import { Progress } from '../terminal/progress.js';
import type { Terminal } from '../terminal/terminal.js';

interface ReplayOptions extends DeploymentOptions {
  readonly all?: boolean;
}

export async function replay(terminal: Terminal, options: ReplayOptions, [named]: readonly string[]): Promise<ExitCode> {
  if (named === undefined && options.all !== true) {
    throw new CommandFailed('which case?', EXIT.usage, 'give the id of a case or its code, or --all.');
  }
  Runtime.install({ logger: new DefaultLogger('ERROR'), shutdownSignals: [], telemetryOptions: { logging: { filter: 'ERROR' } } });
  return withDeployment(options, async (open) => {
    const caseIds = named === undefined ? await allCaseIds(open.record) : [await caseIdNamed(open.record, named)];
    return replayAll(terminal, open, caseIds);
  });
}

async function replayAll(terminal: Terminal, { record, codec, engine }: OpenDeployment, caseIds: readonly string[]): Promise<ExitCode> {
  const progress = new Progress(terminal, { what: 'replaying', total: caseIds.length });
  const segments = await readClockSegments(record);
  const tools = { bundle: withClock(await buildWorkflowBundle(), segments), codec };
  const sum = { cases: 0, runs: 0, events: 0 };
  let first: CaseReplay | null = null;
  for (const caseId of caseIds) {
    const done = await replayOne({ record, client: engine.client, tools }, caseId);
    sum.cases += 1;
    sum.runs += done.runs;
    sum.events += done.events;
    first ??= done.difference === null ? null : done;
    progress.clear();
    show(terminal, done);
    progress.step(done.caseCode ?? caseId);
  }
  progress.end(`${sum.cases} cases, ${sum.runs} runs, ${sum.events} events in ${progress.elapsed}`);
  if (first === null) {
    terminal.talk('workflows, record and read models agree');
    return EXIT.ok;
  }
  terminal.complain(`first difference: ${first.caseCode ?? ''} ${first.caseId}: ${first.difference ?? ''}`);
  return EXIT.failure;
}

function show(terminal: Terminal, { caseId, caseCode, runs, events, difference }: CaseReplay): void {
  if (terminal.json) {
    terminal.record({ caseId, caseCode, runs, events, ok: difference === null, difference });
    return;
  }
  const mark = difference === null ? terminal.paint.good('✓') : terminal.paint.bad('✗');
  terminal.data(`${mark} ${(caseCode ?? '-').padEnd(14)} ${caseId}  ${runs} runs, ${events} events${difference === null ? '' : `: ${difference}`}`);
}
