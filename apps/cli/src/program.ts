import { Command, Option } from 'commander';
import { running } from './commands/common.js';
import { readSpeed } from './terminal/speed.js';

const DRIVERS = ['domain', 'workflow', 'http'] as const;

function speedOption(usual: string): Option {
  return new Option('--speed <time>', 'simulated time in a real second, such as 12h or 1d')
    .argParser(readSpeed)
    .default(readSpeed(usual), usual);
}

function onDeployment(command: Command): Command {
  return command.option('--data <name|folder>', 'another deployment on this machine: its data folder, or `demo`');
}

function addDeploymentCommands(program: Command): void {
  program
    .command('up')
    .description('start everything on this machine: database, engine, worker and API; Ctrl-C stops it')
    .action(running(async () => (await import('./commands/up.js')).up));
  onDeployment(program.command('doctor'))
    .description('check this machine and what runs on it, and name the fix for what is wrong')
    .action(running(async () => (await import('./commands/doctor.js')).doctor));
  onDeployment(program.command('token'))
    .description('sign in at the embedded provider and print an access token, good for 15 minutes')
    .requiredOption('--login <login>', 'whose; the password comes from CASEWARD_PASSWORD, by default that of the demo')
    .option('--code <code>', 'one-time code, where one is asked for')
    .option('--api <url>', 'the API, when it does not run on this machine')
    .action(running(async () => (await import('./commands/token.js')).showToken));
  program
    .command('migrate')
    .description('bring a database up to date (DATABASE_ADMIN_URL, and DATABASE_URL for the password of the programs)')
    .action(running(async () => (await import('./commands/migrate.js')).runMigrations));
  program
    .command('keys')
    .description('make the key files of a deployment, readable by you alone')
    .argument('<folder>', 'where the keys go; existing ones are checked and kept')
    .action(running(async () => (await import('./commands/keys.js')).makeKeys));
  addKeyCommands(program);
}

function addKeyCommands(program: Command): void {
  const keys = program.commands.find((command) => command.name() === 'keys') ?? program;
  onDeployment(keys.command('rotate'))
    .description('make new keys and wrap everything anew, while people work; without an option, all of them')
    .option('--root', 'the root key')
    .option('--agencies', 'the keys of the agencies')
    .option('--secrets', 'the secrets of the cases, and with them the keys of what goes to the engine')
    .option('--names', 'the keys by which names are found')
    .action(running(async () => (await import('./commands/keys-rotate.js')).rotateKeys));
  onDeployment(keys.command('forget-old'))
    .description('give up every key but the current ones; refused while the database needs one')
    .action(running(async () => (await import('./commands/keys-rotate.js')).forgetOldKeys));
  onDeployment(keys.command('erase-again'))
    .description('after a restore: delete what the journal of destroyed keys names')
    .action(running(async () => (await import('./commands/keys-rotate.js')).eraseWhatCameBack));
}

function addAccountCommands(program: Command): void {
  const accounts = program.command('accounts').description('what concerns passwords and second factors of people');
  const forSomebody = (command: Command): Command =>
    onDeployment(command).requiredOption('--login <login>', 'whose').requiredOption('--reason <code>', 'why');
  forSomebody(accounts.command('password-code'))
    .description('make a code with which somebody chooses a new password, once, within a day')
    .action(running(async () => (await import('./commands/accounts.js')).giveCode));
  forSomebody(accounts.command('remove-factors'))
    .description('remove the second factors of somebody, and make the code with which another one is registered')
    .action(running(async () => (await import('./commands/accounts.js')).removeFactors));
}

function addScenarioCommands(program: Command): void {
  program
    .command('demo')
    .description('play twelve invented cases on the whole system; run it again after a break and it goes on')
    .addOption(speedOption('1d'))
    .option('--fresh', 'begin anew even when a run was broken off')
    .option('--keep', 'leave everything running at the end, until Ctrl-C')
    .action(running(async () => (await import('./commands/demo.js')).runDemo));
  program
    .command('play')
    .description('play scenario files and compare what happens with what they expect')
    .argument('[files...]', 'files, folders, or - for stdin (JSON, or one JSON document a line)')
    .addOption(new Option('--driver <name>', 'what to play them on').choices(DRIVERS).default('domain'))
    .addOption(speedOption('12h'))
    .option('--schema', 'print the JSON Schema of scenario files and end')
    .option('--verbose', 'show every step, not only those of scenarios that differ')
    .action(running(async () => (await import('./commands/play.js')).playFiles));
}

