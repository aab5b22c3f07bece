/**
 * Go's values as `text/template` sees them through reflection: what a template prints, ranges over and complains about depends on the
 * Go type behind the data, so a value here is data together with its type.
 */

export type GoType =
  | GoBasicType
  | { readonly kind: 'slice'; readonly name: string; readonly elem: GoType }
  | { readonly kind: 'map'; readonly name: string; readonly key: GoType; readonly elem: GoType; readonly methods?: GoMethods }
  | GoStructType
  | { readonly kind: 'pointer'; readonly name: string; readonly elem: GoType; readonly methods?: GoMethods }
  | { readonly kind: 'interface'; readonly name: string };

export interface GoBasicType {
  readonly kind: 'bool' | 'string' | 'int' | 'uint' | 'float';
  /** as `%T` prints it: `int64`, `container.IpcMode` */
  readonly name: string;
  /** what `String()` gives, where the type has it: `fmt` prints that */
  readonly toText?: (value: GoValue) => string;
}

export interface GoStructType {
  readonly kind: 'struct';
  readonly name: string;
  readonly fields: readonly GoField[];
  /** what `String()` gives, where the type has it: `fmt` prints that */
  readonly toText?: (value: GoValue) => string;
  /** what `MarshalJSON` gives, where the type has it */
  readonly toJson?: (value: GoValue) => string;
}

export interface GoField {
  readonly name: string;
  /** its name in JSON; absent: the same; '-': never in JSON */
  readonly json?: string;
  readonly omitEmpty?: boolean;
  /** its fields count as the struct's own */
  readonly embedded?: boolean;
  readonly type: GoType;
}

export interface GoMethods {
  get(name: string): GoMethod | undefined;
  names(): readonly string[];
}
export interface GoMethod {
  /** how many strings it takes; absent: none */
  readonly params?: number;
  readonly call: (args: readonly string[]) => GoValue;
}

export interface GoValue {
  readonly type: GoType;
  readonly data: GoData;
}

/**
 * bool: boolean; string: string; int, uint, float: number; slice: an array; map: entries by key; struct: values by field name;
 * pointer and interface: the value behind it. `undefined` is nil.
 */
export type GoData = boolean | string | number | readonly GoValue[] | ReadonlyMap<string, GoValue> | GoValue | undefined;

export const BOOL: GoBasicType = { kind: 'bool', name: 'bool' };
export const STRING: GoBasicType = { kind: 'string', name: 'string' };
export const INT: GoBasicType = { kind: 'int', name: 'int' };
export const INT64: GoBasicType = { kind: 'int', name: 'int64' };
export const FLOAT64: GoBasicType = { kind: 'float', name: 'float64' };
export const BYTE: GoBasicType = { kind: 'uint', name: 'uint8' };
export const ANY: GoType = { kind: 'interface', name: 'interface {}' };

export function sliceOf(elem: GoType, name = `[]${elem.name}`): GoType {
  return { kind: 'slice', name, elem };
}

export function mapOf(key: GoType, elem: GoType, name = `map[${key.name}]${elem.name}`): GoType {
  return { kind: 'map', name, key, elem };
}

export function pointerTo(elem: GoType): GoType {
  return { kind: 'pointer', name: `*${elem.name}`, elem };
}

export function goString(data: string): GoValue {
  return { type: STRING, data };
}

export function goInt(data: number): GoValue {
  return { type: INT, data };
}

export function goBool(data: boolean): GoValue {
  return { type: BOOL, data };
}

export function goStrings(list: readonly string[]): GoValue {
  return { type: sliceOf(STRING), data: list.map(goString) };
}

/** Go's zero value of the type. */
export function zeroValue(type: GoType): GoValue {
  switch (type.kind) {
    case 'bool':
      return { type, data: false };
    case 'string':
      return { type, data: '' };
    case 'int':
    case 'uint':
    case 'float':
      return { type, data: 0 };
    case 'struct':
      return { type, data: new Map(type.fields.map((field) => [field.name, zeroValue(field.type)])) };
    default:
      return { type, data: undefined };
  }
}

export function isValue(data: GoData): data is GoValue {
  return typeof data === 'object' && 'type' in data && 'data' in data;
}

export function listItems(value: GoValue): readonly GoValue[] {
  return Array.isArray(value.data) ? value.data : [];
}

/** Entries of a map or fields of a struct. */
export function entriesOf(value: GoValue): ReadonlyMap<string, GoValue> {
  return value.data instanceof Map ? value.data : new Map();
}

/** Keys in the order `fmt` and `range` give them. */
export function sortedKeys(value: GoValue): string[] {
  return [...entriesOf(value).keys()].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}

/** Through pointers and interfaces; `isNil` where one of them has nothing behind it. */
export function indirect(value: GoValue): { readonly value: GoValue; readonly isNil: boolean } {
  let current = value;
  while (current.type.kind === 'pointer' || current.type.kind === 'interface') {
    if (!isValue(current.data)) return { value: current, isNil: true };
    current = current.data;
  }
  return { value: current, isNil: false };
}
