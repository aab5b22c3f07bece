import { expect, test } from 'vitest';
import { isCompleteCommand, splitLines } from './split-lines.ts';

test.each([
  { name: 'one command a line', script: 'ls\necho a; echo b\n', pieces: ['ls', 'echo a; echo b'] },
  { name: 'blank lines and comments', script: '# first\n\nls # not this\n  # last\n', pieces: ['ls # not this'] },
  { name: 'here-document', script: 'cat <<E > f\n# kept\n\nb\nE\nls', pieces: ['cat <<E > f\n# kept\n\nb\nE', 'ls'] },
  {
    name: 'here-document inside a pipe',
    script: "cat <<-'E' | wc -l\n\ta\n\tE\nls",
    pieces: ["cat <<-'E' | wc -l\n\ta\n\tE", 'ls'],
  },
  { name: 'two here-documents', script: 'cat <<A; cat <<B\na\nA\nb\nB\nls', pieces: ['cat <<A; cat <<B\na\nA\nb\nB', 'ls'] },
  { name: 'single quote over lines', script: "echo 'a\n# b\n\nc'\nls", pieces: ["echo 'a\n# b\n\nc'", 'ls'] },
  { name: 'double quote over lines', script: 'echo "a\nb"\nls', pieces: ['echo "a\nb"', 'ls'] },
  { name: 'substitution over lines', script: 'echo $(ls\nls)\nls', pieces: ['echo $(ls\nls)', 'ls'] },
  {
    name: 'continued lines',
    script: 'docker run \\\n  --rm \\\n  alpine\nls',
    pieces: ['docker run \\\n  --rm \\\n  alpine', 'ls'],
  },
  { name: 'escaped backslash at the end', script: 'echo a\\\\\nls', pieces: ['echo a\\\\', 'ls'] },
  { name: 'backslash at the end of a comment', script: 'ls # a \\\nls', pieces: ['ls # a \\', 'ls'] },
  { name: 'list and pipe over lines', script: 'true &&\nls |\nwc\nls', pieces: ['true &&\nls |\nwc', 'ls'] },
  { name: 'loop', script: 'for i in 1 2\ndo\n  echo $i\ndone\nls', pieces: ['for i in 1 2\ndo\n  echo $i\ndone', 'ls'] },
  { name: 'condition', script: 'if true\nthen\n  ls\nelse ls\nfi', pieces: ['if true\nthen\n  ls\nelse ls\nfi'] },
  { name: 'function', script: 'f() {\n  ls\n}\nf', pieces: ['f() {\n  ls\n}', 'f'] },
  { name: 'case', script: 'case a in\na) ls;;\nesac\nls', pieces: ['case a in\na) ls;;\nesac', 'ls'] },
  { name: 'a mistake does not swallow what follows', script: 'echo )\nls\nfi\nls', pieces: ['echo )', 'ls', 'fi', 'ls'] },
  { name: 'an open end is the last piece', script: "ls\necho 'a\nb\n", pieces: ['ls', "echo 'a\nb"] },
  { name: 'carriage returns of a paste', script: 'ls\r\nls\r\n', pieces: ['ls', 'ls'] },
  { name: 'nothing', script: '\n \n', pieces: [] },
])('splitLines: $name', async ({ script, pieces }) => {
  expect(await splitLines(script)).toEqual(pieces);
});

test('an endless open command is cut off as one piece', async () => {
  const script = `echo '${'a\n'.repeat(5000)}`;
  expect(await splitLines(script)).toEqual([script.trimEnd()]);
});

test.each([
  ['ls', true],
  ['cat <<E', false],
  ['cat <<E\na\nE', true],
  ['if true; then', false],
  ['ls \\', false],
  ['done', true],
  ['if true; fi', true],
  ['echo >', true],
  ['a && && b', true],
  ['f()', false],
  ['for i in 1 2', false],
])('isCompleteCommand: %j is %j', async (text, complete) => {
  expect(await isCompleteCommand(text)).toBe(complete);
});
