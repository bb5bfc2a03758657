import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify, type KeyObject } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { canonicalJson, contentDigest, sha256 } from './canonical.js';
import { readKeyFile, type KeyFileSettings } from './key-files.js';
import { treeHash } from './merkle.js';

/** How far one chain has come. */
export interface ChainHead {
  readonly chain: number;
  /** Number of its last entry; 0 when it is empty. */
  readonly entryNo: number;
  /** Hash of its last entry, hexadecimal. */
  readonly hash: string;
}

/** What is signed: all heads under one hash, and by name those that moved since the checkpoint before. */
export interface CheckpointBody {
  readonly no: number;
  /** Real time, ISO 8601. */
  readonly madeAt: string;
  /** Digest of the body before; null for the first. */
  readonly previous: string | null;
  /** Entries in all chains. */
  readonly size: number;
  readonly root: string;
  readonly moved: readonly ChainHead[];
}

export interface SignedCheckpoint {
  /** Canonical JSON of a `CheckpointBody`. */
  readonly body: string;
  /** Ed25519, Base64. */
  readonly signature: string;
}

export interface CheckpointKey {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

/** @throws KeyFileError when it is missing in production */
export async function loadCheckpointKey(settings: KeyFileSettings): Promise<CheckpointKey> {
  return checkpointKey(await readKeyFile(settings, newKeyFile));
}

/** @param pem a private Ed25519 key, PKCS #8 */
export function checkpointKey(pem: string): CheckpointKey {
  const privateKey = createPrivateKey(pem);
  return { privateKey, publicKey: createPublicKey(privateKey) };
}

function newKeyFile(): string {
  const { privateKey } = generateKeyPairSync('ed25519');
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}

/** The public half, or the private key that it can be taken from, as PEM. */
export async function readPublicKey(path: string): Promise<KeyObject> {
  return createPublicKey(await readFile(path, 'utf8'));
}

/** The hash that stands for all chains, in the order of their numbers. */
export function rootOf(heads: Iterable<ChainHead>): string {
  const leaves = [...heads].sort((a, b) => a.chain - b.chain);
  return treeHash(leaves.map(({ chain, entryNo, hash }) => canonicalJson([chain, entryNo, hash]))).toString('hex');
}

export function signCheckpoint(key: CheckpointKey, body: CheckpointBody): SignedCheckpoint {
  const text = canonicalJson(body);
  return { body: text, signature: sign(null, Buffer.from(text), key.privateKey).toString('base64') };
}

/** What was signed; null for what this key did not sign. */
export function openCheckpoint(publicKey: KeyObject, { body, signature }: SignedCheckpoint): CheckpointBody | null {
  if (!verify(null, Buffer.from(body), publicKey, Buffer.from(signature, 'base64'))) return null;
  return JSON.parse(body) as CheckpointBody;
}

/** What the next body says in `previous`. */
export function checkpointDigest({ body }: SignedCheckpoint): string {
  return sha256(body).toString('hex');
}

/** A short name of a key, to write beside a finding. */
export function keyFingerprint(publicKey: KeyObject): string {
  return contentDigest(publicKey.export({ type: 'spki', format: 'der' })).slice(0, 16);
}
