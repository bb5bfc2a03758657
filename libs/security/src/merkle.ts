import { sha256 } from './canonical.js';

const [LEAF, NODE] = [Buffer.from([0]), Buffer.from([1])];

/** The tree hash of RFC 9162, section 2.1.1: leaves and nodes are told apart, so that neither can stand for the other. */
export function treeHash(leaves: readonly (Buffer | string)[]): Buffer {
  const [only] = leaves;
  if (only === undefined) return sha256();
  if (leaves.length === 1) return sha256(LEAF, only);
  const split = largestPowerOfTwoBelow(leaves.length);
  return sha256(NODE, treeHash(leaves.slice(0, split)), treeHash(leaves.slice(split)));
}

function largestPowerOfTwoBelow(count: number): number {
  let power = 1;
  while (power * 2 < count) power *= 2;
  return power;
}
