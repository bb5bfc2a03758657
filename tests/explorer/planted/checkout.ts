import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The checkout, found from sources and from what is compiled of them. */
export function checkout(from: string = import.meta.dirname): string {
  return existsSync(join(from, 'nx.json')) ? from : checkout(dirname(from));
}
