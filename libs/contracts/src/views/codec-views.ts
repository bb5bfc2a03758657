import { z } from 'zod';

const base64 = z.base64().max(4_000_000);

/** As the pages of the engine speak with a codec server. */
export const codecPayloadsSchema = z
  .object({
    payloads: z
      .array(z.object({ metadata: z.record(z.string(), base64).exactOptional(), data: base64.exactOptional() }))
      .max(1000),
  })
  .meta({ id: 'CodecPayloads' });
export type CodecPayloads = z.output<typeof codecPayloadsSchema>;
