import { isIPv6 } from 'node:net';

const BITS = 16;
const GROUPS = 8;
/** What one subscriber is given at the least (RFC 6177): whoever has it chooses the rest at will. */
const OWN_GROUPS = 64 / BITS;

/** What counts as one address where tries and requests are counted. */
export function networkOf(address: string): string {
  const [, inIPv4] = /^::ffff:(\d+(?:\.\d+){3})$/i.exec(address) ?? [];
  if (inIPv4 !== undefined) return inIPv4;
  if (!isIPv6(address)) return address;
  return `${groupsOf(address).slice(0, OWN_GROUPS).join(':')}::/64`;
}

function groupsOf(address: string): string[] {
  const [before = [], after = []] = address.split('::').map((part) => part.split(':').filter((group) => group !== ''));
  const between = Array.from({ length: Math.max(0, GROUPS - before.length - after.length) }, () => '0');
  return [...before, ...between, ...after].map((group) => Number.parseInt(group, 16).toString(16));
}
