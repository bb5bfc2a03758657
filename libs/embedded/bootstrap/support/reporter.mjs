const PROGRESS_MS = 6_000;

export function seconds(ms) {
  return ms < 60_000
    ? `${(ms / 1000).toFixed(1)} s`
    : `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1000)} s`;
}

/** The set-up talks on stderr: stdout belongs to the data of the command that follows. */
export function say(line) {
  process.stderr.write(`${line}\n`);
}

/** A line every few seconds, so that nobody takes long work for a hang; the answer ends it. */
export function tick(name, describe = () => '') {
  const began = Date.now();
  const ticker = setInterval(() => {
    const detail = describe();
    say(`  ${name.padEnd(9)} ... ${seconds(Date.now() - began)}${detail === '' ? '' : `, ${detail}`}`);
  }, PROGRESS_MS);
  ticker.unref();
  return () => clearInterval(ticker);
}

/**
 * One step of the set-up. It says what it does when it begins, a line every few seconds while it lasts, and how long it took.
 * Lines are plain on purpose: several steps run side by side, and logs of CI are read later.
 */
export function beginStep(name, what) {
  const label = name.padEnd(9);
  const began = Date.now();
  let progress = () => '';
  say(`  ${label} ${what}`);
  const quiet = tick(name, () => progress());
  const end = (mark, text) => {
    quiet();
    say(`${mark} ${label} ${text} (${seconds(Date.now() - began)})`);
  };
  return {
    note: (text) => say(`  ${label} ${text}`),
    progress(describe) {
      progress = describe;
    },
    done: (text = 'done') => end('✓', text),
    passed: (text) => end('-', text),
    failed: (text = 'failed') => end('✗', text),
    elapsed: () => Date.now() - began,
  };
}

/** A failure whose text is meant for the person at the keyboard: what, why, and the fix. No stack trace. */
export class SetupFailure extends Error {}
