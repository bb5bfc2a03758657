import { createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { KEY_BYTES } from './root-keys.js';

/** Levels of a tree: two cases share a leaf with a chance of one in 2^64. */
const DEPTH = 64;

/** Seeds by place, `depth.prefix` in hexadecimal; a fresh tree has its root only. */
export type SecretTree = ReadonlyMap<string, Buffer>;

/** What the file holds. New secrets come from the `current` tree; older ones stay while something was made with them. */
export interface SecretTrees {
  readonly current: string;
  readonly trees: ReadonlyMap<string, SecretTree>;
}

/** The secret was destroyed, in every tree: nothing that needed it opens again, here or in a backup. */
export class SecretGoneError extends Error {
  override readonly name = 'SecretGoneError';

  constructor() {
    super('the secret of this case was destroyed');
  }
}

export function freshTree(seed: Buffer = randomBytes(KEY_BYTES)): SecretTree {
  return new Map([[place(0, 0n), seed]]);
}

export function hasSecret(tree: SecretTree, label: string): boolean {
  return nodeAbove(tree, leafOf(label)) !== null;
}

/**
 * The secret behind a label: each step from the root of the tree to its leaf is one HMAC.
 * @throws SecretGoneError
 */
export function secretOf(tree: SecretTree, label: string): Buffer {
  const leaf = leafOf(label);
  const from = nodeAbove(tree, leaf);
  if (from === null) throw new SecretGoneError();
  let { seed } = from;
  for (let depth = from.depth; depth < DEPTH; depth += 1) seed = child(seed, bitAt(leaf, depth));
  return seed;
}

/**
 * The tree without some leaves: the seeds on the way to them are replaced by those that branch off, so that every other
 * secret stays as it is and these cannot be computed from anything that is left.
 */
export function withoutSecrets(tree: SecretTree, labels: readonly string[]): SecretTree {
  const left = new Map(tree);
  for (const label of labels) cutOut(left, leafOf(label));
  return left;
}

function cutOut(left: Map<string, Buffer>, leaf: bigint): void {
  const from = nodeAbove(left, leaf);
  if (from === null) return;
  left.delete(place(from.depth, prefix(leaf, from.depth)));
  let { seed } = from;
  for (let depth = from.depth; depth < DEPTH; depth += 1) {
    const bit = bitAt(leaf, depth);
    const sibling = (prefix(leaf, depth) << 1n) | BigInt(1 - bit);
    left.set(place(depth + 1, sibling), child(seed, 1 - bit));
    seed = child(seed, bit);
  }
}

/** A key for one purpose, from the secret of a case and, where given, a key of another level. */
export function keyFrom(secret: Buffer, purpose: string, other: Buffer = Buffer.alloc(0)): Buffer {
  return Buffer.from(hkdfSync('sha256', Buffer.concat([other, secret]), Buffer.alloc(0), purpose, KEY_BYTES));
}

function leafOf(label: string): bigint {
  return createHash('sha256').update(`caseward/secret/${label}`).digest().readBigUInt64BE();
}

function nodeAbove(tree: SecretTree, leaf: bigint): { readonly depth: number; readonly seed: Buffer } | null {
  for (let depth = 0; depth <= DEPTH; depth += 1) {
    const seed = tree.get(place(depth, prefix(leaf, depth)));
    if (seed !== undefined) return { depth, seed };
  }
  return null;
}

const prefix = (leaf: bigint, depth: number): bigint => leaf >> BigInt(DEPTH - depth);
const bitAt = (leaf: bigint, depth: number): number => Number((leaf >> BigInt(DEPTH - 1 - depth)) & 1n);
const place = (depth: number, at: bigint): string => `${String(depth)}.${at.toString(16)}`;
const child = (seed: Buffer, bit: number): Buffer => createHmac('sha256', seed).update(Uint8Array.of(bit)).digest();
