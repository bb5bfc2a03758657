import { readFileSync, readdirSync, readlinkSync } from 'node:fs';
import { commandOf } from '../../bootstrap/support/process-identity.mjs';

const LISTENING = '0A';

function listeningSockets(port: number): Set<string> {
  const wanted = port.toString(16).toUpperCase().padStart(4, '0');
  const inodes = new Set<string>();
  for (const table of ['/proc/net/tcp', '/proc/net/tcp6']) {
    for (const line of readFileSync(table, 'utf8').split('\n').slice(1)) {
      const [, local, , state, , , , , , inode] = line.trim().split(/\s+/);
      if (state === LISTENING && local?.endsWith(`:${wanted}`) && inode !== undefined) inodes.add(`socket:[${inode}]`);
    }
  }
  return inodes;
}

function holds(pid: string, sockets: ReadonlySet<string>): boolean {
  try {
    return readdirSync(`/proc/${pid}/fd`).some((fd) => {
      try {
        return sockets.has(readlinkSync(`/proc/${pid}/fd/${fd}`));
      } catch {
        return false;
      }
    });
  } catch {
    // Another user's process: its open files are not shown to us.
    return false;
  }
}

/** Names the process that listens on a port, where the system tells: "process 123 (node server.js)". */
export function portOwner(port: number): string | undefined {
  try {
    const sockets = listeningSockets(port);
    if (sockets.size === 0) return undefined;
    const pid = readdirSync('/proc').find((name) => /^\d+$/.test(name) && holds(name, sockets));
    return pid === undefined ? undefined : `process ${pid} (${commandOf(Number(pid)).slice(0, 80)})`;
  } catch {
    return undefined;
  }
}
