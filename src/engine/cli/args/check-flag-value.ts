/** What the types of docker's flags accept (pflag, docker/cli `opts`). */
import { familiarString, parseReference } from '../../reference/reference.ts';
import { InvalidReferenceError } from '../../reference/reference-error.ts';
import type { FlagSpec } from '../specs/command-spec.ts';
import { parseDuration } from '../text/durations.ts';
import { quote } from '../text/quote.ts';
import { parseBinarySize } from '../text/sizes.ts';
import { referenceProblem } from '../words/reference-words.ts';
import { isIpAddress } from './ip-address.ts';
import { parseMountFlag } from './mount-flag.ts';
import { parseUlimit } from './ulimit.ts';

type Check = (value: string) => string | undefined;

const BOOLS = new Set(['1', '0', 't', 'f', 'T', 'F', 'true', 'false', 'TRUE', 'FALSE', 'True', 'False']);
const INTEGER = /^[+-]?(?:\d+|0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO][0-7]+)$/;
const UNSIGNED = /^(?:\d+|0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO][0-7]+)$/;

const BY_TYPE: ReadonlyMap<string, Check> = new Map<string, Check>([
  ['bool', (value) => (BOOLS.has(value) ? undefined : `strconv.ParseBool: parsing ${quote(value)}: invalid syntax`)],
  ['int', integer],
  ['int64', integer],
  ['uint', unsigned],
  ['uint16', unsigned],
  ['uint32', unsigned],
  ['bytes', (value) => (parseBinarySize(value) === undefined ? `invalid size: '${value}'` : undefined)],
  ['decimal', (value) => (/^[+-]?(\d+\.?\d*|\.\d+)$/.test(value) ? undefined : `failed to parse ${value} as a rational number`)],
  ['duration', duration],
  ['filter', (value) => (value === '' || value.includes('=') ? undefined : 'bad format of filter (expected name=value)')],
  ['mount', mount],
  ['ulimit', ulimit],
]);

const BY_NAME: ReadonlyMap<string, Check> = new Map<string, Check>([
  ['env', environment],
  ['build-arg', environment],
  ['label', (value) => (value === '' || value.startsWith('=') ? `invalid label '${value}': empty name` : undefined)],
  ['attach', (value) => (/^std(in|out|err)$/i.test(value) ? undefined : 'valid streams are STDIN, STDOUT and STDERR')],
  ['add-host', extraHost],
  ['tag', tag],
  ['dns', (value) => (isIpAddress(value.trim()) ? undefined : `IP address is not correctly formatted: ${value}`)],
  ['dns-search', domain],
]);

/** Docker's words for what is wrong with the value, or undefined. */
export function checkFlagValue(spec: FlagSpec, value: string): string | undefined {
  const named = spec.type === 'list' ? BY_NAME.get(spec.name) : spec.name === 'sysctl' ? sysctl : undefined;
  if (spec.name === 'memory-swap' && value === '-1') return undefined;
  return (named ?? BY_TYPE.get(spec.type))?.(value);
}

function integer(value: string): string | undefined {
  return INTEGER.test(value) ? undefined : `strconv.ParseInt: parsing ${quote(value)}: invalid syntax`;
}

function unsigned(value: string): string | undefined {
  return UNSIGNED.test(value) ? undefined : `strconv.ParseUint: parsing ${quote(value)}: invalid syntax`;
}

function duration(value: string): string | undefined {
  const parsed = parseDuration(value);
  return 'problem' in parsed ? parsed.problem : undefined;
}

function environment(value: string): string | undefined {
  return value === '' || value.startsWith('=') ? `invalid environment variable: ${value}` : undefined;
}

function extraHost(value: string): string | undefined {
  const match = /^([^:=]+)[:=](.*)$/.exec(value);
  if (match === null) return `bad format for add-host: ${quote(value)}`;
  const address = (match[2] ?? '').replace(/^\[(.*)\]$/, '$1');
  const isAddress =
    address === 'host-gateway' || /^\d{1,3}(\.\d{1,3}){3}$/.test(address) || /^[0-9a-fA-F:]*:[0-9a-fA-F:.]*$/.test(address);
  return isAddress ? undefined : `invalid IP address in add-host: ${quote(address)}`;
}

function ulimit(value: string): string | undefined {
  const parsed = parseUlimit(value);
  return 'problem' in parsed ? parsed.problem : undefined;
}

/** docker/cli `opts.ValidateDNSSearch` */
function domain(value: string): string | undefined {
  const trimmed = value.trim();
  const isDomain =
    /^(:?(:?[a-zA-Z0-9]|(:?[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9]))(:?\.(:?[a-zA-Z0-9]|(:?[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])))*)\.?\s*$/.test(
      trimmed,
    );
  return trimmed === '.' || isDomain ? undefined : `${value} is not a valid domain`;
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
