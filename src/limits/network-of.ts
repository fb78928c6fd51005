import ipaddr from 'ipaddr.js';

/** What one subscriber is given at least (RFC 6177). */
const NETWORK_BITS = 64;

/**
 * What stands for a caller where requests are counted: an IPv4 address itself, of an IPv6 address its network, since whoever
 * has one of its addresses has them all.
 */
export function networkOf(address: string): string {
  if (!address.includes(':') || !ipaddr.IPv6.isValid(address)) return address;
  const parsed = ipaddr.process(address);
  if (!(parsed instanceof ipaddr.IPv6)) return parsed.toString();
  const groups = parsed.parts.slice(0, NETWORK_BITS / 16);
  return `${groups.map((group) => group.toString(16)).join(':')}::/${NETWORK_BITS}`;
}
