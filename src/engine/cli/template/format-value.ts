/** Go's `fmt` for values: the verbs of one operand (`%v`, `%+v`, `%q`, `%d` …), as fmt/print.go and fmt/format.go have them. */
import { utf8 } from '../../bytes/utf8.ts';
import { goQuote } from '../../go/quote.ts';
import { type FormatFlags, PLAIN_FLAGS } from './format-flags.ts';
import { formatFloat } from './format-float.ts';
import { entriesOf, type GoValue, isValue, listItems, sortedKeys, zeroValue } from './go-value.ts';

/** `fmt.Sprint` of one operand: what a template prints. */
export function formatPlain(value: GoValue | undefined): string {
  return formatVerb(value, 'v', PLAIN_FLAGS);
}

/** @param value undefined: the nil that has no type */
export function formatVerb(value: GoValue | undefined, verb: string, flags: FormatFlags, depth = 0): string {
  if (value === undefined) return verb === 'v' ? pad('<nil>', flags) : verb === 'T' ? '<nil>' : badVerb(value, verb, flags);
  if (verb === 'T') return pad(dynamicType(value), flags);
  if (value.type.kind === 'interface')
    return isValue(value.data) ? formatVerb(value.data, verb, flags, depth) : formatNil(verb, flags, depth, value);
  const text = textOf(value);
  if (text !== undefined && 'vsqxX'.includes(verb)) return formatString(text, verb, flags);
  const parts = { verb, flags, depth };
  switch (value.type.kind) {
    case 'bool':
      return verb === 'v' || verb === 't' ? pad(String(value.data), flags) : badVerb(value, verb, flags);
    case 'string':
      return 'vsqxX'.includes(verb) ? formatString(String(value.data), verb, flags) : badVerb(value, verb, flags);
    case 'int':
    case 'uint':
      return formatInteger(value, verb, flags);
    case 'float':
      return 'vbeEfFgGxX'.includes(verb) ? formatFloat(Number(value.data), verb, flags) : badVerb(value, verb, flags);
    case 'slice':
      return formatSlice(value, parts);
    case 'map':
      return formatMap(value, parts);
    case 'struct':
      return formatStruct(value, parts);
    default:
      return formatPointer(value, parts);
  }
}

/** As `%T` has it: an interface's is that of what lies behind it. */
export function dynamicType(value: GoValue): string {
  if (value.type.kind !== 'interface') return value.type.name;
  return isValue(value.data) ? dynamicType(value.data) : '<nil>';
}

/** Pads to the width; zeros only where `flags.zero` still stands. */
export function pad(text: string, flags: FormatFlags): string {
  const missing = (flags.width ?? 0) - [...text].length;
  if (missing <= 0) return text;
  if (flags.minus) return text + ' '.repeat(missing);
  return (flags.zero ? '0' : ' ').repeat(missing) + text;
}

interface Parts {
  readonly verb: string;
  readonly flags: FormatFlags;
  readonly depth: number;
}

/** What `Error()` or `String()` of its type gives. */
function textOf(value: GoValue): string | undefined {
  const { type } = value;
  if ('toText' in type) return type.toText?.(value);
  if (type.kind === 'pointer' && type.elem.kind === 'struct' && isValue(value.data)) return type.elem.toText?.(value.data);
  return undefined;
}

/** Its `String()` fails at nil, and fmt writes `<nil>` without any padding (Go `fmt` catchPanic). */
function hasText({ type }: GoValue): boolean {
  return type.kind === 'pointer' && type.elem.kind === 'struct' && type.elem.toText !== undefined;
}

function formatNil(verb: string, flags: FormatFlags, depth: number, value: GoValue): string {
  if (depth > 0 && 'vsdqxX'.includes(verb)) return verb === 'v' ? pad('<nil>', flags) : `%!${verb}(<nil>)`;
  return formatVerb(undefined, verb, flags, depth) || badVerb(value, verb, flags);
}

function formatSlice(value: GoValue, { verb, flags, depth }: Parts): string {
  const items = listItems(value).map((item) => formatVerb(item, verb, flags, depth + 1));
  if (!flags.sharpV) return `[${items.join(' ')}]`;
  return value.data === undefined ? `${value.type.name}(nil)` : `${value.type.name}{${items.join(', ')}}`;
}

function formatMap(value: GoValue, { verb, flags, depth }: Parts): string {
  const key = value.type.kind === 'map' ? value.type.key : value.type;
  const entries = entriesOf(value);
  const isSource = flags.sharpV;
  const items = sortedKeys(value).map((name) => {
    const shownKey = formatVerb({ type: key, data: name }, verb, flags, depth + 1);
    return `${shownKey}:${formatVerb(entries.get(name), verb, flags, depth + 1)}`;
  });
  if (!isSource) return `map[${items.join(' ')}]`;
  return value.data === undefined ? `${value.type.name}(nil)` : `${value.type.name}{${items.join(', ')}}`;
}

