import { checkpointState, durabilityFaults, pendingMigrations } from '@caseward/persistence';
import { CheckpointFolder, checkpointFolderOf } from '@caseward/security';
import { connectEngine, engineAddress } from '@caseward/temporal';
import { withRecord, type Deployment } from '../deployment/deployment.js';
import { engineAnswers } from '../deployment/engine.js';
import { bad, note, well, type Checkup } from './checkup.js';

/** What can be said of a deployment only while it runs. */
export const DEPLOYMENT_CHECKUPS: readonly {
  readonly name: string;
  readonly look: (deployment: Deployment) => Promise<Checkup>;
}[] = [
  { name: 'database', look: database },
  { name: 'audit trail', look: auditTrail },
  { name: 'Temporal', look: temporal },
  { name: 'API', look: async ({ stack }) => answers(stack?.apiUrl, 'api') },
  { name: 'worker', look: async ({ stack }) => answers(stack?.workerUrl, 'worker') },
];

async function database(deployment: Deployment): Promise<Checkup> {
  const [pending, [fault]] = await withRecord(deployment, async (record) => [
    await pendingMigrations(record),
    await durabilityFaults(record),
  ]);
  if (fault !== undefined) return bad(`${fault.what}: it may lose what it acknowledged`, `${fault.fix}.`);
  if (pending.length === 0) return well('answers; every migration is done');
  return bad(
    `migrations are pending: ${pending.join(', ')}`,
    'npm run caseward -- migrate, or start the deployment again.',
  );
}

/** The trail is signed every minute; where that stops, a cut end would no longer show. */
const UNSIGNED_TOO_LONG_SECONDS = 300;

async function auditTrail(deployment: Deployment): Promise<Checkup> {
  const pending = await withRecord(deployment, pendingMigrations);
  if (pending.length > 0) return note('not looked at: migrations are pending');
  const { lastNo, ageSeconds, unsigned } = await withRecord(deployment, checkpointState);
  if (ageSeconds === null) return note('nothing is signed yet: the worker does it within a minute');
  const folder = checkpointFolderOf(deployment.settings);
  const kept = await new CheckpointFolder(folder).lastNo();
  const age = Math.round(ageSeconds);
  if (unsigned > 0 && age > UNSIGNED_TOO_LONG_SECONDS) {
    return bad(`signed last ${age} s ago, ${unsigned} entries since`, 'read logs/worker.log: why can it not sign?');
  }
  if (kept < lastNo) return note(`${lastNo - kept} checkpoints are not in ${folder}`, 'see whether it can be written.');
  return well(`signed ${age} s ago, and kept in ${folder}`);
}

const NO_CODEC = {
  encode: async <T>(payloads: T): Promise<T> => payloads,
  decode: async <T>(payloads: T): Promise<T> => payloads,
};

async function temporal({ settings }: Deployment): Promise<Checkup> {
  const engine = connectEngine(engineAddress(settings), NO_CODEC);
  try {
    const place = `${settings.TEMPORAL_ADDRESS}, namespace ${settings.TEMPORAL_NAMESPACE}`;
    if (await engineAnswers(engine)) return well(`answers at ${place}`);
    return bad(
      `does not answer at ${place}`,
      'start it again; where its data is lost: npm run caseward -- engine rebuild.',
    );
  } finally {
    await engine.close();
  }
}

async function answers(url: string | undefined, log: string): Promise<Checkup> {
  if (url === undefined) return well('runs elsewhere: ask its /readyz there');
  const response = await fetch(`${url}/readyz`).catch(() => null);
  const body = (await response?.text().catch(() => '')) ?? '';
  if (response?.status === 200) return well(`ready at ${url}`);
  return bad(`${url}/readyz says ${body === '' ? 'nothing' : body}`, `read logs/${log}.log in the data folder.`);
}
