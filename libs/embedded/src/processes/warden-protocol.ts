import type { Serializable } from 'node:child_process';

/** What the warden needs to know to start a process and, when this process is gone, to stop it. */
export interface SpawnSpec {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly logFile: string;
  readonly stopSignal: NodeJS.Signals;
  readonly graceMs: number;
  readonly cwd?: string;
  readonly uid?: number;
  readonly gid?: number;
  /** A file to read standard input from; otherwise it is empty. */
  readonly stdin?: string;
  /** Opens a message channel to the process, which must be Node. */
  readonly ipc?: boolean;
}

export interface ExitInfo {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export type ToWarden =
  | { readonly kind: 'spawn'; readonly request: number; readonly spec: SpawnSpec }
  | { readonly kind: 'signal'; readonly pid: number; readonly signal: NodeJS.Signals };

export type FromWarden =
  | { readonly kind: 'spawned'; readonly request: number; readonly pid: number }
  | { readonly kind: 'failed'; readonly request: number; readonly message: string }
  | ({ readonly kind: 'exit'; readonly pid: number } & ExitInfo)
  | { readonly kind: 'message'; readonly pid: number; readonly body: Serializable };
