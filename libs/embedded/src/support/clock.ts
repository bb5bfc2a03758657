/** Milliseconds that only ever grow: for patience and deadlines of processes, never for the record of a case. */
export function elapsed(): number {
  return performance.now();
}
