import {
  caseCodec,
  FileKeyService,
  MemoryCaseSecrets,
  RootKeys,
  type EncryptingPayloadCodec,
} from '@caseward/security';

const KEY = Buffer.from('caseward-test-key-protects-none!');

/** The content of a key file with the tests' key. */
export const TEST_KEY_FILE = JSON.stringify({ current: 'test', keys: { test: KEY.toString('base64') } });

/** The content of the file with the secrets of the cases, as `testCodec` has them. */
export const TEST_SECRETS_FILE = JSON.stringify({
  current: 'memory',
  trees: { memory: { '0.0': KEY.toString('base64') } },
});

const roots = (): RootKeys => new RootKeys('test', new Map([['test', KEY]]));
const secrets = new MemoryCaseSecrets(KEY);

/** The key of every test, and of the recorded histories in tests/replay: it protects nothing. */
export function testCodec(): EncryptingPayloadCodec {
  return caseCodec(roots(), secrets);
}

/** Keys for the cases of a spec file; what one case loses is lost for all who ask here. */
export function testKeys(): FileKeyService {
  return new FileKeyService(roots(), secrets);
}
