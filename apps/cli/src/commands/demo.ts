import { DEMO_PASSWORD } from '@caseward/contracts';
import { fold } from '@caseward/domain';
import { openDataSource, rebuild } from '@caseward/persistence';
import { castOf, linesOf, policyOf, reportText } from '@caseward/scenario';
import { storyOf, type CaseStory } from '../demo/case-story.js';
import { demoId, openDemo, startDemo, type Demo } from '../demo/demo-site.js';
import { playDemo, type DemoOutcome } from '../demo/play-demo.js';
import { storyText, summaryTable } from '../demo/story-text.js';
import type { HttpDriver } from '../play/http-driver.js';
import type { Simulation } from '../play/simulation.js';
import { untilStopped } from '../stack/until-stopped.js';
import { EXIT, type ExitCode } from '../terminal/exit-codes.js';
import { Progress } from '../terminal/progress.js';
import { speedText } from '../terminal/speed.js';
import type { Terminal } from '../terminal/terminal.js';
import type { CommonOptions } from './common.js';

interface DemoOptions extends CommonOptions {
  readonly speed: number;
  readonly keep?: boolean;
  readonly fresh?: boolean;
}

export async function runDemo(terminal: Terminal, { speed, keep, fresh }: DemoOptions): Promise<ExitCode> {
  const demo = openDemo(fresh === true);
  const total = linesOf(demo.scenario).flat().length;
  const progress = new Progress(terminal, { what: 'demo', total });
  progress.to(demo.journal.played.size, 'starting');
  if (demo.resumed) progress.note(`going on after ${demo.journal.played.size} of ${total} steps`);
  const stopped = untilStopped(() => terminal.talk('stopping; the same command goes on from here'));
  const starting = startDemo(demo, speed, (line) => progress.note(line));
  let simulation: Simulation | undefined;
  try {
    simulation = await untilFirst(starting, stopped);
    if (simulation === undefined) return EXIT.partial;
    progress.note(`the clock runs: ${speedText(speed)}; API ${simulation.stack.api.url}`);
    const playing = playDemo(demo, simulation, (what) => progress.step(what));
    const outcome = await untilFirst(playing.outcome, stopped);
    progress.end();
    if (outcome === undefined) {
      playing.abandon();
      return EXIT.partial;
    }
    const ok = await show(terminal, demo, simulation, outcome);
    demo.journal.finish();
    if (keep === true) {
      terminal.talk(
        `still running: ${simulation.stack.api.url}/docs, every password is ${DEMO_PASSWORD}; Ctrl-C ends it`,
      );
      await stopped;
    }
    return ok ? EXIT.ok : EXIT.failure;
  } finally {
    progress.end();
    await (simulation ?? (await starting.catch(() => undefined)))?.stack.stopAll();
  }
}

/** Undefined when the request to stop came first. */
async function untilFirst<T>(work: Promise<T>, stopped: Promise<unknown>): Promise<T | undefined> {
  work.catch(() => undefined);
  return Promise.race([work, stopped.then(() => undefined)]);
}

function storiesOf({ scenario }: Demo, driver: HttpDriver): CaseStory[] {
  const cast = castOf(scenario, demoId);
  return [...driver.records].flatMap(([caseName, events]) => {
    const [first] = events;
    if (first === undefined) return [];
    return [storyOf(caseName, fold(first.caseId, events), events, (id) => cast.nameOf(id))];
  });
}

/** @returns whether everything was as expected and every read model equals the fold of its record */
async function show(
  terminal: Terminal,
  demo: Demo,
  simulation: Simulation,
  { report, driver }: DemoOutcome,
): Promise<boolean> {
  const stories = storiesOf(demo, driver).sort((a, b) => (a.caseName < b.caseName ? -1 : 1));
  const { zone } = policyOf(demo.scenario);
  const record = await openDataSource({
    url: simulation.stack.urls.databaseUrl,
    poolSize: 2,
    applicationName: 'caseward-demo',
  });
  const check = await rebuild(record, { check: true }).finally(() => record.destroy());
  const ok = report.ok && check.first === null;
  if (terminal.json) {
    for (const story of stories) terminal.record(story);
    terminal.record({ ok, differences: report.differences, readModels: check });
    return ok;
  }
  for (const story of stories) terminal.data(storyText(terminal, story, demo.scenario, zone));
  terminal.data(summaryTable(terminal, stories));
  terminal.data('');
  if (!report.ok)
    terminal.data(reportText({ ...report, steps: report.steps.filter((step) => !step.ok) }, terminal.paint));
  const verdict =
    check.first === null
      ? 'read models equal the fold of the record'
      : `a read model differs: ${JSON.stringify(check.first)}`;
  terminal.data(
    `${report.steps.length} steps, ${report.differences.length} differences; ${check.cases} cases, ${check.events} events: ${verdict}`,
  );
  return ok;
}
