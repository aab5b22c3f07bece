/** Go's `encoding/json` for values with types: fields in the order of the struct, keys of maps sorted, `omitempty`. */
import { entriesOf, type GoField, type GoMethods, type GoValue, isValue, listItems, sortedKeys, zeroValue } from './go-value.ts';

/** @param escapeHtml `json.Marshal` writes `<`, `>` and `&` as \u003c, \u003e, \u0026; docker's `json` function does not */
export function encodeJson(value: GoValue | undefined, escapeHtml: boolean): string {
  if (value === undefined) return 'null';
  const { type, data } = value;
  switch (type.kind) {
    case 'bool':
    case 'int':
    case 'uint':
      return String(data);
    case 'float':
      return encodeFloat(Number(data));
    case 'string':
      return type.name === 'json.Number' ? String(data) || '0' : encodeJsonString(String(data), escapeHtml);
    case 'slice':
      return data === undefined
        ? 'null'
        : `[${listItems(value)
            .map((item) => encodeJson(item, escapeHtml))
            .join(',')}]`;
    case 'map': {
      if (data === undefined) return 'null';
      const entries = entriesOf(value);
      const members = sortedKeys(value).map(
        (key) => `${encodeJsonString(key, escapeHtml)}:${encodeJson(entries.get(key), escapeHtml)}`,
      );
      return `{${members.join(',')}}`;
    }
    case 'struct':
      return type.toJson?.(value) ?? `{${listMembers(value, escapeHtml).join(',')}}`;
    case 'pointer':
      if (type.methods !== undefined) return encodeMethods(type.methods);
      return isValue(data) ? encodeJson(data, escapeHtml) : 'null';
    default:
      return isValue(data) ? encodeJson(data, escapeHtml) : 'null';
  }
}

/** A string as Go writes it. */
function encodeJsonString(text: string, escapeHtml: boolean): string {
  const json = JSON.stringify(text).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029').replaceAll('\u007f', '\u007f');
  if (!escapeHtml) return json;
  return json.replaceAll('<', '\\u003c').replaceAll('>', '\\u003e').replaceAll('&', '\\u0026');
}

/** What docker's own formatters do with `{{json .}}`: all their columns, by name, through `json.Marshal`. */
function encodeMethods(methods: GoMethods): string {
  const columns = methods
    .names()
    .toSorted()
    .flatMap((name) => {
      const method = methods.get(name);
      return method === undefined || method.params !== undefined
        ? []
        : [`${encodeJsonString(name, true)}:${encodeJson(method.call([]), true)}`];
    });
  return `{${columns.join(',')}}`;
}

function listMembers(value: GoValue, escapeHtml: boolean): string[] {
  const fields = value.type.kind === 'struct' ? value.type.fields : [];
  const entries = entriesOf(value);
  return fields.flatMap((field) => {
    const member = entries.get(field.name) ?? zeroValue(field.type);
    if (field.embedded === true) return embeddedMembers(member, escapeHtml);
    if (field.json === '-' || (field.omitEmpty === true && isEmpty(member))) return [];
    return [`${encodeJsonString(jsonName(field), escapeHtml)}:${encodeJson(member, escapeHtml)}`];
  });
}

function embeddedMembers(value: GoValue, escapeHtml: boolean): string[] {
  if (value.type.kind !== 'pointer') return listMembers(value, escapeHtml);
  return isValue(value.data) ? listMembers(value.data, escapeHtml) : [];
}

export function jsonName(field: GoField): string {
  return field.json ?? field.name;
}

function isEmpty(value: GoValue): boolean {
  switch (value.type.kind) {
    case 'slice':
      return listItems(value).length === 0;
    case 'map':
      return entriesOf(value).size === 0;
    case 'struct':
      return false;
    default:
      return value.data === undefined || value.data === false || value.data === 0 || value.data === '';
  }
}

function encodeFloat(value: number): string {
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-6 || size >= 1e21))
    return value
      .toExponential()
      .replace(/e([+-])0?(\d)$/, 'e$10$2')
      .replace('e-0', 'e-0');
  return String(value);
}