function formatStruct(value: GoValue, { verb, flags, depth }: Parts): string {
  const fields = value.type.kind === 'struct' ? value.type.fields : [];
  const entries = entriesOf(value);
  const isSource = flags.sharpV;
  const items = fields.map((field) => {
    const shown = formatVerb(entries.get(field.name) ?? zeroValue(field.type), verb, flags, depth + 1);
    return flags.plusV || isSource ? `${field.name}:${shown}` : shown;
  });
  return isSource ? `${value.type.name}{${items.join(', ')}}` : `{${items.join(' ')}}`;
}

/** A pointer to a struct, list or map is shown with what it points to, but only at the top; deeper it is an address. */
function formatPointer(value: GoValue, { verb, flags, depth }: Parts): string {
  if (!isValue(value.data) && hasText(value) && !flags.sharpV && 'vsxXq'.includes(verb)) return '<nil>';
  if (!isValue(value.data) && 'bodxX'.includes(verb)) return pad('0', flags);
  if (!isValue(value.data) && flags.sharpV) return `(${value.type.name})(nil)`;
  if (!isValue(value.data)) return verb === 'v' ? pad('<nil>', flags) : `%!${verb}(${value.type.name}=<nil>)`;
  const { kind } = value.data.type;
  if (depth === 0 && (kind === 'struct' || kind === 'slice' || kind === 'map'))
    return `&${formatVerb(value.data, verb, flags, depth + 1)}`;
  return pad(ADDRESS, flags);
}

/** Real addresses differ from run to run. */
const ADDRESS = '0xc000120000';

function formatString(text: string, verb: string, flags: FormatFlags): string {
  const cut = flags.precision === undefined ? text : [...text].slice(0, flags.precision).join('');
  if (verb === 'q') {
    const isRaw = flags.sharp && !cut.includes('`') && !/[^\t\u0020-\uffff]/u.test(cut);
    return pad(isRaw ? `\`${cut}\`` : goQuote(cut), flags);
  }
  if (verb === 'v' && flags.sharpV) return pad(goQuote(cut), flags);
  if (verb !== 'x' && verb !== 'X') return pad(cut, flags);
  const bytes = [...utf8(cut)].map((byte) => byte.toString(16).padStart(2, '0'));
  const hex = bytes.join(flags.space ? ' ' : '');
  return pad(verb === 'X' ? hex.toUpperCase() : hex, flags);
}

function formatInteger(value: GoValue, verb: string, flags: FormatFlags): string {
  const number = Number(value.data);
  switch (verb) {
    case 'v':
    case 'd':
      return padNumber(digits(number, 10), number, flags);
    case 'b':
      return padNumber((flags.sharp ? '0b' : '') + digits(number, 2), number, flags);
    case 'o':
      return padNumber((flags.sharp ? '0' : '') + digits(number, 8), number, flags);
    case 'O':
      return padNumber(`0o${digits(number, 8)}`, number, flags);
    case 'x':
      return padNumber((flags.sharp ? '0x' : '') + digits(number, 16), number, flags);
    case 'X':
      return padNumber((flags.sharp ? '0X' : '') + digits(number, 16).toUpperCase(), number, flags);
    case 'c':
      return pad(String.fromCodePoint(number), flags);
    case 'q':
      return pad(`'${goQuote(String.fromCodePoint(number)).slice(1, -1).replace("'", "\\'").replace('\\"', '"')}'`, flags);
    case 'U':
      return pad(`U+${number.toString(16).toUpperCase().padStart(4, '0')}`, flags);
    default:
      return badVerb(value, verb, flags);
  }
}

function digits(number: number, base: number): string {
  return Math.abs(number).toString(base);
}

/** Sign and zeros of a number; `+` and blank are flags of `%d` and the like. */
function padNumber(text: string, number: number, flags: FormatFlags): string {
  const sign = number < 0 ? '-' : flags.plus ? '+' : flags.space ? ' ' : '';
  const exact = text.padStart(flags.precision ?? 0, '0');
  if (!flags.zero || flags.minus || flags.precision !== undefined) return pad(sign + exact, { ...flags, zero: false });
  return sign + exact.padStart((flags.width ?? 0) - sign.length, '0');
}

/** The value is shown as `%v` would show it, flags and width and all. */
function badVerb(value: GoValue | undefined, verb: string, flags: FormatFlags): string {
  if (value === undefined) return `%!${verb}(<nil>)`;
  return `%!${verb}(${dynamicType(value)}=${formatVerb(value, 'v', flags)})`;
}
