/** Short forms for the tables of Go types beside this file, which were read from the real client with `%#v`, `%T` and `{{json .}}`. */
import { type GoBasicType, type GoField, type GoStructType, type GoType, mapOf, STRING, sliceOf } from '../template/go-value.ts';

/** A field's type, or the type with more about the field. */
type FieldSpec = GoType | (Partial<Omit<GoField, 'name' | 'type'>> & { readonly type: GoType });

export function goStruct(name: string, fields: Readonly<Record<string, FieldSpec>>): GoStructType {
  return { kind: 'struct', name, fields: Object.entries(fields).map(([field, spec]) => goField(field, spec)) };
}

function goField(name: string, spec: FieldSpec): GoField {
  return 'type' in spec ? { name, ...spec } : { name, type: spec };
}

export function omitEmpty(type: GoType, json?: string): FieldSpec {
  return { type, omitEmpty: true, ...(json === undefined ? {} : { json }) };
}

export function renamed(type: GoType, json: string): FieldSpec {
  return { type, json };
}

export function embedded(type: GoType): FieldSpec {
  return { type, embedded: true };
}

/** `container.IpcMode` and the like: a string with a name of its own */
export function stringType(name: string): GoBasicType {
  return { kind: 'string', name };
}

export const STRINGS = sliceOf(STRING);
export const STRING_MAP = mapOf(STRING, STRING);
const EMPTY_STRUCT = goStruct('struct {}', {});
export const STRING_SET = mapOf(STRING, EMPTY_STRUCT);
export const STR_SLICE = sliceOf(STRING, 'strslice.StrSlice');
export const PORT = stringType('nat.Port');
export const PORT_SET = mapOf(PORT, EMPTY_STRUCT, 'nat.PortSet');
