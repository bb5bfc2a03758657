import type { Payload } from '@temporalio/common';
import { describe, expect, it } from 'vitest';
import { SecretGoneError } from './case-secrets.js';
import { DeploymentCodecKeys, payloadLabel } from './codec-keys.js';
import { caseCodec } from './keyring.js';
import { EncryptingPayloadCodec } from './payload-codec.js';
import { RootKeys, UnknownKeyError } from './root-keys.js';
import { SealBrokenError } from './sealing.js';
import { MemoryCaseSecrets } from './secret-keeper.js';

const bytes = (text: string) => new TextEncoder().encode(text);
const oldKey = Buffer.alloc(32, 1);
const newKey = Buffer.alloc(32, 2);
const codecOf = (current: string, keys: Record<string, Buffer>) =>
  new EncryptingPayloadCodec(new DeploymentCodecKeys(new RootKeys(current, new Map(Object.entries(keys)))));
const codec = codecOf('old', { old: oldKey });
const payload: Payload = { metadata: { encoding: bytes('json/plain') }, data: bytes('{"seq":7}') };

const textOf = (value: Uint8Array | null | undefined) => new TextDecoder().decode(value ?? undefined);

it('hides data and metadata and names the key', async () => {
  const [sealed] = await codec.encode([payload]);
  expect(textOf(sealed?.metadata?.['encoding'])).toBe('binary/encrypted');
  expect(textOf(sealed?.metadata?.['encryption-key-id'])).toBe('old');
  expect(Buffer.from(sealed?.data ?? []).toString('latin1')).not.toMatch(/seq|json/);
});

it('gives back the whole payload', async () => {
  const [opened] = await codec.decode(await codec.encode([payload]));
  expect(textOf(opened?.metadata?.['encoding'])).toBe('json/plain');
  expect(textOf(opened?.data)).toBe('{"seq":7}');
  expect(await codec.encode([])).toEqual([]);
});

it('passes what was never encrypted', async () => {
  expect(await codec.decode([payload])).toEqual([payload]);
});

it('refuses changed bytes and a renamed key', async () => {
  const [sealed] = await codec.encode([payload]);
  const data = Uint8Array.from(sealed?.data ?? []);
  data[data.length - 1]! ^= 1;
  await expect(codec.decode([{ ...sealed, data }])).rejects.toThrow(SealBrokenError);
  const both = codecOf('old', { old: oldKey, other: oldKey });
  const renamed = { ...sealed, metadata: { ...sealed?.metadata, 'encryption-key-id': bytes('other') } };
  await expect(both.decode([renamed])).rejects.toThrow(SealBrokenError);
  await expect(both.decode([{ ...sealed, data: bytes('short') }])).rejects.toThrow(SealBrokenError);
});

it('decodes with an older key after rotation, and not without it', async () => {
  const sealed = await codec.encode([payload]);
  const rotated = codecOf('new', { old: oldKey, new: newKey });
  expect(textOf((await rotated.decode(sealed))[0]?.data)).toBe('{"seq":7}');
  expect(textOf((await rotated.encode([payload]))[0]?.metadata?.['encryption-key-id'])).toBe('new');
  await expect(codecOf('new', { new: newKey }).decode(sealed)).rejects.toThrow(UnknownKeyError);
});

describe('a key for each case', () => {
  const CASES = ['00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000002'] as const;
  const of = (workflowId: string) => ({ type: 'workflow', namespace: 'default', workflowId }) as const;
  const roots = new RootKeys('old', new Map([['old', oldKey]]));

  it('opens for its case, and passes for no other, whoever put it there', async () => {
    const perCase = caseCodec(roots, new MemoryCaseSecrets());
    const sealed = await perCase.encode([payload], of(CASES[0]));
    expect(textOf((await perCase.decode(sealed, of(CASES[0])))[0]?.data)).toBe('{"seq":7}');
    expect(textOf((await perCase.decode(sealed))[0]?.data)).toBe('{"seq":7}');
    await expect(perCase.decode(sealed, of(CASES[1]))).rejects.toThrow(SealBrokenError);
    const renamed = { ...sealed[0], metadata: { ...sealed[0]?.metadata, 'encryption-case': bytes(CASES[1]) } };
    await expect(perCase.decode([renamed], of(CASES[1]))).rejects.toThrow(SealBrokenError);
    await expect(codec.decode(sealed)).rejects.toThrow(UnknownKeyError);
  });

  it('still reads what was written before there was one', async () => {
    const before = await codec.encode([payload]);
    const perCase = caseCodec(roots, new MemoryCaseSecrets());
    expect(textOf((await perCase.decode(before, of(CASES[0])))[0]?.data)).toBe('{"seq":7}');
  });

  it('is gone with the case, while whatever still calls it is answered under the key of the deployment [IM-7]', async () => {
    const secrets = new MemoryCaseSecrets();
    const perCase = caseCodec(roots, secrets);
    const [sealed, other] = [
      await perCase.encode([payload], of(CASES[0])),
      await perCase.encode([payload], of(CASES[1])),
    ];
    await secrets.destroy([payloadLabel(CASES[0])]);
    await expect(perCase.decode(sealed, of(CASES[0]))).rejects.toThrow(SecretGoneError);
    const late = await perCase.encode([payload], of(CASES[0]));
    expect(textOf((await codec.decode(late))[0]?.data)).toBe('{"seq":7}');
    expect(textOf((await perCase.decode(other, of(CASES[1])))[0]?.data)).toBe('{"seq":7}');
  });

  it('is none for what is no case', async () => {
    const perCase = caseCodec(roots, new MemoryCaseSecrets());
    const sealed = await perCase.encode([payload], of('handover-1'));
    expect(textOf((await codec.decode(sealed))[0]?.data)).toBe('{"seq":7}');
  });
});
