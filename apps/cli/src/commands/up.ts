import { demoDirectory, DEMO_CODE_SECRET, DEMO_PASSWORD } from '@caseward/contracts';
import { portsFromEnv, type Stack } from '@caseward/embedded';
import { localStack } from '../stack/local-stack.js';
import { seedDemo } from '../stack/seed.js';
import { untilStopped } from '../stack/until-stopped.js';
import { dataFolder } from '../stack/workspace.js';
import { EXIT, type ExitCode } from '../terminal/exit-codes.js';
import { Progress } from '../terminal/progress.js';
import type { Terminal } from '../terminal/terminal.js';

export async function up(terminal: Terminal): Promise<ExitCode> {
  const dataDir = dataFolder();
  const progress = new Progress(terminal, { what: 'starting' });
  const stack = localStack({
    dataDir,
    seed: seedDemo,
    supervise: true,
    ports: portsFromEnv(),
    say: (line) => progress.note(line),
  });
  const stopped = untilStopped(() => terminal.talk('stopping; once more to force it'));
  const started = stack.startAll();
  try {
    await Promise.race([started, stopped]);
    if (stack.api.state === 'ready') showReady(terminal, stack, progress);
    await stopped;
  } finally {
    progress.end();
    await stack.stopAll();
    await started.catch(() => undefined);
  }
  terminal.talk('stopped');
  return EXIT.ok;
}

function showReady(terminal: Terminal, { api, temporal, dataDir }: Stack, progress: Progress): void {
  progress.end();
  const accounts = demoDirectory().people.map(({ login, displayName }) => ({ login, displayName }));
  const signIn = `http://localhost:${new URL(api.url).port}/auth/login`;
  const places = { signIn, api: api.url, docs: `${api.url}/docs`, temporalUi: temporal.uiUrl ?? null, dataDir };
  if (terminal.json) {
    terminal.record({ ready: true, ...places, password: DEMO_PASSWORD, codeSecret: DEMO_CODE_SECRET, accounts });
    return;
  }
  const line = (name: string, value: string): string => `  ${name.padEnd(13)}${value}`;
  terminal.data(
    [
      `${terminal.style('green', 'ready')} after ${progress.elapsed}`,
      line('API', places.api),
      line('Docs', places.docs),
      line('Temporal UI', places.temporalUi ?? 'run by somebody else'),
      line('Data folder', dataDir),
      line('Sign in', `${places.signIn}, password of every demo account: ${DEMO_PASSWORD}`),
      line('Codes', `secret of their one-time codes: ${DEMO_CODE_SECRET}`),
      ...accounts.map(({ login, displayName }) => line('', `${login.padEnd(12)}${displayName}`)),
      '',
      'Ctrl-C stops everything. In another terminal: npm run demo',
    ].join('\n'),
  );
}
