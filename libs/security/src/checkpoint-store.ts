import { createReadStream } from 'node:fs';
import { mkdir, open, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import type { CheckpointBody, SignedCheckpoint } from './checkpoint.js';

/** A second place for checkpoints, out of reach of whoever rules the database. A folder today; a store of objects fits. */
export interface CheckpointStore {
  /** Adds to what is there and changes nothing of it; kept when it returns. */
  append(checkpoint: SignedCheckpoint): Promise<void>;
  /** All of them, in the order of writing. */
  read(): AsyncIterable<SignedCheckpoint>;
  /** Number of the last one; 0 when there is none. */
  lastNo(): Promise<number>;
}

const FILE = /^checkpoints-\d{4}-\d{2}\.jsonl$/;

/** Holds many whole lines: one is below two kilobytes. */
const TAIL_BYTES = 64 * 1024;

/** One line for each checkpoint, one file for each month. */
export class CheckpointFolder implements CheckpointStore {
  constructor(private readonly folder: string) {}

  async append(checkpoint: SignedCheckpoint): Promise<void> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    const { madeAt } = JSON.parse(checkpoint.body) as CheckpointBody;
    const file = await open(join(this.folder, `checkpoints-${madeAt.slice(0, 7)}.jsonl`), 'a', 0o600);
    try {
      // A line that a power cut left half written must not swallow this one.
      await file.appendFile(`\n${JSON.stringify(checkpoint)}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
  }

  async *read(): AsyncIterable<SignedCheckpoint> {
    for (const name of await this.#files()) yield* linesOf(join(this.folder, name));
  }

  async lastNo(): Promise<number> {
    const [newest] = (await this.#files()).reverse();
    if (newest === undefined) return 0;
    const file = await open(join(this.folder, newest), 'r');
    try {
      const { size } = await file.stat();
      const tail = Buffer.alloc(Math.min(size, TAIL_BYTES));
      await file.read(tail, 0, tail.length, size - tail.length);
      const last = tail
        .toString()
        .split('\n')
        .map(readLine)
        .findLast((line) => line != null);
      return last === undefined ? 0 : (JSON.parse(last.body) as CheckpointBody).no;
    } finally {
      await file.close();
    }
  }

  async #files(): Promise<string[]> {
    try {
      return (await readdir(this.folder)).filter((name) => FILE.test(name)).sort();
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
      throw error;
    }
  }
}

async function* linesOf(path: string): AsyncIterable<SignedCheckpoint> {
  for await (const line of createInterface({ input: createReadStream(path, 'utf8'), crlfDelay: Infinity })) {
    const checkpoint = readLine(line);
    if (checkpoint !== null) yield checkpoint;
  }
}

/** Null for an empty line and for one that was not written to its end. */
function readLine(line: string): SignedCheckpoint | null {
  if (line === '') return null;
  try {
    const { body, signature } = JSON.parse(line) as Partial<Record<keyof SignedCheckpoint, unknown>>;
    return typeof body === 'string' && typeof signature === 'string' ? { body, signature } : null;
  } catch {
    return null;
  }
}

export interface CheckpointPlaces {
  readonly CASEWARD_KEY_FILE: string;
  readonly CASEWARD_CHECKPOINT_FOLDER?: string | undefined;
}

/** Where a deployment keeps its checkpoints. */
export function checkpointFolderOf({ CASEWARD_KEY_FILE, CASEWARD_CHECKPOINT_FOLDER }: CheckpointPlaces): string {
  return CASEWARD_CHECKPOINT_FOLDER ?? join(dirname(CASEWARD_KEY_FILE), 'checkpoints');
}

/** The key that signs them lies beside the root key. */
export function checkpointKeyPathOf({ CASEWARD_KEY_FILE }: Pick<CheckpointPlaces, 'CASEWARD_KEY_FILE'>): string {
  return join(dirname(CASEWARD_KEY_FILE), 'checkpoint-key.pem');
}
