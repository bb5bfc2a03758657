import { mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { readIfThere } from './key-files.js';

/** One key that was destroyed for good. Codes and moments only. */
export interface DestroyedKey {
  readonly caseId: string;
  readonly generation: number;
  /** ISO 8601, UTC. */
  readonly at: string;
  /** The file with both signatures and what they decided; null for a refused intake, which nobody signs. */
  readonly signed: { readonly fileId: string; readonly manner: string; readonly erasedAt: string } | null;
}

/** Where no backup of the database reaches: whoever restores one learns from it what has to be destroyed again. */
export interface KeyJournal {
  append(destroyed: readonly DestroyedKey[]): Promise<void>;
  read(): Promise<DestroyedKey[]>;
}

/** One line for each key; nothing is ever taken out. */
export class FileKeyJournal implements KeyJournal {
  constructor(private readonly path: string) {}

  async append(destroyed: readonly DestroyedKey[]): Promise<void> {
    await mkdir(dirname(this.path), { recursive: true, mode: 0o700 });
    const file = await open(this.path, 'a', 0o600);
    try {
      // A line that a power cut left half written must not swallow the next one.
      await file.appendFile(destroyed.map((each) => `\n${JSON.stringify(each)}\n`).join(''));
      await file.sync();
    } finally {
      await file.close();
    }
  }

  async read(): Promise<DestroyedKey[]> {
    const text = await readIfThere(this.path);
    return (text ?? '').split('\n').flatMap(readLine);
  }
}

function readLine(line: string): DestroyedKey[] {
  if (line === '') return [];
  try {
    const { caseId, generation, at, signed } = JSON.parse(line) as DestroyedKey;
    return typeof caseId === 'string' && typeof generation === 'number' ? [{ caseId, generation, at, signed }] : [];
  } catch {
    return [];
  }
}
