import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Instant } from '@caseward/domain';
import type { PlayedStep } from '@caseward/scenario';

interface Header {
  readonly run: string;
  /** Of the scenario file: another file is another story. */
  readonly digest: string;
}

interface Entry {
  readonly step: PlayedStep;
  readonly now: Instant;
}

type Line = { readonly header: Header } | { readonly entry: Entry } | { readonly finished: true };

export function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function readLines(file: string): Line[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line) => {
      try {
        return [JSON.parse(line) as Line];
      } catch {
        // The last line of a killed run may be half a line: that step is played again, under the same id.
        return [];
      }
    });
}

/** The steps that are done, kept line by line so that a killed run can go on where it was. */
export class Journal {
  private constructor(
    private readonly file: string,
    readonly run: string,
    readonly played: ReadonlyMap<string, PlayedStep>,
    /** The last simulated moment that the broken-off run noted. */
    readonly reached: Instant | undefined,
  ) {}

  /** The run that was broken off; null when there is none of this file. */
  static unfinished(file: string, digest: string): Journal | null {
    const lines = readLines(file);
    const header = lines.flatMap((line) => ('header' in line ? [line.header] : []))[0];
    if (header?.digest !== digest || lines.some((line) => 'finished' in line)) return null;
    const entries = lines.flatMap((line) => ('entry' in line ? [line.entry] : []));
    const played = new Map(entries.map(({ step }) => [step.result.path, step]));
    const reached = entries.map(({ now }) => now).sort();
    return new Journal(file, header.run, played, reached.at(-1));
  }

  static begin(file: string, header: Header): Journal {
    mkdirSync(dirname(file), { recursive: true });
    appendFileSync(file, `${JSON.stringify({ header })}\n`);
    return new Journal(file, header.run, new Map(), undefined);
  }

  add(step: PlayedStep, now: Instant): void {
    this.write({ entry: { step, now } });
  }

  finish(): void {
    this.write({ finished: true });
  }

  private write(line: Line): void {
    // A line break before as well: half a line of a killed run must not swallow this one.
    appendFileSync(this.file, `\n${JSON.stringify(line)}\n`);
  }
}
