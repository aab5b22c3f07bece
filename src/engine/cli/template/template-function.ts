/** A function that templates can call, as reflection sees it. */
import { type GoType, type GoValue, indirect, isValue } from './go-value.ts';

/** `value` is `reflect.Value`: whatever comes, also nothing at all. */
export type ParamKind = 'value' | 'any' | 'string' | 'int' | 'strings';

export interface TemplateFunction {
  readonly params: readonly ParamKind[];
  /** the last parameter takes any number of arguments */
  readonly isVariadic?: boolean;
  /** undefined stands for nil without a type */
  readonly call: (args: readonly (GoValue | undefined)[]) => GoValue | undefined;
}

export type TemplateFunctions = ReadonlyMap<string, TemplateFunction>;

/** What a function answers instead of a value; the template adds `error calling <name>: `. */
export class CallError extends Error {
  override readonly name = 'CallError';
}

/** What lies in an interface; undefined where nothing does. */
export function unwrapInterface(value: GoValue | undefined): GoValue | undefined {
  if (value?.type.kind !== 'interface') return value;
  return isValue(value.data) ? value.data : undefined;
}

/** Through pointers and interfaces; a problem where one of them is nil. */
export function reachThrough(value: GoValue, problem: string): GoValue {
  const reached = indirect(value);
  if (reached.isNil) throw new CallError(problem);
  return reached.value;
}

/** `if`, `and`, `or`, `not`: empty and zero are false. */
export function isTrue(value: GoValue | undefined): boolean {
  const inner = unwrapInterface(value);
  if (inner === undefined) return false;
  switch (inner.type.kind) {
    case 'slice':
      return Array.isArray(inner.data) && inner.data.length > 0;
    case 'map':
      return inner.data instanceof Map && inner.data.size > 0;
    case 'struct':
      return true;
    default:
      return inner.data !== undefined && inner.data !== false && inner.data !== 0 && inner.data !== '';
  }
}

/** Whether nil can stand for a value of the type. */
export function canBeNil(type: GoType): boolean {
  return type.kind === 'slice' || type.kind === 'map' || type.kind === 'pointer' || type.kind === 'interface';
}
