const GRACE_MS = 10_000;

/**
 * For programs that a stack or the bootstrap starts, called first thing: when the process that started this one is gone,
 * stop as if asked to. Does nothing in a program that was started by hand.
 */
export function dieWithParent(graceMs = GRACE_MS): void {
  const { channel } = process;
  if (channel === undefined || channel === null) return;
  process.once('disconnect', () => {
    // A signal, so that the program's own orderly shutdown runs; a program that hangs in it is ended.
    process.kill(process.pid, 'SIGTERM');
    setTimeout(() => process.exit(1), graceMs).unref();
  });
  // Listening would otherwise keep a program alive that has nothing left to do.
  channel.unref();
}
