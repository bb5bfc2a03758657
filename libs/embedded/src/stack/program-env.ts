/** Left over from a test runner or from npm; of no meaning to a program that is started for its own sake. */
const FOREIGN = /^(VITEST|npm_|NODE_OPTIONS$|NODE_CHANNEL)/;

type Values = Readonly<Record<string, string | undefined>>;

/**
 * The environment of a program: this one's, then the stack's own values, then the caller's. Where a value is given here,
 * a file that was named for it (`NAME_FILE`) must not speak against it.
 */
export function programEnv(
  stack: Values,
  caller: Values,
  inherited: NodeJS.ProcessEnv = process.env,
): NodeJS.ProcessEnv {
  const given = { ...stack, ...caller };
  const kept = Object.entries(inherited).filter(
    ([name]) => !FOREIGN.test(name) && given[name.replace(/_FILE$/, '')] === undefined,
  );
  return { ...Object.fromEntries(kept), ...given };
}
