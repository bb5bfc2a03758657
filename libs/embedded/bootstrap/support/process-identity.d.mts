/** A pid together with the start time of the process that had it. */
export interface ProcessIdentity {
  readonly pid: number;
  readonly started: string;
}
/** The identity of a running process; undefined when there is none or only a zombie is left. */
export function identify(pid: number): ProcessIdentity | undefined;
/** True while exactly this process runs, and not another one that was given the same pid. */
export function isAlive(identity: ProcessIdentity | undefined): boolean;
export function isZombie(pid: number): boolean;
/** The command line of a process, or an empty string. */
export function commandOf(pid: number): string;
