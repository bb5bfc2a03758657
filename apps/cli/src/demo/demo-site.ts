import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { demoDirectory, DEMO_PASSWORD } from '@caseward/contracts';
import { findRunningStack } from '@caseward/embedded';
import { parseScenario, policyOf, type Scenario } from '@caseward/scenario';
import { originOf } from '../play/http-site.js';
import { startSimulation, type Simulation } from '../play/simulation.js';
import { scratchFolder, workspaceRoot } from '../stack/workspace.js';
import { CommandFailed, EXIT } from '../terminal/exit-codes.js';
import { digestOf, Journal } from './journal.js';

export const CASELOAD: string = join(workspaceRoot, 'apps/cli/examples/caseload.json');

export interface Demo {
  readonly scenario: Scenario;
  readonly journal: Journal;
  readonly resumed: boolean;
  readonly folder: string;
}

/** Removes the last demo, and nothing that is none. */
function clear(folder: string, journal: string): void {
  if (existsSync(folder) && readdirSync(folder).length > 0 && !existsSync(journal)) {
    throw new CommandFailed(
      `${folder} holds something else than a demo`,
      EXIT.usage,
      'choose another CASEWARD_DEMO_DIR.',
    );
  }
  rmSync(folder, { recursive: true, force: true });
}

/** A run that was broken off goes on; otherwise the last one's folder is cleared for a new one. */
export function openDemo(fresh: boolean): Demo {
  const folder = process.env['CASEWARD_DEMO_DIR'] ?? scratchFolder('demo');
  const text = readFileSync(CASELOAD, 'utf8');
  const scenario = parseScenario(text);
  const digest = digestOf(text);
  const stackFolder = join(folder, 'stack');
  if (findRunningStack(stackFolder) !== undefined) {
    throw new CommandFailed('a demo runs already', EXIT.failure, 'wait for it, or end it with Ctrl-C in its terminal.');
  }
  const file = join(folder, 'journal.jsonl');
  const unfinished = fresh ? null : Journal.unfinished(file, digest);
  if (unfinished !== null) return { scenario, journal: unfinished, resumed: true, folder: stackFolder };
  clear(folder, file);
  const journal = Journal.begin(file, { run: randomUUID(), digest });
  return { scenario, journal, resumed: false, folder: stackFolder };
}

export async function startDemo(demo: Demo, speed: number, say: (line: string) => void): Promise<Simulation> {
  const { scenario, journal, folder } = demo;
  return startSimulation({
    dataDir: folder,
    origin: originOf([scenario], speed),
    reached: journal.reached,
    speed,
    policy: policyOf(scenario),
    directories: [demoDirectory()],
    password: DEMO_PASSWORD,
    headless: false,
    say,
  });
}

/** The cast of the caseload are the people of the demonstration directory. */
export function demoId(kind: string, name: string): string {
  if (kind !== 'person') return name;
  return demoDirectory().people.find(({ login }) => login === name)?.personId ?? name;
}

export const DEMO_OBSERVER = 'admin.sami';

const heads = demoDirectory().people.filter(({ role }) => role === 'HEAD');
/** Who sees all cases of the demonstration: the heads of its agencies. */
export const DEMO_READERS: readonly string[] = heads.map(({ login }) => login);

export function demoHeadOf(agencyId: string): string {
  return heads.find((head) => head.agencyId === agencyId)?.login ?? '';
}
