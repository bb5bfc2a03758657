import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

export function parseChecksums(text) {
  const expected = new Map();
  for (const line of text.split('\n')) {
    const match = /^([0-9a-f]{64}) [ *](.+)$/.exec(line.trim());
    if (match !== null) expected.set(match[2], match[1]);
  }
  return expected;
}

/** Every difference between a folder and its committed checksums, in words: changed, absent and additional files alike. */
export function checksumFaults(folder, expected) {
  const present = new Set(readdirSync(folder));
  const faults = [];
  for (const [name, sum] of expected) {
    if (!present.delete(name)) faults.push(`${name} is absent`);
    else if (sha256(join(folder, name)) !== sum)
      faults.push(`${name} has another content than the one that was committed`);
  }
  for (const name of present) faults.push(`${name} is not expected`);
  return faults;
}

function sha256(file) {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}
