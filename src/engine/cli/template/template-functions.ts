/** The functions of a template: Go's own, and docker's (docker/cli `templates/templates.go`). */
import { text as decodeText, utf8 } from '../../bytes/utf8.ts';
import { encodeJson } from './encode-json.ts';
import { sprint, sprintf, sprintln } from './format-printf.ts';
import { type GoValue, goBool, goString, goStrings, listItems } from './go-value.ts';
import { COMPARE_FUNCTIONS } from './template-compare.ts';
import { escapeHtml, escapeJavaScript, escapeQuery } from './template-escapes.ts';
import { CallError, isTrue, type TemplateFunction, type TemplateFunctions } from './template-function.ts';
import { INDEX_FUNCTIONS } from './template-index.ts';

type Arg = GoValue | undefined;

const GO_FUNCTIONS: readonly (readonly [string, TemplateFunction])[] = [
  // the template itself stops at the first argument that decides
  ['and', { params: ['value', 'value'], isVariadic: true, call: (args) => args.find((arg) => !isTrue(arg)) ?? args.at(-1) }],
  ['or', { params: ['value', 'value'], isVariadic: true, call: (args) => args.find(isTrue) ?? args.at(-1) }],
  ['not', { params: ['value'], call: ([arg]) => goBool(!isTrue(arg)) }],
  // the template itself knows how its first argument is written
  ['call', { params: ['value', 'value'], isVariadic: true, call: () => undefined }],
  ['print', { params: ['any'], isVariadic: true, call: (args) => goString(sprint(args)) }],
  ['printf', { params: ['string', 'any'], isVariadic: true, call: ([format, ...args]) => goString(sprintf(text(format), args)) }],
  ['println', { params: ['any'], isVariadic: true, call: (args) => goString(sprintln(args)) }],
  ['html', { params: ['any'], isVariadic: true, call: (args) => goString(escapeHtml(sprint(args))) }],
  ['js', { params: ['any'], isVariadic: true, call: (args) => goString(escapeJavaScript(sprint(args))) }],
  ['urlquery', { params: ['any'], isVariadic: true, call: (args) => goString(escapeQuery(sprint(args))) }],
  ...COMPARE_FUNCTIONS,
  ...INDEX_FUNCTIONS,
];

const DOCKER_FUNCTIONS: readonly (readonly [string, TemplateFunction])[] = [
  ['json', { params: ['any'], call: ([value]) => goString(encodeJson(value, false)) }],
  ['split', { params: ['string', 'string'], call: ([whole, mark]) => goStrings(split(text(whole), text(mark))) }],
  ['join', { params: ['strings', 'string'], call: ([list, mark]) => goString(join(list, text(mark))) }],
  ['title', { params: ['string'], call: ([value]) => goString(title(text(value))) }],
  ['lower', { params: ['string'], call: ([value]) => goString(text(value).toLowerCase()) }],
  ['upper', { params: ['string'], call: ([value]) => goString(text(value).toUpperCase()) }],
  [
    'pad',
    {
      params: ['string', 'int', 'int'],
      call: ([value, before, after]) => goString(padText(text(value), number(before), number(after))),
    },
  ],
  ['truncate', { params: ['string', 'int'], call: ([value, length]) => goString(truncate(text(value), number(length))) }],
];

export const TEMPLATE_FUNCTIONS: TemplateFunctions = new Map([...GO_FUNCTIONS, ...DOCKER_FUNCTIONS]);

/** For the header line of a table: what would change a column's name leaves it alone. */
export const HEADER_FUNCTIONS: TemplateFunctions = new Map([
  ...TEMPLATE_FUNCTIONS,
  ...['json', 'title', 'lower', 'upper'].map(
    (name) => [name, { params: ['string'], call: ([value]) => value }] as const satisfies [string, TemplateFunction],
  ),
  ['truncate', { params: ['string', 'int'], call: ([value]) => value }],
]);

function text(value: Arg): string {
  return String(value?.data ?? '');
}

function number(value: Arg): number {
  return Number(value?.data ?? 0);
}

function split(whole: string, mark: string): string[] {
  return mark === '' ? [...whole] : whole.split(mark);
}

function join(list: Arg, mark: string): string {
  return list === undefined ? '' : listItems(list).map(text).join(mark);
}

/** `strings.Title`: of the ASCII marks only `_` does not part words; beyond ASCII only blanks do. */
function title(value: string): string {
  return value.replace(
    /(^|[^\p{L}\p{Nd}_\u0080-\u{10ffff}]|[\u0085\u00a0\u2000-\u200a\u2028\u2029\u3000])(\p{L})/gu,
    (_, before: string, letter: string) => before + letter.toUpperCase(),
  );
}

/** In bytes, as Go cuts a string. */
function truncate(value: string, length: number): string {
  const bytes = utf8(value);
  if (bytes.length < length) return value;
  if (length < 0) throw new CallError(`runtime error: slice bounds out of range [:${length}]`);
  return decodeText(bytes.subarray(0, length));
}

function padText(value: string, before: number, after: number): string {
  return value === '' ? '' : ' '.repeat(before) + value + ' '.repeat(after);
}