function addFormCommands(program: Command): void {
  const forms = program.command('forms').description('what concerns forms as data');
  forms
    .command('lint')
    .description('look for what is wrong with forms, option lists and the wording of a context')
    .argument('[files...]', 'files or folders, beside the forms of the program')
    .action(running(async () => (await import('./commands/forms.js')).lintFormFiles));
}

function addRecordCommands(program: Command): void {
  onDeployment(program.command('replay'))
    .description('execute the histories of cases on the code of today and compare their state with the record')
    .argument('[case]', 'id or code of a case')
    .option('--all', 'every case')
    .action(running(async () => (await import('./commands/replay.js')).replay));
  onDeployment(program.command('rebuild'))
    .description('fold the record of every case and write what differs in the read models')
    .option('--check', 'compare only; exit 1 and name the first difference')
    .action(running(async () => (await import('./commands/rebuild.js')).rebuildReadModels));
  const engine = program.command('engine').description('what concerns the workflow engine');
  onDeployment(engine.command('rebuild'))
    .description('start every case that the engine lost from its record; may be stopped and run again')
    .action(running(async () => (await import('./commands/engine.js')).rebuildFromRecord));
}

function addAuditCommands(program: Command): void {
  const audit = program.command('audit').description('what concerns the audit trail');
  onDeployment(audit.command('verify'))
    .description('hold the audit trail and every case to the signed checkpoints; exit 1 and name what was changed')
    .option('--checkpoints <folder>', 'checkpoints that were kept elsewhere')
    .option('--key <file>', 'the public key of the checkpoints (PEM); by default the key of the deployment')
    .action(running(async () => (await import('./commands/audit.js')).verifyAuditTrail));
}

function addIndicatorCommands(program: Command): void {
  onDeployment(program.command('indicators'))
    .description('the numbers of a period: what may leave the agencies, or, with --as, of somebody’s own place')
    .requiredOption('--period <period>', 'a month 2026-06, a year 2026, or days 2026-06-01..2026-06-30')
    .option('--by <dimensions>', 'break down, such as sex,age_band')
    .option('--as <login>', 'the caseworker, supervisor, manager or head whose place is counted')
    .option('--as-known-at <instant>', 'as known then; default now')
    .option('--csv', 'as a sheet')
    .action(running(async () => (await import('./commands/indicators.js')).showIndicators));
}

function addPolicyCommands(program: Command): void {
  const policy = program
    .command('policy')
    .description('the SOP as a document: its lint, its versions, its publication');
  policy
    .command('lint')
    .description('say what the SOP does not allow, what keeps a document from going live, and what is worth a look')
    .argument('<files...>', 'policy documents in YAML')
    .action(running(async () => (await import('./commands/policy-lint.js')).lintPolicies));
  onDeployment(policy.command('diff'))
    .description('old and new value of each key, whether it is stricter, and the clause')
    .argument('<from>', 'a file, a published version, or `default`')
    .argument('<to>', 'the same')
    .action(running(async () => (await import('./commands/policy-compare.js')).diffPolicies));
  onDeployment(policy.command('preview'))
    .description('which due dates of open cases would be others under a document')
    .argument('<file>', 'a policy document')
    .option('--scenario <file>', 'the cases of a scenario file, as its last step leaves them, in place of a deployment')
    .action(running(async () => (await import('./commands/policy-compare.js')).previewDocument));
  onDeployment(policy.command('publish'))
    .description('publish a document that the coordination group agreed to; a version never changes afterwards')
    .argument('<file>', 'a policy document')
    .requiredOption('--as <login>', 'the administrator who publishes it')
    .option('--effective-from <date>', 'another first day than the document says')
    .action(running(async () => (await import('./commands/policy-publish.js')).publishPolicyFile));
}

/** Everything that `caseward` can do. What a command needs is loaded only when it runs. */
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
  addDeploymentCommands(program);
  addAccountCommands(program);
  addScenarioCommands(program);
  addFormCommands(program);
  addRecordCommands(program);
  addAuditCommands(program);
  addPolicyCommands(program);
  addIndicatorCommands(program);
  return program;
}
