import { Command } from 'commander';
import { addMigrate } from './commands/migrate.js';
import { addPlay } from './commands/play.js';
import { addUp } from './commands/up.js';

/** Everything that `caseward` can do. */
export function createProgram(): Command {
  const program = new Command('caseward')
    .description('Child protection case management on durable workflows.')
    .option('--json', 'data as JSON, one value a line')
    .option('--quiet', 'no talk, only data and complaints')
    .option('--no-color', 'no colour; NO_COLOR does the same')
    .configureHelp({ showGlobalOptions: true })
    .showHelpAfterError('(add --help for what is possible)')
    .addHelpText('after', '\nExit codes: 0 done, 1 failure, 2 wrong use, 3 done in part.')
    .exitOverride();
  addUp(program);
  addPlay(program);
  addMigrate(program);
  return program;
}
