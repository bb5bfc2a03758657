import { closeSync, existsSync, fstatSync, mkdirSync, openSync, readSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';

const KEPT = 3;
const TAIL_BYTES = 8_192;

export type Log = (line: string) => void;

export const silent: Log = () => undefined;

/** Moves the logs of earlier runs one place back, so that each run begins with an empty file. */
export function rotateLog(file: string): void {
  mkdirSync(dirname(file), { recursive: true });
  for (let age = KEPT - 1; age >= 0; age -= 1) {
    const from = age === 0 ? file : `${file}.${age}`;
    if (existsSync(from)) renameSync(from, `${file}.${age + 1}`);
  }
}

/** The end of a log, for messages about a process that did not start. */
export function logTail(file: string, lines = 12): string {
  let handle: number;
  try {
    handle = openSync(file, 'r');
  } catch {
    return '';
  }
  try {
    const { size } = fstatSync(handle);
    const buffer = Buffer.alloc(Math.min(size, TAIL_BYTES));
    readSync(handle, buffer, 0, buffer.length, size - buffer.length);
    return buffer.toString('utf8').trimEnd().split('\n').slice(-lines).join('\n');
  } finally {
    closeSync(handle);
  }
}
