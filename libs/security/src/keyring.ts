import { CaseCodecKeys, DeploymentCodecKeys } from './codec-keys.js';
import { FileKeyJournal } from './key-journal.js';
import { FileKeyService, journalPathOf, secretsPathOf, type KeyFiles } from './key-service.js';
import { EncryptingPayloadCodec } from './payload-codec.js';
import { RootKeys } from './root-keys.js';
import { FileCaseSecrets, type CaseSecrets } from './secret-keeper.js';

/** All keys of a deployment that rest in files, and what is made from them. */
export interface Keyring {
  readonly roots: RootKeys;
  readonly keyService: FileKeyService;
  readonly journal: FileKeyJournal;
  readonly codec: EncryptingPayloadCodec;
}

/** @throws KeyFileError when a file is missing in production, or malformed */
export async function loadKeyring(files: KeyFiles): Promise<Keyring> {
  const { path, environment } = files;
  const roots = await RootKeys.load({ path, environment });
  const secrets = await FileCaseSecrets.load({ path: secretsPathOf(files), environment });
  const journal = new FileKeyJournal(journalPathOf(files));
  return { roots, keyService: new FileKeyService(roots, secrets), journal, codec: caseCodec(roots, secrets) };
}

/** Encrypts what goes to the engine with a key for each case. */
export function caseCodec(roots: RootKeys, secrets: CaseSecrets): EncryptingPayloadCodec {
  return new EncryptingPayloadCodec(new CaseCodecKeys(new DeploymentCodecKeys(roots), secrets));
}
