/** Flags that few lines have: their checks come with the whole tree of commands, and the common one leaves these flags out. */

import { parseMilliseconds } from '../../go/duration.ts';
import { goQuote } from '../../go/quote.ts';
import { familiarString, parseReference } from '../../reference/reference.ts';
import { InvalidReferenceError } from '../../reference/reference-error.ts';
import type { FlagSpec } from '../specs/command-spec.ts';
import { binarySizeProblem } from '../text/parse-binary-size.ts';
import { referenceProblem } from '../words/reference-words.ts';
import { environment, integer } from './check-flag-value.ts';
import { isIpAddress } from './ip-address.ts';
import { parseMountFlag } from './mount-flag.ts';
import { parseThrottle, THROTTLE_FLAGS } from './throttle.ts';
import { parseUlimit } from './ulimit.ts';

type Check = (value: string) => string | undefined;

const UNSIGNED = /^(?:\d+|0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO][0-7]+)$/;

const BY_TYPE: ReadonlyMap<string, Check> = new Map<string, Check>([
  ['bytes', binarySizeProblem],
  ['duration', duration],
  ['int64', integer],
  ['uint', (value) => unsigned(value, 64n)],
  ['uint16', (value) => unsigned(value, 16n)],
  ['uint32', (value) => unsigned(value, 32n)],
  ['decimal', (value) => (/^[+-]?(\d+\.?\d*|\.\d+)$/.test(value) ? undefined : `failed to parse ${value} as a rational number`)],
  ['mount', mount],
  ['ulimit', ulimit],
]);

const BY_NAME: ReadonlyMap<string, Check> = new Map<string, Check>([
  ['tag', tag],
  ['build-arg', environment],
  ['dns', (value) => (isIpAddress(value.trim()) ? undefined : `IP address is not correctly formatted: ${value}`)],
  ['dns-search', domain],
  ['blkio-weight-device', weightOfDevice],
  ['device-cgroup-rule', cgroupRule],
  ['link', link],
  ...Object.keys(THROTTLE_FLAGS).map((name): [string, Check] => [name, (value) => throttle(value, name.endsWith('bps'))]),
]);

/** undefined where it is no flag of these */
export function findSeldomCheck(spec: FlagSpec): Check | undefined {
  if (spec.name === 'sysctl') return sysctl;
  if (spec.name === 'memory-swap') return (value) => (value === '-1' ? undefined : BY_TYPE.get(spec.type)?.(value));
  return (spec.type === 'list' ? BY_NAME.get(spec.name) : undefined) ?? BY_TYPE.get(spec.type);
}

function unsigned(value: string, bits: bigint): string | undefined {
  if (!UNSIGNED.test(value)) return `strconv.ParseUint: parsing ${goQuote(value)}: invalid syntax`;
  return BigInt(value) < 2n ** bits ? undefined : `strconv.ParseUint: parsing ${goQuote(value)}: value out of range`;
}

function duration(value: string): string | undefined {
  const parsed = parseMilliseconds(value);
  return 'problem' in parsed ? parsed.problem : undefined;
}

function ulimit(value: string): string | undefined {
  const parsed = parseUlimit(value);
  return 'problem' in parsed ? parsed.problem : undefined;
}

function link(value: string): string | undefined {
  if (value === '') return 'empty string specified for links';
  return value.split(':').length > 2 ? `bad format for links: ${value}` : undefined;
}

function throttle(value: string, isBytes: boolean): string | undefined {
  const parsed = parseThrottle(value, isBytes);
  return typeof parsed === 'string' ? parsed : undefined;
}

function cgroupRule(value: string): string | undefined {
  return /^[acb] ([0-9]+|\*):([0-9]+|\*) [rwm]{1,3}$/.test(value) ? undefined : `invalid device cgroup format '${value}'`;
}

/** docker/cli `opts.ValidateWeightDevice` */
function weightOfDevice(value: string): string | undefined {
  const [path = '', weight = ''] = value.split(/:(.*)/s);
  if (path === '' || !value.includes(':')) return `bad format: ${value}`;
  if (!path.startsWith('/dev/')) return `bad format for device path: ${value}`;
  const number = UNSIGNED.test(weight) ? Number(weight) : -1;
  return number === 0 || (number >= 10 && number <= 1000) ? undefined : `invalid weight for device: ${value}`;
}

/** docker/cli `opts.ValidateDNSSearch` */
function domain(value: string): string | undefined {
  const trimmed = value.trim();
  const isDomain =
    /^(:?(:?[a-zA-Z0-9]|(:?[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9]))(:?\.(:?[a-zA-Z0-9]|(:?[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])))*)\.?\s*$/.test(
      trimmed,
    );
  return trimmed === '.' || (isDomain && /[a-zA-Z]/.test(trimmed)) ? undefined : `${value} is not a valid domain`;
}

/** docker/cli `opts.ValidateSysctl` */
const SYSCTLS = [
  'kernel.msgmax',
  'kernel.msgmnb',
  'kernel.msgmni',
  'kernel.sem',
  'kernel.shmall',
  'kernel.shmmax',
  'kernel.shmmni',
];

function sysctl(value: string): string | undefined {
  const [name = '', ...rest] = value.split('=');
  const isKnown = SYSCTLS.includes(name) || name === 'kernel.shm_rmid_forced' || /^(net|fs\.mqueue)\./.test(name);
  return rest.length > 0 && isKnown ? undefined : `sysctl '${value}' is not allowed`;
}

function mount(value: string): string | undefined {
  const parsed = parseMountFlag(value);
  return 'problem' in parsed ? parsed.problem : undefined;
}

function tag(value: string): string | undefined {
  try {
    familiarString(parseReference(value, 'client'));
    return undefined;
  } catch (error) {
    if (error instanceof InvalidReferenceError) return referenceProblem(error);
    throw error;
  }
}
