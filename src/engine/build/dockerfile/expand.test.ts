// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are Dockerfile variables
import { describe, expect, test } from 'vitest';
import { ExpandError, type ExpandOptions, expand } from './expand.ts';

const ENV = new Map([
  ['A', 'one'],
  ['EMPTY', ''],
  ['LIST', 'x  y'],
  ['PATH', '/a/b.tar.gz'],
]);
const run = (source: string, options: Partial<ExpandOptions> = {}): string =>
  expand(source, ENV, { escapeToken: '\\', frontend: 'buildkit', ...options }).text;

test.each([
  { source: '$A', text: 'one' },
  { source: '${A}b', text: 'oneb' },
  { source: '$Ab', text: '' },
  { source: '\\$A', text: '$A' },
  { source: "'$A'", text: '$A' },
  { source: '"$A"', text: 'one' },
  { source: '"a\\nb"', text: 'a\\nb' },
  { source: 'a\\nb', text: 'anb' },
  { source: '"\\"\\$A\\\\"', text: '"$A\\' },
  { source: "it's'", text: 'its' },
  { source: '$', text: '$' },
  { source: '$ a', text: '$ a' },
  { source: '$1$@$$', text: '' },
  { source: '${NO:-x}', text: 'x' },
  { source: '${EMPTY:-x}', text: 'x' },
  { source: '${EMPTY-x}', text: '' },
  { source: '${NO-x}', text: 'x' },
  { source: '${A:+x}', text: 'x' },
  { source: '${EMPTY:+x}', text: '' },
  { source: '${EMPTY+x}', text: 'x' },
  { source: '${NO:-${A}-"q"}', text: 'one-q' },
  { source: '${NO:-a\\}b}', text: 'a}b' },
  { source: '${PATH#*.}', text: 'tar.gz' },
  { source: '${PATH##*.}', text: 'gz' },
  { source: '${PATH%.*}', text: '/a/b.tar' },
  { source: '${PATH%%.*}', text: '/a/b' },
  { source: '${PATH/a/z}', text: '/z/b.tar.gz' },
  { source: '${PATH//a/z}', text: '/z/b.tzr.gz' },
  { source: '${PATH//\\//_}', text: '_a_b.tar.gz' },
  { source: '${PATH#/?/}', text: 'b.tar.gz' },
  { source: 'end\\', text: 'end' },
])('$source is $text', ({ source, text }) => {
  expect(run(source)).toBe(text);
});

test.each([
  { source: '${', message: `failed to process "\${": syntax error: missing '}'` },
  { source: '${}', message: 'failed to process "${}": syntax error: bad substitution' },
  { source: '${:x}', message: 'failed to process "${:x}": syntax error: bad substitution' },
  { source: '${A:-x', message: `failed to process "\${A:-x": syntax error: missing '}'` },
  { source: '${NO:?}', message: 'failed to process "${NO:?}": NO: is not allowed to be unset' },
  { source: '${EMPTY:?}', message: 'failed to process "${EMPTY:?}": EMPTY: is not allowed to be empty' },
  { source: '${NO?boo}', message: 'failed to process "${NO?boo}": NO: boo' },
  { source: '${A:=x}', message: 'failed to process "${A:=x}": unsupported modifier (:=) in substitution' },
  { source: '${A!x}', message: 'failed to process "${A!x}": unsupported modifier (!) in substitution' },
  { source: '"a', message: 'failed to process "\\"a": unexpected end of statement while looking for matching double-quote' },
  { source: "'a", message: 'failed to process "\'a": unexpected end of statement while looking for matching single-quote' },
])('$source is refused', ({ source, message }) => {
  expect(() => run(source)).toThrow(new ExpandError(message));
});

describe("docker 20.10's own reader", () => {
  test.each([
    { source: '${A:-x}', text: 'one' },
    { source: '${NO:-x}', text: 'x' },
    { source: '${A:+x}', text: 'x' },
  ])('$source is $text', ({ source, text }) => {
    expect(run(source, { frontend: 'classic' })).toBe(text);
  });
  test.each(['${x', '${x%%y}', '${x-y}'])('%s has no colon', (source) => {
    expect(() => run(source, { frontend: 'classic' })).toThrow(
      new ExpandError(`failed to process "${source}": missing ':' in substitution`),
    );
  });
});

test.each([
  { source: 'a  b\\ c "d e" \'f\'', words: ['a', 'b c', 'd e', 'f'] },
  { source: '$LIST "$LIST"', words: ['x', 'y', 'x  y'] },
  { source: '80-$NO 443', words: ['80-', '443'] },
])('words of $source', ({ source, words }) => {
  expect(expand(source, ENV, { escapeToken: '\\', frontend: 'buildkit' }).words).toEqual(words);
});

test.each([
  { source: 'echo $A $NO ${NO:-x} "${NO}"', text: 'echo one $NO ${NO:-x} "${NO}"' },
  { source: 'echo \'$A\' "$A"', text: 'echo \'$A\' "one"' },
])('a step is named with the values that are known: $source', ({ source, text }) => {
  expect(run(source, { skipUnset: true, rawQuotes: true })).toBe(text);
});

test('with ` as escape token a backslash is an ordinary character', () => {
  expect(run('C:\\dir\\`$A', { escapeToken: '`' })).toBe('C:\\dir\\$A');
});

test('names without a value are reported', () => {
  expect([...expand('$NO$A${Z:-x}', ENV, { escapeToken: '\\', frontend: 'buildkit' }).unset]).toEqual(['NO', 'Z']);
});
