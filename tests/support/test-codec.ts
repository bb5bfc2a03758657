import { DeploymentCodecKeys, EncryptingPayloadCodec, RootKeys } from '@caseward/security';

/** The key of every test, and of the recorded histories in tests/replay: it protects nothing. */
export function testCodec(): EncryptingPayloadCodec {
  const key = Buffer.from('caseward-test-key-protects-none!');
  return new EncryptingPayloadCodec(new DeploymentCodecKeys(new RootKeys('test', new Map([['test', key]]))));
}
