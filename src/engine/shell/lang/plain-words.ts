/**
 * Lines of nothing but words, which mean the same in every shell and need no parser:
 *
 *     line = { blank } [ word { blank word } ] { blank | newline }
 *     word = piece { piece }
 *     piece = plain characters | "'" any but quote and newline "'" | '"' any but quotes, $, `, \, ! and newline '"'
 *
 * Left to the parser is every line in which a shell looks for more: a keyword in front, an assignment, an argument that may be one
 * (`export A=~`), `exec`.
 */
const PIECE = /[\w./:@%+,=-]+|'[^'\n]*'|"[^"$`\\!\n]*"/y;
const BLANK = /[ \t]+/y;
/** Words without quotes, one blank between: most lines that are typed. */
const SIMPLE = /^[\w./:@%+,=-]+(?: [\w./:@%+,=-]+)*$/;

const LEFT_TO_THE_PARSER: ReadonlySet<string> = new Set(
  'if then else elif fi for while until do done case esac in select function time coproc exec alias export readonly local declare typeset'.split(
    ' ',
  ),
);

/** The words of the line; undefined where it is more than words. */
export function readPlainWords(text: string): readonly string[] | undefined {
  const known = latest.get(text);
  if (known !== undefined) return known;
  const words = readWords(text);
  if (words !== undefined && text.length <= SHORT) {
    if (latest.size >= KEPT) latest.clear();
    latest.set(text, words);
  }
  return words;
}

/** Whoever types a line asks first whether it is complete, and then runs it. */
const latest = new Map<string, readonly string[]>();
const KEPT = 64;
const SHORT = 200;

function readWords(text: string): readonly string[] | undefined {
  const words = SIMPLE.test(text) ? text.split(' ') : cutWords(text);
  const first = words?.[0] ?? '';
  return first.includes('=') || LEFT_TO_THE_PARSER.has(first) ? undefined : words;
}

function cutWords(text: string): readonly string[] | undefined {
  const words: string[] = [];
  let last = text.length;
  while (last > 0 && ' \t\n'.includes(text[last - 1] ?? '')) last -= 1;
  for (let at = skip(BLANK, text, 0); at < last; at = skip(BLANK, text, at)) {
    const start = at;
    let word = '';
    for (let end = skip(PIECE, text, at); end > at; end = skip(PIECE, text, at)) {
      const isQuoted = text[at] === "'" || text[at] === '"';
      word += isQuoted ? text.slice(at + 1, end - 1) : text.slice(at, end);
      at = end;
    }
    if (at === start) return undefined;
    words.push(word);
  }
  return words;
}

function skip(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}
