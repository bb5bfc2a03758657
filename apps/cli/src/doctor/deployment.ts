import { durabilityFaults, pendingMigrations } from '@caseward/persistence';
import { connectEngine, engineAddress } from '@caseward/temporal';
import { withRecord, type Deployment } from '../deployment/deployment.js';
import { engineAnswers } from '../deployment/engine.js';
import { bad, well, type Checkup } from './checkup.js';

/** What can be said of a deployment only while it runs. */
export const DEPLOYMENT_CHECKUPS: readonly {
  readonly name: string;
  readonly look: (deployment: Deployment) => Promise<Checkup>;
}[] = [
  { name: 'database', look: database },
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
