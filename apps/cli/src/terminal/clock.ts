/** Real milliseconds, for progress and patience only. */
export function realMs(): number {
  return performance.now();
}
