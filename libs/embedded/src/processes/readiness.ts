import type { Serializable } from 'node:child_process';
import { readFileSync } from 'node:fs';

export interface ReadyContext {
  readonly pid: number;
  readonly logFile: string;
  readonly messages: readonly Serializable[];
}

/** Answers whether the process is ready for work; asked again until it is. */
export type ReadyProbe = (context: ReadyContext) => boolean | Promise<boolean>;

const PROBE_TIMEOUT_MS = 2_000;

/** Whether this address answers with a success. */
export async function httpAnswers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(PROBE_TIMEOUT_MS) });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
}

export function httpReady(url: string): ReadyProbe {
  return () => httpAnswers(url);
}

/** Ready when the process has written a line that matches. */
export function lineReady(pattern: RegExp): ReadyProbe {
  return ({ logFile }) =>
    readFileSync(logFile, 'utf8')
      .split('\n')
      .some((line) => pattern.test(line));
}

/** Ready when the process has sent a message that the test accepts; the process needs a message channel. */
export function messageReady(accepts: (message: Serializable) => boolean): ReadyProbe {
  return ({ messages }) => messages.some(accepts);
}
