/** Whether an `Accept` header prefers a spreadsheet to JSON (RFC 9110, 12.5.1); JSON when it does not care. */
export function asksForCsv(accept: string | undefined): boolean {
  const quality = (type: string): number => {
    const range = (accept ?? '').split(',').find((part) => part.trim().toLowerCase().split(';')[0]?.trim() === type);
    return range === undefined ? 0 : Number(/;\s*q=([\d.]+)/.exec(range)?.[1] ?? '1');
  };
  return quality('text/csv') > quality('application/json');
}
