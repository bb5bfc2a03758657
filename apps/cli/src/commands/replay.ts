import { caseSummaryByCode, countRecordedCases, readRecord, recordedCases } from '@caseward/persistence';
import type { DataSource } from 'typeorm';
import { findDeployment, withRecord, type DeploymentOptions } from '../deployment/deployment.js';
import { withEngine } from '../deployment/engine.js';
import type { CaseReplay } from '../replay/case-replay.js';
import type { ReplayDifference } from '../replay/difference.js';
import { withReplayer } from '../replay/replayer.js';
import { CommandFailed, EXIT, type ExitCode } from '../terminal/exit-codes.js';
import { Progress } from '../terminal/progress.js';
import type { Terminal } from '../terminal/terminal.js';

interface ReplayOptions extends DeploymentOptions {
  readonly all?: boolean;
}

export async function replay(
  terminal: Terminal,
  options: ReplayOptions,
  [named]: readonly string[],
): Promise<ExitCode> {
  if ((named === undefined) === (options.all !== true)) {
    throw new CommandFailed('which case?', EXIT.usage, 'give the id of a case or its code, or --all.');
  }
  const deployment = findDeployment(options);
  return withRecord(deployment, async (record) => {
    const caseId = named === undefined ? null : await caseIdOf(record, named);
    const total = caseId === null ? await countRecordedCases(record) : 1;
    return withEngine(deployment, async ({ client, codec }) => {
      const outcome = new Outcome(terminal, total);
      try {
        await withReplayer({ record, client, codec }, async (replayCase) => {
          const cases = caseId === null ? everyCase(record) : [caseId];
          for await (const each of cases) outcome.add(await replayCase(each));
        });
      } finally {
        outcome.progress.end();
      }
      return outcome.end(deployment.where);
    });
  });
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

async function caseIdOf(record: DataSource, named: string): Promise<string> {
  if (UUID.test(named)) {
    const caseId = named.toLowerCase();
    if ((await readRecord(record, caseId)).length > 0) return caseId;
  }
  const found = (await caseSummaryByCode(record, named)) ?? (await caseSummaryByCode(record, named.toUpperCase()));
  if (found !== null) return found.caseId;
  throw new CommandFailed(`there is no case ${named}`, EXIT.usage, 'give the id or the code of a case, or --all.');
}

const PAGE = 100;

async function* everyCase(record: DataSource): AsyncGenerator<string> {
  for (let after: string | null = null; ;) {
    const page: string[] = await recordedCases(record, after, PAGE);
    yield* page;
    after = page.at(-1) ?? null;
    if (after === null || page.length < PAGE) return;
  }
}

/** What came out so far, shown as it comes. */
class Outcome {
  private readonly count = { cases: 0, differing: 0, runs: 0, archived: 0, events: 0 };
  private first: ReplayDifference | null = null;

  readonly progress: Progress;

  constructor(
    private readonly terminal: Terminal,
    total: number,
  ) {
    this.progress = new Progress(terminal, { what: 'replaying', total });
  }

  add(replay: CaseReplay): void {
    const { caseId, runs, archived, seq, difference } = replay;
    this.count.cases += 1;
    this.count.runs += runs;
    this.count.archived += archived;
    this.count.events += seq;
    if (difference !== null) this.count.differing += 1;
    this.first ??= difference;
    if (this.terminal.json) this.terminal.record({ ok: difference === null, ...replay });
    this.progress.step(`${caseId}  ${runs} runs, ${seq} events`);
  }

  end(where: string): ExitCode {
    const { terminal, first, count } = this;
    const { cases, differing, runs, archived, events } = count;
    terminal.talk(
      `${cases} cases, ${runs} runs (${archived} archived), ${events} events of ${where}, ${this.progress.elapsed}`,
    );
    if (terminal.json) terminal.record({ ok: first === null, ...count, first });
    else if (first === null) terminal.data(`${terminal.paint.good('✓')} histories, record and read models agree`);
    else
      terminal.data(
        [`${terminal.paint.bad('✗')} ${differing} of ${cases} cases differ`, ...differenceLines(first)].join('\n'),
      );
    return first === null ? EXIT.ok : EXIT.failure;
  }
}

function differenceLines({ caseId, runId, what, expected, found }: ReplayDifference): string[] {
  const parts: [string, string | null][] = [
    ['case', caseId],
    ['run', runId],
    ['what', what],
    ['expected', expected === undefined ? null : JSON.stringify(expected)],
    ['found', found === undefined ? null : JSON.stringify(found)],
  ];
  const lines = parts.flatMap(([name, value]) => (value === null ? [] : [`  ${name.padEnd(10)}${value}`]));
  return ['first difference:', ...lines];
}
