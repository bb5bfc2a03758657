import { fileURLToPath } from 'node:url';
import type { DataConverter, PayloadCodec } from '@temporalio/common';

/** Client, worker and bundle must agree on it, so that failures are encrypted on every way. */
export const FAILURE_CONVERTER_PATH: string = fileURLToPath(
  import.meta.resolve('@caseward/workflows/failure-converter'),
);

/** Everything that the engine stores passes the codec: arguments, results, carried state, failures, summaries. */
export function dataConverter(codec: PayloadCodec): DataConverter {
  return { failureConverterPath: FAILURE_CONVERTER_PATH, payloadCodecs: [codec] };
}
