/** Addresses of IPv4 as numbers. */

const ADDRESS = /^(?:(?:0|[1-9]\d?|1\d\d|2[0-4]\d|25[0-5])(?:\.(?!$)|$)){4}$/;

/** A block of addresses: `10.5.0.0/24`. */
export interface Subnet {
  readonly first: number;
  readonly bits: number;
}

export function parseIpv4(text: string): number | undefined {
  return ADDRESS.test(text) ? text.split('.').reduce((sum, part) => sum * 256 + Number(part), 0) : undefined;
}

export function formatIpv4(address: number): string {
  return `${address >>> 24}.${(address >>> 16) & 255}.${(address >>> 8) & 255}.${address & 255}`;
}

/** Undefined where the text is no CIDR; what stands behind the mask is dropped. */
export function parseSubnet(text: string): Subnet | undefined {
  const slash = text.indexOf('/');
  const address = parseIpv4(slash < 0 ? '' : text.slice(0, slash));
  const mask = text.slice(slash + 1);
  if (address === undefined || !/^\d{1,2}$/.test(mask) || Number(mask) > 32) return undefined;
  const bits = Number(mask);
  const size = sizeOf({ first: 0, bits });
  return { first: Math.floor(address / size) * size, bits };
}

export function formatSubnet({ first, bits }: Subnet): string {
  return `${formatIpv4(first)}/${bits}`;
}

/** how many addresses there are */
export function sizeOf({ bits }: Subnet): number {
  return 2 ** (32 - bits);
}

export function holdsAddress(subnet: Subnet, address: number): boolean {
  return address >= subnet.first && address < subnet.first + sizeOf(subnet);
}

export function overlaps(a: Subnet, b: Subnet): boolean {
  return holdsAddress(a, b.first) || holdsAddress(b, a.first);
}
