import { DeploymentCodecKeys, EncryptingPayloadCodec, RootKeys } from '@caseward/security';

const KEY = Buffer.from('caseward-test-key-protects-none!');

/** The content of a key file with the tests' key. */
export const TEST_KEY_FILE = JSON.stringify({ current: 'test', keys: { test: KEY.toString('base64') } });

/** The key of every test, and of the recorded histories in tests/replay: it protects nothing. */
export function testCodec(): EncryptingPayloadCodec {
  return new EncryptingPayloadCodec(new DeploymentCodecKeys(new RootKeys('test', new Map([['test', KEY]]))));
}
