import { expect, test } from 'vitest';
import { readEditCommand, withEdit, writeCommand } from './edit-command.ts';

test.each([
  { line: 'edit nota.txt', command: { kind: 'edit', path: 'nota.txt' } },
  { line: ' edit  "a b.txt" ', command: { kind: 'edit', path: 'a b.txt' } },
  { line: 'edit', command: { kind: 'edit', path: '' } },
  { line: 'vi /etc/hosts', command: { kind: 'elsewhere', program: 'vi', path: '/etc/hosts' } },
  { line: 'nano -w +3 Dockerfile', command: { kind: 'elsewhere', program: 'nano', path: 'Dockerfile' } },
  { line: 'emacs', command: { kind: 'elsewhere', program: 'emacs', path: '' } },
  { line: 'edited x', command: undefined },
  { line: 'vi a; ls', command: undefined },
  { line: 'edit $(ls)', command: undefined },
  { line: 'docker exec c vi /x', command: undefined },
])('$line', ({ line, command }) => {
  expect(readEditCommand(line)).toEqual(command);
});

test.each([
  { text: 'um\ndois\n', command: "cat > a <<'EOF'\num\ndois\nEOF" },
  { text: 'EOF\n$x\n', command: "cat > a <<'EOF_'\nEOF\n$x\nEOF_" },
  { text: "it's", command: "printf %s 'it'\\''s' > a" },
  { text: '', command: ': > a' },
])('a command that writes $text', ({ text, command }) => {
  expect(writeCommand('a', text)).toBe(command);
});

test('a path that the shell would read otherwise is quoted', () => {
  expect(writeCommand('a b', '')).toBe(": > 'a b'");
  expect(writeCommand('-x', '')).toBe(": > '-x'");
});

test.each([
  { text: '', items: ['docker', 'ls', 'cat', 'echo', 'rm', 'cd'], after: ['docker', 'ls', 'cat', 'echo', 'rm', 'edit', 'cd'] },
  { text: 'ed', items: [], after: ['edit'] },
  { text: 'docker e', items: ['exec'], after: ['exec'] },
  { text: 'ec', items: ['echo'], after: ['echo'] },
])('edit is among the programs: "$text"', ({ text, items, after }) => {
  const from = text.lastIndexOf(' ') + 1;
  const found = { from, to: text.length, items: items.map((one) => ({ text: one, kind: 'program' as const })) };
  expect(withEdit(found, text).items.map((one) => one.text)).toEqual(after);
});
