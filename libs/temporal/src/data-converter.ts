import { fileURLToPath } from 'node:url';
import { isEncrypted } from '@caseward/security';
import type { DataConverter, Payload, PayloadCodec } from '@temporalio/common';

/** Client, worker and bundle must agree on it, so that failures are encrypted on every way. */
export const FAILURE_CONVERTER_PATH: string = fileURLToPath(
  import.meta.resolve('@caseward/workflows/failure-converter'),
);

/** Everything that the engine stores passes the codec: arguments, results, carried state, failures, summaries. */
export function dataConverter(codec: PayloadCodec): DataConverter {
  return { failureConverterPath: FAILURE_CONVERTER_PATH, payloadCodecs: [sealedOnly(codec)] };
}

const NOTHING: Payload = { metadata: { encoding: new TextEncoder().encode('binary/null') } };

/**
 * Whoever can write to the engine could otherwise give commands in anybody's name: what no key of ours has sealed is read
 * as nothing. A fault in its place would be met again at every replay and hold the case up for ever.
 */
function sealedOnly(codec: PayloadCodec): PayloadCodec {
  return {
    encode: (payloads, context) => codec.encode(payloads, context),
    decode: (payloads, context) =>
      codec.decode(
        payloads.map((payload) => (isEncrypted(payload) ? payload : NOTHING)),
        context,
      ),
  };
}
