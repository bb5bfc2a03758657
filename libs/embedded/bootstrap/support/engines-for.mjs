/** The programs a `caseward` command line needs: most commands talk to a stack that runs, or to none at all. */
export function enginesFor(args, env) {
  const [command] = args;
  const engines = new Set();
  if (args.includes('--help') || args.includes('-h')) return [];
  const drivers = args.flatMap((arg, index) =>
    arg === '--driver' ? [args[index + 1]] : [/^--driver=(.*)$/.exec(arg)?.[1]],
  );
  const starts = command === 'up' || command === 'demo' || (command === 'play' && drivers.includes('http'));
  if (starts && !env.TEMPORAL_ADDRESS) engines.add('server');
  if (command === 'play' && drivers.includes('workflow')) engines.add('testServer');
  return [...engines];
}
