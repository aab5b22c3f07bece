/** Which texts Go's `net.ParseIP` takes. */

const IPV4 = /^(?:(?:0|[1-9]\d?|1\d\d|2[0-4]\d|25[0-5])(?:\.(?!$)|$)){4}$/;
const GROUP = /^[\da-fA-F]{1,4}$/;
const GROUPS = 8;

export function isIpAddress(text: string): boolean {
  return IPV4.test(text) || isIpv6(text);
}

/** Eight groups, or fewer with one `::`; the last two may be written as IPv4. */
function isIpv6(text: string): boolean {
  const halves = text.split('::');
  if (halves.length > 2) return false;
  const groups = halves.map((half) => (half === '' ? [] : half.split(':')));
  const last = groups.at(-1)?.at(-1) ?? '';
  const hasIpv4 = text.includes(':') && IPV4.test(last);
  const all = groups.flat();
  const plain = hasIpv4 ? all.slice(0, -1) : all;
  const count = plain.length + (hasIpv4 ? 2 : 0);
  return plain.every((group) => GROUP.test(group)) && (halves.length === 2 ? count < GROUPS : count === GROUPS);
}
