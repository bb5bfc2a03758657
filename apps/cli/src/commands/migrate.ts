import { databaseLinkFault } from '@caseward/config';
import { migrate } from '@caseward/persistence';
import { CommandFailed, EXIT, type ExitCode } from '../terminal/exit-codes.js';
import { Progress } from '../terminal/progress.js';
import type { Terminal } from '../terminal/terminal.js';

export async function runMigrations(terminal: Terminal): Promise<ExitCode> {
  const { DATABASE_ADMIN_URL: adminUrl, DATABASE_URL: url } = process.env;
  const { DATABASE_API_URL: apiUrl = url, DATABASE_NAMES_URL: namesUrl = url } = process.env;
  if (!adminUrl || !url || !apiUrl || !namesUrl) {
    throw new CommandFailed(
      'which database?',
      EXIT.usage,
      'set DATABASE_ADMIN_URL (a role that owns the tables) and DATABASE_URL (the role of the worker, with its password); DATABASE_API_URL (that of the API) and DATABASE_NAMES_URL (that of the list of names) where their passwords are others.',
    );
  }
  const link = process.env['NODE_ENV'] === 'production' ? databaseLinkFault(adminUrl) : null;
  if (link !== null) throw new CommandFailed(`DATABASE_ADMIN_URL: ${link}`, EXIT.usage);
  const progress = new Progress(terminal, { what: 'migrating' });
  const appPassword = decodeURIComponent(new URL(url).password);
  const apiPassword = decodeURIComponent(new URL(apiUrl).password);
  const namesPassword = decodeURIComponent(new URL(namesUrl).password);
  const done = await migrate({
    adminUrl,
    appPassword,
    apiPassword,
    namesPassword,
    onStep: (step) => progress.say(step),
  });
  progress.end();
  if (terminal.json) terminal.record({ migrations: done });
  else terminal.data(done.length === 0 ? 'nothing to do' : done.join('\n'));
  return EXIT.ok;
}
