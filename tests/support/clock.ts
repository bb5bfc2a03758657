/** Real UTC milliseconds. */
export function realMs(): number {
  return Date.now();
}

/** Whole milliseconds since it was made. */
export function stopwatch(): () => number {
  const start = performance.now();
  return () => Math.round(performance.now() - start);
}

/** Whole microseconds since it was made. */
export function fineStopwatch(): () => number {
  const start = performance.now();
  return () => Math.round((performance.now() - start) * 1000);
}
