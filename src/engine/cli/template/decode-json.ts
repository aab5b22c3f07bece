/** Go's `json.Unmarshal` into a type, and into `interface{}` with numbers kept as they are written (`UseNumber`). */
import { jsonName } from './encode-json.ts';
import {
  ANY,
  BOOL,
  type GoField,
  type GoType,
  type GoValue,
  goString,
  isValue,
  mapOf,
  STRING,
  sliceOf,
  zeroValue,
} from './go-value.ts';

/** What `JSON.parse` gives. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

const NUMBER = { kind: 'string', name: 'json.Number' } as const;
const ANY_MAP = mapOf(STRING, ANY);
const ANY_SLICE = sliceOf(ANY);

export function decodeTyped(json: Json | undefined, type: GoType): GoValue {
  if (json === undefined || json === null) return zeroValue(type);
  switch (type.kind) {
    case 'bool':
      return { type, data: json === true };
    case 'string':
      return { type, data: typeof json === 'string' ? json : String(json) };
    case 'int':
    case 'uint':
    case 'float':
      return { type, data: Number(json) };
    case 'slice':
      return { type, data: Array.isArray(json) ? json.map((item: Json) => decodeTyped(item, type.elem)) : undefined };
    case 'map':
      return { type, data: new Map(Object.entries(json).map(([key, member]) => [key, decodeTyped(member, type.elem)])) };
    case 'struct':
      if (type.toJson !== undefined && typeof json === 'string') return { type, data: json };
      return { type, data: new Map(type.fields.map((field) => [field.name, decodeField(json, field)])) };
    case 'pointer':
      return { type, data: decodeTyped(json, type.elem) };
    default:
      return decodeAny(json);
  }
}

/** A value of type `interface {}`. */
export function decodeAny(json: Json): GoValue {
  if (json === null) return { type: ANY, data: undefined };
  if (typeof json === 'string') return boxed(goString(json));
  if (typeof json === 'number') return boxed({ type: NUMBER, data: String(json) });
  if (typeof json === 'boolean') return boxed({ type: BOOL, data: json });
  if (isArray(json)) return boxed({ type: ANY_SLICE, data: json.map(decodeAny) });
  return boxed({ type: ANY_MAP, data: new Map(Object.entries(json).map(([key, member]) => [key, decodeAny(member)])) });
}

function decodeField(json: Json, field: GoField): GoValue {
  if (field.embedded === true) return decodeTyped(json, field.type);
  const name = jsonName(field);
  const members = typeof json === 'object' && json !== null && !isArray(json) ? json : {};
  return decodeTyped(Object.hasOwn(members, name) ? members[name] : undefined, field.type);
}

function boxed(value: GoValue): GoValue {
  return { type: ANY, data: value };
}

function isArray(json: Json): json is readonly Json[] {
  return Array.isArray(json);
}

/** What lies in an `interface {}`. */
export function unboxed(value: GoValue): GoValue | undefined {
  if (value.type.kind !== 'interface') return value;
  return isValue(value.data) ? value.data : undefined;
}
