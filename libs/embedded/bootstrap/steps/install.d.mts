import type { Lock } from '../support/lock.d.mts';

/** Why an installation is needed, in words; undefined when everything is in place. */
export function installNeed(root: string): string | undefined;
export function install(root: string, reason: string, lock?: Lock): Promise<void>;
