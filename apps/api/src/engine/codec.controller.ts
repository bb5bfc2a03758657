import { Body, Controller, HttpCode, Inject, Post } from '@nestjs/common';
import { codecPayloadsSchema, type CodecPayloads } from '@caseward/contracts';
import { noteAccess } from '@caseward/persistence';
import {
  caseOf,
  isEncrypted,
  SealBrokenError,
  SecretGoneError,
  UnknownKeyError,
  type Payload,
} from '@caseward/security';
import { SignedIn, type Caller } from '../access/caller.js';
import { Reads } from '../access/route-access.js';
import { NeedsStepUp } from '../access/step-up.js';
import { API_PARTS, type ApiParts } from '../api-parts.js';
import { Describe } from '../docs/describe.js';

const bytes = (text: string): Uint8Array => Buffer.from(text, 'base64');
const text = (value: Uint8Array | null | undefined): string => Buffer.from(value ?? []).toString('base64');

/** For the pages of the engine: what they show encrypted, in the clear. No name and no narrative ever enters the engine. */
@Controller('v1/codec')
export class CodecController {
  constructor(@Inject(API_PARTS) private readonly parts: ApiParts) {}

  @Post('decode')
  @Reads('engine')
  @NeedsStepUp()
  @HttpCode(200)
  @Describe({
    summary: 'Payloads of the engine in the clear',
    tag: 'Audit',
    answer: codecPayloadsSchema,
    description:
      'The codec endpoint of the pages of the engine. Each request stands in the audit trail of every case that it shows. ' +
      'What cannot be opened, such as what is left of an erased case, comes back as it was.',
  })
  async decode(
    @SignedIn() caller: Caller,
    @Body({ schema: codecPayloadsSchema }) { payloads }: CodecPayloads,
  ): Promise<CodecPayloads> {
    const sealed = payloads.map(opened);
    const decoded = await Promise.all(sealed.map((payload) => this.#decoded(payload)));
    const shown = sealed.filter((payload, at) => isEncrypted(payload) && decoded[at] !== payload);
    await this.#note(
      caller,
      shown.flatMap((payload) => caseOf(payload) ?? []),
    );
    return { payloads: decoded.map(closed) };
  }

  async #decoded(payload: Payload): Promise<Payload> {
    try {
      return (await this.parts.codec.decode([payload]))[0] ?? payload;
    } catch (error) {
      const isShut = [SecretGoneError, SealBrokenError, UnknownKeyError].some((kind) => error instanceof kind);
      if (isShut) return payload;
      throw error;
    }
  }

  /** IM-6: before the answer. */
  async #note({ personId, role }: Caller, caseIds: readonly string[]): Promise<void> {
    const { dataSource, clock } = this.parts;
    await noteAccess(dataSource, {
      ...{ kind: 'list', what: 'codec.decoded', personId, role, caseId: null, detail: null, reason: null },
      caseIds: [...new Set(caseIds)],
      accessedAt: clock.now(),
    });
  }
}

function opened({ metadata = {}, data }: CodecPayloads['payloads'][number]): Payload {
  const read = Object.entries(metadata).map(([name, value]) => [name, bytes(value)] as const);
  return { metadata: Object.fromEntries(read), ...(data === undefined ? {} : { data: bytes(data) }) };
}

function closed({ metadata, data }: Payload): CodecPayloads['payloads'][number] {
  const written = Object.entries(metadata ?? {}).map(([name, value]) => [name, text(value)] as const);
  return { metadata: Object.fromEntries(written), ...(data == null ? {} : { data: text(data) }) };
}
