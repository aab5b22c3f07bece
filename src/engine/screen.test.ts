import { expect, test } from 'vitest';
import { createScreen } from './screen.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

test.each([
  { name: 'lines', text: 'a\nb \n', lines: ['a', 'b '] },
  { name: 'last line without newline', text: 'a\nb', lines: ['a', 'b'] },
  { name: 'blank lines inside and at the end', text: 'a\n\nb\n\n', lines: ['a', '', 'b', ''] },
  { name: 'carriage return overwrites', text: 'abc\rx\n', lines: ['xbc'] },
  { name: 'carriage return before newline', text: 'abc\r\nd\r\n', lines: ['abc', 'd'] },
  { name: 'backspace', text: 'abc\b\bX\n', lines: ['aXc'] },
  { name: 'tab', text: 'a\tb\n', lines: ['a\tb'] },
  { name: 'colours', text: '\x1b[1;31mred\x1b[0m\n', lines: ['red'] },
  { name: 'cursor up, erase line, down', text: 'one\ntwo\n\x1b[2A\x1b[2Knew\r\x1b[2Bend\n', lines: ['new', 'two', 'end'] },
  { name: 'erase to the end', text: 'abcdef\r\x1b[3C\x1b[K\n', lines: ['abc'] },
  { name: 'wide characters', text: 'camadas 🐳 é\n', lines: ['camadas 🐳 é'] },
  { name: 'overwriting wide characters', text: '🐳🐳x\r\x1b[Cy\n', lines: ['🐳yx'] },
  { name: 'writing beyond the end', text: 'a\x1b[3Cb\n', lines: ['a   b'] },
  {
    name: 'a movement over the edge of any terminal',
    text: 'a\x1b[999999999B\x1b[999999999Ab\n',
    lines: ['ab'],
  },
  { name: 'nothing', text: '', lines: [] },
])('screen: $name', ({ text, lines }) => {
  const screen = createScreen();
  screen.write(1, bytes(text));
  expect(screen.lines()).toEqual(lines);
});

test('rows keep their place, and start anew after ordinary output', () => {
  const screen = createScreen();
  screen.write(1, bytes('3.13: Pulling from alpine'));
  screen.progress('048e', '048e: Pulling fs layer');
  screen.progress('fc14', 'fc14: Waiting');
  screen.progress('048e', '048e: Pull complete ');
  screen.write(1, bytes('Digest: x\n'));
  screen.progress('048e', '048e: Already exists ');
  screen.write(1, bytes('done\n'));
  expect(screen.lines()).toEqual([
    '3.13: Pulling from alpine',
    '048e: Pull complete ',
    'fc14: Waiting',
    'Digest: x',
    '048e: Already exists ',
    'done',
  ]);
});

test('a character may come in two writes, with the other stream between', () => {
  const screen = createScreen();
  const whale = bytes('🐳\n');
  screen.write(1, whale.subarray(0, 2));
  screen.write(2, bytes('e'));
  screen.write(1, whale.subarray(2));
  expect(screen.lines()).toEqual(['e🐳']);
});
