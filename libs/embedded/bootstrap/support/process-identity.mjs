import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

// A pid alone says little: pids are reused, and a killed process that nobody reaps keeps its pid as a zombie.
// The start time settles the first, the process state the second.

function linuxFacts(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The command name is in brackets and may itself hold spaces and brackets: count from the last one.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return { state: fields[0], parent: Number(fields[1]), started: `${bootId()}:${fields[19]}` };
  } catch {
    return undefined;
  }
}

let boot;
function bootId() {
  if (boot === undefined) {
    try {
      boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    } catch {
      boot = 'unknown';
    }
  }
  return boot;
}

function portableFacts(pid) {
  try {
    const line = execFileSync('ps', ['-o', 'state=,lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim();
    if (line === '') return undefined;
    const [state, ...started] = line.split(/\s+/);
    return { state, started: started.join(' ') };
  } catch {
    return undefined;
  }
}

function facts(pid) {
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  return process.platform === 'linux' ? linuxFacts(pid) : portableFacts(pid);
}

export function identify(pid) {
  const found = facts(pid);
  return found === undefined || found.state.startsWith('Z') ? undefined : { pid, started: found.started };
}

export function isAlive(identity) {
  return identify(identity?.pid)?.started === identity?.started && identity?.started !== undefined;
}

/** Linux only; elsewhere undefined. */
export function parentOf(pid) {
  return facts(pid)?.parent;
}

export function isZombie(pid) {
  return facts(pid)?.state.startsWith('Z') ?? false;
}

export function commandOf(pid) {
  try {
    return process.platform === 'linux'
      ? readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim()
      : execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).trim();
  } catch {
    return '';
  }
}
