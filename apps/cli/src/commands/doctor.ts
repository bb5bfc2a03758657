import { checkups, type Checkup } from '../doctor/checkups.js';
import { EXIT, type ExitCode } from '../terminal/exit-codes.js';
import { Progress } from '../terminal/progress.js';
import type { Terminal } from '../terminal/terminal.js';

const MARKS = { well: '✓', note: '!', bad: '✗' } as const;

/** Looks at everything even when something is bad: one run names all fixes. */
export async function doctor(terminal: Terminal): Promise<ExitCode> {
  const progress = new Progress(terminal, { what: 'looking', total: checkups.length });
  let bad = 0;
  for (const { name, look } of checkups) {
    progress.step(name);
    const found = await look().catch((error: unknown): Checkup => ({ is: 'bad', what: (error as Error).message }));
    if (found.is === 'bad') bad += 1;
    progress.clear();
    show(terminal, name, found);
  }
  progress.end(bad === 0 ? 'everything is in order' : `${bad} to mend`);
  return bad === 0 ? EXIT.ok : EXIT.failure;
}

function show(terminal: Terminal, name: string, found: Checkup): void {
  if (terminal.json) {
    terminal.record({ name, ...found });
    return;
  }
  const { good, bad, quiet } = terminal.paint;
  const paint = { well: good, note: quiet, bad }[found.is];
  terminal.data(`${paint(MARKS[found.is])} ${name.padEnd(18)} ${found.what}`);
  if (found.fix !== undefined) terminal.data(`  ${' '.repeat(18)} Fix: ${found.fix}`);
}
