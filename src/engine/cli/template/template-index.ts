/** `index`, `slice` and `len` (Go, text/template/funcs.go). */
import { text, utf8 } from '../../bytes/utf8.ts';
import { BYTE, entriesOf, type GoValue, goInt, goString, listItems, zeroValue } from './go-value.ts';
import { CallError, reachThrough, type TemplateFunction, unwrapInterface } from './template-function.ts';

export const INDEX_FUNCTIONS: readonly (readonly [string, TemplateFunction])[] = [
  ['index', { params: ['value', 'value'], isVariadic: true, call: ([item, ...indexes]) => indexAll(item, indexes) }],
  ['slice', { params: ['value', 'value'], isVariadic: true, call: ([item, ...indexes]) => slice(item, indexes) }],
  ['len', { params: ['value'], call: ([item]) => goInt(lengthOf(item)) }],
];

function indexAll(item: GoValue | undefined, indexes: readonly (GoValue | undefined)[]): GoValue | undefined {
  const start = unwrapInterface(item);
  if (start === undefined) throw new CallError('index of untyped nil');
  return indexes.reduce<GoValue>(
    (current, index) => indexOne(reachThrough(current, 'index of nil pointer'), unwrapInterface(index)),
    start,
  );
}

function indexOne(item: GoValue, index: GoValue | undefined): GoValue {
  switch (item.type.kind) {
    case 'slice': {
      const items = listItems(item);
      const found = items[indexArgument(index, items.length)];
      if (found === undefined) throw new CallError('reflect: slice index out of range');
      return found;
    }
    case 'string': {
      const bytes = utf8(String(item.data));
      const found = bytes[indexArgument(index, bytes.length)];
      if (found === undefined) throw new CallError('reflect: string index out of range');
      return { type: BYTE, data: found };
    }
    case 'map': {
      if (index === undefined) throw new CallError(`value is nil; should be of type ${item.type.key.name}`);
      if (index.type.name !== item.type.key.name)
        throw new CallError(`value has type ${index.type.name}; should be ${item.type.key.name}`);
      return entriesOf(item).get(String(index.data)) ?? zeroValue(item.type.elem);
    }
    default:
      throw new CallError(`can't index item of type ${item.type.name}`);
  }
}

function indexArgument(index: GoValue | undefined, length: number): number {
  if (index === undefined) throw new CallError('cannot index slice/array with nil');
  if (index.type.kind !== 'int' && index.type.kind !== 'uint')
    throw new CallError(`cannot index slice/array with type ${index.type.name}`);
  const at = Number(index.data);
  if (at < 0 || at > length) throw new CallError(`index out of range: ${at}`);
  return at;
}

function slice(item: GoValue | undefined, indexes: readonly (GoValue | undefined)[]): GoValue {
  const whole = unwrapInterface(item);
  if (whole === undefined) throw new CallError('slice of untyped nil');
  if (indexes.length > 3) throw new CallError(`too many slice indexes: ${indexes.length}`);
  if (whole.type.kind !== 'slice' && whole.type.kind !== 'string')
    throw new CallError(`can't slice item of type ${whole.type.name}`);
  if (whole.type.kind === 'string' && indexes.length === 3) throw new CallError('cannot 3-index slice a string');
  const bytes = whole.type.kind === 'string' ? utf8(String(whole.data)) : undefined;
  const size = bytes?.length ?? listItems(whole).length;
  const [from = 0, to = size] = indexes.map((index) => indexArgument(unwrapInterface(index), size));
  if (from > to) throw new CallError(`invalid slice index: ${from} > ${to}`);
  if (bytes === undefined) return { type: whole.type, data: listItems(whole).slice(from, to) };
  return goString(text(bytes.subarray(from, to)));
}

function lengthOf(item: GoValue | undefined): number {
  if (item === undefined) throw new CallError('reflect: call of reflect.Value.Type on zero Value');
  const inner = reachThrough(item, 'len of nil pointer');
  switch (inner.type.kind) {
    case 'slice':
      return listItems(inner).length;
    case 'map':
      return entriesOf(inner).size;
    case 'string':
      return utf8(String(inner.data)).length;
    default:
      throw new CallError(`len of type ${inner.type.name}`);
  }
}
