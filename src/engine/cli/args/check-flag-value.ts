/** What the types of docker's flags accept (pflag, docker/cli `opts`). */

import { goQuote } from '../../go/quote.ts';
import type { FlagSpec } from '../specs/command-spec.ts';

type Check = (value: string) => string | undefined;
export type FindCheck = (spec: FlagSpec) => Check | undefined;

const BOOLS = new Set(['1', '0', 't', 'f', 'T', 'F', 'true', 'false', 'TRUE', 'FALSE', 'True', 'False']);
const INTEGER = /^[+-]?(?:\d+|0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO][0-7]+)$/;

/** one more than an int64 holds */
const MOST = 2n ** 63n;

const BY_TYPE: ReadonlyMap<string, Check> = new Map<string, Check>([
  ['bool', (value) => (BOOLS.has(value) ? undefined : `strconv.ParseBool: parsing ${goQuote(value)}: invalid syntax`)],
  ['int', integer],
  ['filter', (value) => (value === '' || value.includes('=') ? undefined : 'bad format of filter (expected name=value)')],
]);

const BY_NAME: ReadonlyMap<string, Check> = new Map<string, Check>([
  ['env', environment],
  ['label', (value) => (value === '' || value.startsWith('=') ? `invalid label '${value}': empty name` : undefined)],
  ['attach', (value) => (/^std(in|out|err)$/i.test(value) ? undefined : 'valid streams are STDIN, STDOUT and STDERR')],
  ['add-host', extraHost],
]);

/** Docker's words for what is wrong with the value, or undefined. @param findSeldomCheck comes with the whole tree of commands */
export function checkFlagValue(spec: FlagSpec, value: string, findSeldomCheck?: FindCheck): string | undefined {
  const named = spec.type === 'list' ? BY_NAME.get(spec.name) : undefined;
  return (named ?? findSeldomCheck?.(spec) ?? BY_TYPE.get(spec.type))?.(value);
}

export function integer(value: string): string | undefined {
  if (!INTEGER.test(value)) return `strconv.ParseInt: parsing ${goQuote(value)}: invalid syntax`;
  const size = BigInt(value.replace(/^[+-]/, ''));
  const isInt64 = size < MOST || (size === MOST && value.startsWith('-'));
  return isInt64 ? undefined : `strconv.ParseInt: parsing ${goQuote(value)}: value out of range`;
}

export function environment(value: string): string | undefined {
  return value === '' || value.startsWith('=') ? `invalid environment variable: ${value}` : undefined;
}

function extraHost(value: string): string | undefined {
  const match = /^([^:=]+)[:=](.*)$/.exec(value);
  if (match === null) return `bad format for add-host: ${goQuote(value)}`;
  const address = (match[2] ?? '').replace(/^\[(.*)\]$/, '$1');
  const isAddress =
    address === 'host-gateway' || /^\d{1,3}(\.\d{1,3}){3}$/.test(address) || /^[0-9a-fA-F:]*:[0-9a-fA-F:.]*$/.test(address);
  return isAddress ? undefined : `invalid IP address in add-host: ${goQuote(address)}`;
}
