import { readFile } from 'node:fs/promises';
import {
  CASE_WRAPPING,
  countStaleKeys,
  eraseAgain,
  keysInUse,
  NAME_INDEX,
  openDataSource,
  reindexNames,
  renewAgencyKeys,
  resealSecondFactors,
  rewrapAgencyKeys,
  rewrapCaseKeys,
  withKeyLock,
} from '@caseward/persistence';
import { replaceKeyFile, SignInKeys, withNewRootKey, withoutOldRootKeys, type Keyring } from '@caseward/security';
import type { DataSource } from 'typeorm';
import {
  findDeployment,
  keyringOf,
  withRecord,
  type Deployment,
  type DeploymentOptions,
} from '../deployment/deployment.js';
import { CommandFailed, EXIT, type ExitCode } from '../terminal/exit-codes.js';
import { Progress } from '../terminal/progress.js';
import type { Terminal } from '../terminal/terminal.js';

const KINDS = ['root', 'agencies', 'secrets', 'names'] as const;
type Kind = (typeof KINDS)[number];
export type RotateOptions = DeploymentOptions & Partial<Record<Kind, boolean>>;
const BATCH = 200;

interface Parts {
  readonly record: DataSource;
  /** As the owner of the tables. */
  readonly owner: DataSource;
  readonly keyring: Keyring;
  readonly keyFile: string;
}

/** New keys, and everything that the old ones wrapped wrapped anew. Broken off, it goes on when it is run again. */
export async function rotateKeys(terminal: Terminal, options: RotateOptions): Promise<ExitCode> {
  const wanted = KINDS.filter((kind) => options[kind] === true);
  const kinds = wanted.length === 0 ? KINDS : wanted;
  return withParts(options, async (parts) => {
    for (const kind of kinds) await RENEW[kind](parts);
    const done = await wrapAnew(terminal, parts);
    if (terminal.json) terminal.record({ ok: true, renewed: kinds, ...done });
    else {
      terminal.data(
        `${terminal.paint.good('✓')} new: ${kinds.join(', ')}; ${String(done.cases)} case keys wrapped, ${String(done.names)} names indexed`,
      );
      terminal.data('The old keys still open histories of the engine. caseward keys forget-old gives them up.');
    }
    return EXIT.ok;
  });
}

const RENEW: Readonly<Record<Kind, (parts: Parts) => Promise<unknown>>> = {
  root: async ({ record, keyFile, keyring }) => {
    await withKeyLock(record, async () => {
      await replaceKeyFile(keyFile, withNewRootKey(await readFile(keyFile, 'utf8'), keyFile));
    });
    await keyring.roots.refresh();
  },
  agencies: ({ record, keyring }) => renewAgencyKeys(record, keyring.keyService, CASE_WRAPPING),
  secrets: ({ record, keyring }) => withKeyLock(record, () => keyring.keyService.secrets.addTree()),
  names: ({ owner, keyring }) => renewAgencyKeys(owner, keyring.keyService, NAME_INDEX),
};

async function wrapAnew(
  terminal: Terminal,
  { record, owner, keyring }: Parts,
): Promise<{ readonly agencies: number; readonly cases: number; readonly names: number; readonly factors: number }> {
  const { keyService } = keyring;
  const agencies =
    (await rewrapAgencyKeys(record, keyService, CASE_WRAPPING)) +
    (await rewrapAgencyKeys(owner, keyService, NAME_INDEX));
  const factors = await resealSecondFactors(owner, new SignInKeys(keyring.roots));
  const total = await countStaleKeys(record, keyService);
  const progress = new Progress(terminal, { what: 'wrapping' });
  let [cases, names] = [0, 0];
  try {
    for (let count = total; count > 0; cases += count) {
      count = await rewrapCaseKeys(record, keyService, BATCH);
      progress.to(cases, `${String(cases)} of ${String(total)} case keys`);
    }
    let batch = await reindexNames(owner, keyService, null, BATCH);
    for (; batch !== null; batch = await reindexNames(owner, keyService, batch.last, BATCH)) {
      names += batch.written;
      progress.say(`${String(names)} names`);
    }
  } finally {
    progress.end();
  }
  return { agencies, cases, names, factors };
}

/** Gives up every key but the current ones, once nothing in the database needs them. */
export async function forgetOldKeys(terminal: Terminal, options: DeploymentOptions): Promise<ExitCode> {
  return withParts(options, async ({ record, owner, keyring, keyFile }) => {
    const { keyService, roots } = keyring;
    const { secrets } = keyService;
    const [root, tree, used] = [await keyService.currentRoot(), await secrets.currentTree(), await keysInUse(owner)];
    const needed = [...used.roots.filter((each) => each !== root), ...used.trees.filter((each) => each !== tree)];
    if (needed.length > 0) {
      throw new CommandFailed(
        `${needed.join(', ')} still wrap keys`,
        EXIT.failure,
        'run caseward keys rotate to its end first.',
      );
    }
    const old = (await secrets.trees()).filter((each) => each !== tree);
    await withKeyLock(record, async () => {
      for (const each of old) await secrets.dropTree(each);
      await replaceKeyFile(keyFile, withoutOldRootKeys(await readFile(keyFile, 'utf8'), keyFile));
    });
    await roots.refresh();
    if (terminal.json) terminal.record({ ok: true, root, secrets: tree, forgotten: old.length });
    else
      terminal.data(`${terminal.paint.good('✓')} only ${root} and ${tree} are left: empty the engine and rebuild it`);
    return EXIT.ok;
  });
}

/** IM-7: after a restore, deletes once more what two people or a refusal had erased since the backup was made. */
export async function eraseWhatCameBack(terminal: Terminal, options: DeploymentOptions): Promise<ExitCode> {
  return withParts(options, async ({ owner, keyring }) => {
    const known = await keyring.journal.read();
    let erased = 0;
    for (const each of known) if (await eraseAgain(owner, each)) erased += 1;
    if (terminal.json) terminal.record({ ok: true, known: known.length, erased });
    else
      terminal.data(
        `${terminal.paint.good('✓')} ${String(erased)} of ${String(known.length)} erased cases had come back`,
      );
    return EXIT.ok;
  });
}

async function withParts(options: DeploymentOptions, work: (parts: Parts) => Promise<ExitCode>): Promise<ExitCode> {
  const deployment = findDeployment(options);
  const keyring = await keyringOf(deployment);
  const owner = await openDataSource({ url: ownerUrl(deployment), poolSize: 2, applicationName: 'caseward-keys' });
  try {
    const keyFile = deployment.settings.CASEWARD_KEY_FILE;
    return await withRecord(deployment, (record) => work({ record, owner, keyring, keyFile }));
  } finally {
    await owner.destroy();
  }
}

function ownerUrl({ stack }: Deployment): string {
  const url = stack?.databaseAdminUrl ?? process.env['DATABASE_ADMIN_URL'];
  if (url) return url;
  throw new CommandFailed('who owns the tables?', EXIT.usage, 'set DATABASE_ADMIN_URL, as for caseward migrate.');
}
