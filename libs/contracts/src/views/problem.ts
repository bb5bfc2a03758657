import { z } from 'zod';

/** RFC 9457. One shape for every refusal, ours and the framework's. */
export const problemSchema = z
  .object({
    type: z
      .string()
      .meta({ description: 'Stable identifier of the kind of problem, such as urn:caseward:problem:stale-version.' }),
    title: z.string(),
    status: z.int().min(400).max(599),
    detail: z.string().exactOptional(),
    instance: z.string().exactOptional().meta({ description: 'The path that was asked for.' }),
    code: z.string().meta({ description: 'Stable code for programs.' }),
    rule: z.string().exactOptional().meta({ description: 'The rule of the specification that refused.' }),
    remedy: z.string().exactOptional().meta({ description: 'What would make it possible.' }),
    inputs: z
      .record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))
      .exactOptional()
      .meta({ description: 'Counts and dates that the rule looked at.' }),
    draftContentId: z
      .uuid()
      .exactOptional()
      .meta({ description: 'The form that came with a refused command, kept as an unattached draft.' }),
    errors: z
      .array(
        z.object({
          pointer: z.string().meta({ description: 'JSON Pointer into the body.' }),
          detail: z.string(),
          code: z.string().exactOptional().meta({ description: 'Of an answer in a form: what is wrong with it.' }),
        }),
      )
      .exactOptional(),
  })
  .meta({ id: 'Problem' });
export type ProblemBody = z.output<typeof problemSchema>;
