import { existsSync, statfsSync, statSync } from 'node:fs';
import { availableParallelism, freemem } from 'node:os';
import { dirname } from 'node:path';
import {
  dataFolderState,
  nodeTrouble,
  packagesTrouble,
  portStates,
  postgresTrouble,
  searchEngine,
  type PortState,
  type Trouble,
} from '@caseward/embedded';
import { loadKeyring } from '@caseward/security';
import { keyFileOf } from '../stack/local-stack.js';
import { apiEntry, workerEntry, workspaceRoot } from '../stack/workspace.js';
import { bad, note, well, type Checkup, type NamedCheckup, type Scene } from './checkup.js';

const GIB = 1024 ** 3;
const LEAST_DISK_GIB = 2;

function orWell(trouble: Trouble | undefined, what: string): Checkup {
  return trouble === undefined ? well(what) : bad(trouble.what, trouble.fix);
}

async function node(): Promise<Checkup> {
  return orWell(nodeTrouble(), process.versions.node);
}

async function machine(): Promise<Checkup> {
  const { bavail, bsize } = statfsSync(workspaceRoot);
  const [disk, memory] = [(bavail * bsize) / GIB, freemem() / GIB];
  const what = `${availableParallelism()} cores; free: ${memory.toFixed(1)} GiB of memory, ${disk.toFixed(1)} GiB of disk`;
  return disk < LEAST_DISK_GIB ? bad(what, `make room: database and logs need ${LEAST_DISK_GIB} GiB.`) : well(what);
}

async function packages(): Promise<Checkup> {
  return orWell(packagesTrouble(workspaceRoot), 'installed as package-lock.json says');
}

async function programs(): Promise<Checkup> {
  const missing = [apiEntry, workerEntry].filter((entry) => !existsSync(entry));
  return missing.length === 0
    ? well('API and worker are compiled')
    : bad(`not compiled: ${missing.join(', ')}`, 'npm run build');
}

async function postgres({ env }: Scene): Promise<Checkup> {
  if (env['DATABASE_URL'] && env['DATABASE_ADMIN_URL']) return well('a server of your own (DATABASE_URL)');
  return orWell(postgresTrouble(workspaceRoot), 'the installed programs run');
}

async function temporal({ env }: Scene): Promise<Checkup> {
  if (env['TEMPORAL_ADDRESS']) return well(`a server of your own at ${env['TEMPORAL_ADDRESS']} (TEMPORAL_ADDRESS)`);
  const { path, from, notes, advice } = searchEngine('server', env);
  if (path !== undefined) return well(`${path} (${from ?? ''})`);
  return bad(['no program was found', ...notes].join('; '), `npm start obtains it. ${advice}`);
}

async function testServer({ env }: Scene): Promise<Checkup> {
  const { path, from, notes } = searchEngine('testServer', env);
  if (path !== undefined) return well(`${path} (${from ?? ''})`);
  return note(['not here; only tests and play --driver workflow need it', ...notes].join('; '), 'npm test obtains it.');
}

async function ports({ env, stack }: Scene): Promise<Checkup> {
  if (stack !== undefined) return well('in use by what runs on this data folder');
  const states = await portStates(env);
  const taken = states.filter(({ takenBy }) => takenBy !== undefined);
  const text = (state: PortState): string => `${state.port} (${state.setting}) by ${state.takenBy ?? ''}`;
  const stuck = taken.filter(({ mayMove }) => !mayMove);
  if (stuck.length > 0)
    return bad(`taken: ${stuck.map(text).join(', ')}`, 'end that program, or change those settings.');
  if (taken.length > 0)
    return note(`taken: ${taken.map(text).join(', ')}; other ones are used and printed at the start`);
  return well(`free: ${states.map(({ port }) => port).join(', ')}`);
}

async function folder({ folder }: Scene): Promise<Checkup> {
  const state = dataFolderState(folder);
  if ('fix' in state) return bad(state.what, state.fix);
  return state.note === undefined ? well(folder) : note(state.note);
}

async function keys({ folder, env }: Scene): Promise<Checkup> {
  const path = env['CASEWARD_KEY_FILE'] || keyFileOf(folder);
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) {
    if (!existsSync(`${folder}/postgres`)) return note(`${path} is made at the first start`);
    return bad(`there is no ${path}, so nothing that was encrypted can be read`, 'bring it back from its backup.');
  }
  if ((stat.mode & 0o077) !== 0) return bad(`others may read ${path}`, `chmod 600 ${path}`);
  await loadKeyring({ path, secretsPath: env['CASEWARD_CASE_SECRETS_FILE'], environment: 'production' });
  return well(`${path}, for its owner only; keep a copy apart from ${dirname(dirname(path))}`);
}

async function scanner({ env }: Scene): Promise<Checkup> {
  const command = env['CASEWARD_SCANNER'];
  if (!command) {
    const fix = 'set CASEWARD_SCANNER, such as "/usr/bin/clamdscan --no-summary -".';
    return note('none: photos are drawn anew and handed out, PDF files stay in quarantine', fix);
  }
  const [program = ''] = command.split(' ');
  if (existsSync(program)) return well(`${program} is asked about every file`);
  return bad(`there is no ${program}: every file stays in quarantine`, 'install it, or change CASEWARD_SCANNER.');
}

export const MACHINE_CHECKUPS: readonly NamedCheckup[] = [
  { name: 'Node.js', look: node },
  { name: 'machine', look: machine },
  { name: 'packages', look: packages },
  { name: 'programs', look: programs },
  { name: 'PostgreSQL', look: postgres },
  { name: 'engine', look: temporal },
  { name: 'test engine', look: testServer },
  { name: 'data folder', look: folder },
  { name: 'key file', look: keys },
  { name: 'ports', look: ports },
  { name: 'scanner', look: scanner },
];
