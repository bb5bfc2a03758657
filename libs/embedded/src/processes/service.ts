import type { ProcessState } from './managed-process.js';
import type { ExitInfo } from './warden-protocol.js';

/** A part of a stack that can be started, stopped, killed and started again on its own. */
export interface Service {
  readonly name: string;
  readonly state: ProcessState;
  /** Undefined while no process of ours runs. */
  readonly pid: number | undefined;
  /** Settles when the process that was started last has ended. */
  readonly exited: Promise<ExitInfo>;
  /** Resolves when it is ready for work. */
  start(): Promise<void>;
  /** Asks it to end in order, and makes sure that it does. */
  stop(): Promise<void>;
  /** SIGKILL unless told otherwise: resolves after SIGKILL when the process is gone. */
  kill(signal?: NodeJS.Signals): Promise<void>;
  restart(): Promise<void>;
}
