import { isIPv6 } from 'node:net';

const MAPPED_IPV4 = /^::ffff:(\d+(?:\.\d+){3})$/i;
const GROUPS = 8;
/** 64 bits, which is what one subscriber is given at least (RFC 6177). */
const NETWORK_GROUPS = 4;

/**
 * What stands for a caller where requests are counted: an IPv4 address itself, of an IPv6 address its network, since whoever
 * has one of its addresses has them all.
 */
export function networkOf(address: string): string {
  if (!address.includes(':')) return address;
  const mapped = MAPPED_IPV4.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  if (!isIPv6(address)) return address;
  const [head = '', tail = ''] = address.split('::');
  const [before, behind] = [groupsOf(head), groupsOf(tail)];
  // Only the one `::` can stand for groups of zeros; an IPv4 address at the end takes the room of two groups.
  const shown = before.length + behind.length + (tail.includes('.') ? 1 : 0);
  const zeros = Array<string>(Math.max(0, GROUPS - shown)).fill('0');
  const network = [...before, ...zeros, ...behind].slice(0, NETWORK_GROUPS);
  return `${network.map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/64`;
}

function groupsOf(part: string): string[] {
  return part === '' ? [] : part.split(':');
}
