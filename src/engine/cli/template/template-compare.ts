/** `eq ne lt le gt ge` (Go, text/template/funcs.go). */
import { formatPlain } from './format-value.ts';
import { type GoValue, goBool } from './go-value.ts';
import { CallError, type TemplateFunction, unwrapInterface } from './template-function.ts';

type Kind = 'bool' | 'int' | 'float' | 'string' | 'other';

const INCOMPATIBLE = 'incompatible types for comparison';
const INVALID = 'invalid type for comparison';

export const COMPARE_FUNCTIONS: readonly (readonly [string, TemplateFunction])[] = [
  ['eq', { params: ['value', 'value'], isVariadic: true, call: ([first, ...others]) => goBool(equalsAny(first, others)) }],
  ['ne', { params: ['value', 'value'], call: ([a, b]) => goBool(!equalsAny(a, [b])) }],
  ['lt', { params: ['value', 'value'], call: ([a, b]) => goBool(isLess(a, b)) }],
  ['le', { params: ['value', 'value'], call: ([a, b]) => goBool(isLess(a, b) || equalsAny(a, [b])) }],
  ['gt', { params: ['value', 'value'], call: ([a, b]) => goBool(!isLess(a, b) && !equalsAny(a, [b])) }],
  ['ge', { params: ['value', 'value'], call: ([a, b]) => goBool(!isLess(a, b)) }],
];

function equalsAny(first: GoValue | undefined, others: readonly (GoValue | undefined)[]): boolean {
  const a = unwrapInterface(first);
  if (others.length === 0) throw new CallError('missing argument for comparison');
  for (const other of others) if (isEqual(a, unwrapInterface(other))) return true;
  return false;
}

function isEqual(a: GoValue | undefined, b: GoValue | undefined): boolean {
  const kind = kindOf(a);
  if (kind !== kindOf(b)) {
    if (a !== undefined && b !== undefined) throw new CallError(INCOMPATIBLE);
    return false;
  }
  if (kind !== 'other') return a?.data === b?.data;
  if (a === undefined || b === undefined) return a === b;
  const isNil = a.data === undefined || b.data === undefined;
  if (isNil) return a.data === b.data;
  for (const one of [a, b]) {
    if (one.type.kind === 'slice' || one.type.kind === 'map') {
      throw new CallError(`non-comparable type ${formatPlain(one)}: ${one.type.name}`);
    }
  }
  return a.type.name === b.type.name && formatPlain(a) === formatPlain(b);
}

function isLess(first: GoValue | undefined, second: GoValue | undefined): boolean {
  const a = unwrapInterface(first);
  const b = unwrapInterface(second);
  const kind = kindOf(a);
  if (kind === 'other' || kindOf(b) === 'other') throw new CallError(INVALID);
  if (kind !== kindOf(b)) throw new CallError(INCOMPATIBLE);
  if (kind === 'bool') throw new CallError(INVALID);
  if (kind === 'string') return String(a?.data) < String(b?.data);
  return Number(a?.data) < Number(b?.data);
}

function kindOf(value: GoValue | undefined): Kind {
  switch (value?.type.kind) {
    case 'bool':
    case 'float':
    case 'string':
      return value.type.kind;
    case 'int':
    case 'uint':
      return 'int';
    default:
      return 'other';
  }
}
