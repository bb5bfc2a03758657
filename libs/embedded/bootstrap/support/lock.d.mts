import type { ProcessIdentity } from './process-identity.d.mts';

export interface LockHolder extends ProcessIdentity {
  readonly helpers: readonly ProcessIdentity[];
  readonly since: string;
}
export interface Lock {
  /** Records a process that works for the owner, so that whoever breaks the lock later can deal with it. */
  addHelper(pid: number): void;
  removeHelper(pid: number): void;
  release(): void;
}
export interface LockOptions {
  onStale?: (holder: LockHolder) => void | Promise<void>;
}
export type LockAttempt =
  { readonly lock: Lock; readonly holder?: undefined } | { readonly lock?: undefined; readonly holder: LockHolder };
export function tryLock(file: string, options?: LockOptions): Promise<LockAttempt>;
export function waitForLock(
  file: string,
  options?: LockOptions & { onWait?: (holder: LockHolder) => void; everyMs?: number },
): Promise<Lock>;
