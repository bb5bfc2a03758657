import { findRunningStack } from '@caseward/embedded';
import { findDeployment, folderOf, type Deployment, type DeploymentOptions } from '../deployment/deployment.js';
import { note, type Checkup, type Scene } from '../doctor/checkup.js';
import { DEPLOYMENT_CHECKUPS } from '../doctor/deployment.js';
import { MACHINE_CHECKUPS } from '../doctor/machine.js';
import { CommandFailed, EXIT, type ExitCode } from '../terminal/exit-codes.js';
import { Progress } from '../terminal/progress.js';
import type { Terminal } from '../terminal/terminal.js';

const MARKS = { well: '✓', note: '!', bad: '✗' } as const;

/** Looks at everything even when something is bad: one run names all fixes. */
export async function doctor(terminal: Terminal, options: DeploymentOptions): Promise<ExitCode> {
  const folder = folderOf(options);
  const scene: Scene = { folder, stack: findRunningStack(folder), env: process.env };
  const deployment = running(options);
  const looks = [
    ...MACHINE_CHECKUPS.map(({ name, look }) => ({ name, look: () => look(scene) })),
    ...('where' in deployment
      ? DEPLOYMENT_CHECKUPS.map(({ name, look }) => ({ name, look: () => look(deployment) }))
      : [{ name: 'deployment', look: async () => deployment }]),
  ];
  const progress = new Progress(terminal, { what: 'looking', total: looks.length });
  let problems = 0;
  for (const { name, look } of looks) {
    progress.say(name);
    const found = await look().catch(troubleOf);
    if (found.is === 'bad') problems += 1;
    progress.clear();
    show(terminal, name, found);
    progress.step();
  }
  progress.end(problems === 0 ? 'nothing is wrong' : `${problems} to mend`);
  return problems === 0 ? EXIT.ok : EXIT.failure;
}

/** Nothing runs: no problem, there is only nothing more to look at. */
function running(options: DeploymentOptions): Deployment | Checkup {
  try {
    return findDeployment(options);
  } catch (error) {
    if (error instanceof CommandFailed) return note(`${error.message}: not looked at`);
    throw error;
  }
}

function troubleOf(error: unknown): Checkup {
  const [what = '', fix] = (error instanceof Error ? error.message : String(error)).split('\nFix: ');
  const remedy = error instanceof CommandFailed ? error.remedy : fix;
  return { is: 'bad', what, ...(remedy === undefined ? {} : { fix: remedy }) };
}

function show(terminal: Terminal, name: string, found: Checkup): void {
  if (terminal.json) {
    terminal.record({ name, ...found });
    return;
  }
  const { good, bad, quiet } = terminal.paint;
  const paint = { well: good, note: quiet, bad }[found.is];
  terminal.data(`${paint(MARKS[found.is])} ${name.padEnd(12)} ${found.what}`);
  if (found.fix !== undefined) terminal.data(`  ${' '.repeat(12)} Fix: ${found.fix}`);
}
