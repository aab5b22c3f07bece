/** `--ulimit name=soft[:hard]` (docker/go-units `ulimit.go`). */

import { goQuote } from '../../go/quote.ts';
import type { Ulimit } from '../../machine/host-settings.ts';

const NAMES = new Set([
  'as',
  'core',
  'cpu',
  'data',
  'fsize',
  'locks',
  'memlock',
  'msgqueue',
  'nice',
  'nofile',
  'nproc',
  'rss',
  'rtprio',
  'rttime',
  'sigpending',
  'stack',
]);

export function parseUlimit(text: string): Ulimit | { readonly problem: string } {
  const equals = text.indexOf('=');
  if (equals < 0) return { problem: `invalid ulimit argument: ${text}` };
  const Name = text.slice(0, equals);
  if (!NAMES.has(Name)) return { problem: `invalid ulimit type: ${Name}` };
  const limits = text.slice(equals + 1).split(':');
  if (limits.length > 2)
    return { problem: `too many limit value arguments - ${text.slice(equals + 1)}, can only have up to two, \`soft[:hard]\`` };
  const wrong = limits.find((limit) => !/^[+-]?\d+$/.test(limit));
  if (wrong !== undefined) return { problem: `strconv.ParseInt: parsing ${goQuote(wrong)}: invalid syntax` };
  const [Soft = 0, Hard = Soft] = limits.map(Number);
  if (Hard !== -1 && (Soft === -1 || Soft > Hard))
    return {
      problem: `ulimit soft limit must be less than or equal to hard limit: ${Soft === -1 ? `-1 (unlimited)` : Soft} > ${Hard}`,
    };
  return { Name, Hard, Soft };
}
