/** awk's words. Whether a slash divides or begins a regex depends on what stands before it. */
import { readEscape } from '../applets/escapes.ts';
import { AwkSyntaxError } from './syntax.ts';

export interface Token {
  readonly kind: 'number' | 'string' | 'regex' | 'name' | 'function-name' | 'keyword' | 'builtin' | 'operator' | 'newline' | 'end';
  readonly text: string;
  readonly line: number;
}

const KEYWORDS: ReadonlySet<string> = new Set(
  'BEGIN END function func if else while for do break continue next nextfile exit return delete in getline print printf'.split(' '),
);
const BUILTIN_FUNCTIONS: ReadonlySet<string> = new Set(
  'length substr index split sub gsub gensub match sprintf sin cos atan2 exp log sqrt int rand srand tolower toupper system close fflush strftime systime mktime and or xor lshift rshift compl'.split(
    ' ',
  ),
);
const OPERATORS = [
  '**=',
  '&&',
  '||',
  '++',
  '--',
  '+=',
  '-=',
  '*=',
  '/=',
  '%=',
  '^=',
  '**',
  '==',
  '<=',
  '>=',
  '!=',
  '!~',
  '>>',
  '{',
  '}',
  '(',
  ')',
  '[',
  ']',
  ';',
  ',',
  '+',
  '-',
  '*',
  '/',
  '%',
  '^',
  '!',
  '>',
  '<',
  '|',
  '?',
  ':',
  '~',
  '$',
  '=',
];

export function tokenize(source: string): readonly Token[] {
  const tokens: Token[] = [];
  let line = 1;
  for (let at = 0; at < source.length; ) {
    const rest = source.slice(at, at + 64);
    const char = source[at] ?? '';
    const push = (kind: Token['kind'], text: string, length: number) => {
      tokens.push({ kind, text, line });
      at += length;
    };
    if (char === '\n') {
      push('newline', '\n', 1);
      line += 1;
    } else if (/[ \t\r]/.test(char)) at += 1;
    else if (char === '\\' && /^\\\r?\n/.test(rest)) {
      at += rest.startsWith('\\\r') ? 3 : 2;
      line += 1;
    } else if (char === '#') {
      while (at < source.length && source[at] !== '\n') at += 1;
    } else if (char === '"') {
      const { text, end } = readString(source, at + 1, line);
      push('string', text, end - at);
    } else if (/[0-9]/.test(char) || /^\.[0-9]/.test(rest)) {
      const number = /^(0[xX][0-9a-fA-F]+|[0-9]*\.?[0-9]*([eE][-+]?[0-9]+)?)/.exec(rest)?.[0] ?? char;
      push('number', number, number.length);
    } else if (/[A-Za-z_]/.test(char)) {
      const name = /^[A-Za-z_]\w*/.exec(source.slice(at))?.[0] ?? char;
      const kind = KEYWORDS.has(name)
        ? 'keyword'
        : BUILTIN_FUNCTIONS.has(name)
          ? 'builtin'
          : source[at + name.length] === '('
            ? 'function-name'
            : 'name';
      push(kind, name === 'func' ? 'function' : name, name.length);
    } else if (char === '/' && regexMayStand(tokens)) {
      const { text, end } = readRegex(source, at + 1, line);
      push('regex', text, end - at);
    } else {
      const operator = OPERATORS.find((one) => rest.startsWith(one));
      if (operator === undefined) throw new AwkSyntaxError(line, char);
      push('operator', operator === '**' ? '^' : operator === '**=' ? '^=' : operator, operator.length);
    }
  }
  tokens.push({ kind: 'newline', text: '\n', line }, { kind: 'end', text: 'end of file', line });
  return tokens;
}

/** A slash divides behind a value. */
function regexMayStand(tokens: readonly Token[]): boolean {
  const last = tokens.at(-1);
  if (last === undefined || last.kind === 'newline') return true;
  if (last.kind === 'number' || last.kind === 'string' || last.kind === 'name' || last.kind === 'builtin') return false;
  return !(last.kind === 'operator' && [')', ']', '$', '++', '--'].includes(last.text));
}

function readString(source: string, start: number, line: number): { readonly text: string; readonly end: number } {
  let text = '';
  for (let at = start; at < source.length; ) {
    const char = source[at] ?? '';
    if (char === '"') return { text, end: at + 1 };
    if (char === '\n') break;
    if (char !== '\\') {
      text += char;
      at += 1;
      continue;
    }
    const next = source[at + 1] ?? '';
    if (next === '"' || next === '/') {
      text += next;
      at += 2;
    } else if (next === '\n') at += 2;
    else {
      const escape = readEscape(source, at + 1, 'format');
      if (escape === 'stop') return { text, end: at };
      text += escape.text;
      at = escape.end;
    }
  }
  throw new AwkSyntaxError(line, '"');
}

function readRegex(source: string, start: number, line: number): { readonly text: string; readonly end: number } {
  let text = '';
  let inBracket = false;
  for (let at = start; at < source.length; at++) {
    const char = source[at] ?? '';
    if (char === '\n') break;
    if (char === '\\') {
      text += source[at + 1] === '/' ? '/' : char + (source[at + 1] ?? '');
      at += 1;
      continue;
    }
    if (char === '/' && !inBracket) return { text, end: at + 1 };
    if (char === '[' && !inBracket) {
      inBracket = true;
      text += char;
      if (source[at + 1] === '^') text += source[++at];
      if (source[at + 1] === ']') text += source[++at];
      continue;
    }
    if (char === ']') inBracket = false;
    text += char;
  }
  throw new AwkSyntaxError(line, '/');
}
