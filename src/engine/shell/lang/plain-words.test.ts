import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hostTree, run } from '../harness.ts';
import { parseScript } from './parse-script.ts';
import { readPlainWords } from './plain-words.ts';

test.each([
  { line: 'docker pull alpine:3.13', words: ['docker', 'pull', 'alpine:3.13'] },
  { line: '  ls\t-l \n', words: ['ls', '-l'] },
  {
    line: `docker run -e A=b alpine sh -c 'echo "$A" > f; ls'`,
    words: ['docker', 'run', '-e', 'A=b', 'alpine', 'sh', '-c', 'echo "$A" > f; ls'],
  },
  { line: `docker images --format "{{.ID}}"x''`, words: ['docker', 'images', '--format', '{{.ID}}x'] },
  { line: `echo ''`, words: ['echo', ''] },
  { line: ' \n', words: [] },
])('$line is words', ({ line, words }) => {
  expect(readPlainWords(line)).toEqual(words);
});

test.each([
  'ls | wc',
  'ls > f',
  'ls &',
  'ls; ls',
  'ls\nls',
  'a && b',
  '(ls)',
  '{ ls; }',
  'echo $A',
  'echo "$A"',
  'echo `ls`',
  'echo a\\ b',
  'echo "a\\b"',
  'ls *.md',
  'ls ?',
  'ls [a]',
  'ls ~',
  'echo {a,b}',
  'A=b',
  'A=b ls',
  "'A=b' ls",
  '! ls',
  'if true',
  'for i in a',
  'function f',
  'exec ls',
  'export A=b',
  'ls # all',
  'echo "!!"',
  "echo 'open",
  'echo "open',
  "echo 'a\nb'",
  'time ls',
  'echo é',
])('%j is left to the parser', (line) => {
  expect(readPlainWords(line)).toBeUndefined();
});

const pieces = fc.oneof(
  fc.constantFrom(
    'a',
    'ls',
    '-l',
    '--k=v',
    'x=y',
    '=',
    '1',
    '/etc',
    '.',
    '..',
    ':',
    '@',
    '%1',
    '+',
    ',',
    'if',
    'in',
    'exec',
    'echo',
    '_',
    '2',
  ),
  fc.constantFrom("''", '""', "'a b'", '"a b"', `'"$x"'`, `"'"`, "'*'", '"~"', "'a=b'", '"{a,b}"'),
  fc.constantFrom('$A', '*', '~', '>', '|', '&', ';', '#', '\\', '`', '!', '(', '{a,b}', '[', "'", '"', '\n'),
);
const lines = fc
  .array(fc.tuple(pieces, fc.constantFrom('', ' ', '  ', '\t')), { maxLength: 7 })
  .map((parts) => parts.flat().join(''));

test('where a line is words, the parser finds the same words and nothing else', () => {
  let plain = 0;
  fc.assert(
    fc.property(lines, (line) => {
      const words = readPlainWords(line);
      if (words === undefined) return;
      plain += 1;
      const { commands, errors } = parseScript(line);
      expect(errors ?? []).toEqual([]);
      expect(commands.length).toBe(words.length === 0 ? 0 : 1);
      for (const { command, background } of commands) {
        expect(background ?? false).toBe(false);
        if (command.type !== 'Command') throw new Error(`${line}: ${command.type}`);
        expect([command.prefix, command.redirects]).toEqual([[], []]);
        const found = [command.name, ...command.args].map((word) => (word?.type === 'Assignment' ? undefined : word?.value));
        expect(found).toEqual(words.map((word, at) => (found[at] === undefined ? undefined : word)));
      }
    }),
    { numRuns: 2000, seed: 13 },
  );
  expect(plain).toBeGreaterThan(300);
});

/** A comment behind it sends the same line to the parser. */
describe.each([
  { shell: 'bash', argv: ['bash'], spec: { tree: hostTree(), cwd: '/tmp' } },
  { shell: 'bash -ex', argv: ['bash', '-ex'], spec: { tree: hostTree(), cwd: '/tmp' } },
  { shell: 'ash', argv: ['/bin/sh'], spec: {} },
  { shell: 'ash -ex', argv: ['/bin/sh', '-ex'], spec: {} },
])('$shell does the same with and without the parser', ({ argv, spec }) => {
  test.each([
    `echo a 'b  c' "" x=y --k=v`,
    'printf <%s> a',
    `printf '<%s>' dd=if 'a b'`,
    'cd /etc',
    'cd /nope',
    'pwd',
    'true',
    'false',
    'no-such-program x',
    '/etc x',
    '/etc/motd',
    `test a = b`,
    'wait',
    'shift 3',
    'break',
    'exit 7',
    'return 3',
    'cat /etc/motd',
    'cat /nope',
    `sh -c 'echo in; exit 3'`,
    `eval 'echo $0'`,
    'sleep 2',
    'kill -9 99',
    ':',
    `trap 'echo bye' EXIT`,
    '2',
    '',
  ])('%s', async (line) => {
    const plain = await run([...argv, '-c', line], spec);
    const parsed = await run([...argv, '-c', `${line} # more than words`], spec);
    expect({ ...plain, tree: undefined }).toEqual({ ...parsed, tree: undefined });
    expect(plain.tree.root).toEqual(parsed.tree.root);
  });
});
