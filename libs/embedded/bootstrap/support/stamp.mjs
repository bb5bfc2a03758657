import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Stamps live inside node_modules on purpose: whatever empties that folder also forgets what was done with it. */
function stampFile(root, name) {
  return join(root, 'node_modules/.caseward', `${name}.json`);
}

export function readStamp(root, name) {
  try {
    return JSON.parse(readFileSync(stampFile(root, name), 'utf8'));
  } catch {
    return undefined;
  }
}

export function writeStamp(root, name, value) {
  const file = stampFile(root, name);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(`${file}.draft`, JSON.stringify(value));
  renameSync(`${file}.draft`, file);
}

export function clearStamp(root, name) {
  rmSync(stampFile(root, name), { force: true });
}

export function digest(...parts) {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part).update('\0');
  return hash.digest('hex');
}

export function digestOfFiles(...files) {
  return digest(...files.map((file) => readFileSync(file)));
}
