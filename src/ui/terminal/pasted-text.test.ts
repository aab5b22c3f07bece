import { expect, test } from 'vitest';
import { isTooMuch, readPasted, withoutPrompts } from './pasted-text.ts';

test.each([
  { name: 'a line as it is', raw: 'docker images', text: 'docker images' },
  {
    name: 'newlines of Windows and of an old Mac',
    raw: 'echo um\r\necho dois\recho tres\r\n',
    text: 'echo um\necho dois\necho tres',
  },
  { name: 'tabs stay', raw: 'cat <<-EOF\n\tx\n\tEOF', text: 'cat <<-EOF\n\tx\n\tEOF' },
  { name: 'a blank that does not break', raw: 'docker\u00a0images', text: 'docker images' },
  { name: 'what nobody sees', raw: '\ufeffdocker\u200b ps', text: 'docker ps' },
  {
    name: 'codes for a terminal',
    raw: '\u001b[200~echo \u001b[31mx\u001b[0m\u0007\u0004\u001b]0;t\u0007\u001b[201~',
    text: 'echo x',
    hadControls: true,
  },
  { name: 'one command of a document', raw: '$ docker images\n', text: 'docker images', hadPrompts: true },
  {
    name: 'a transcript',
    raw: '$ docker ps -q\nabc\n\ndef\n$ docker rm abc\nabc\n',
    text: 'docker ps -q\ndocker rm abc',
    hadPrompts: true,
    outputLines: 3,
  },
  { name: "root's prompt with a place", raw: 'root@abc:/app# ls\na b', text: 'ls', hadPrompts: true, outputLines: 1 },
  { name: 'the prompt of busybox', raw: '/ # ls\nbin\n/ # exit', text: 'ls\nexit', hadPrompts: true, outputLines: 1 },
  { name: 'Windows', raw: 'PS C:\\Users\\ana> docker ps', text: 'docker ps', hadPrompts: true },
  { name: 'a Mac', raw: 'ana@mac loja % docker ps', text: 'docker ps', hadPrompts: true },
  {
    name: 'lines that go on',
    raw: '$ docker run --rm \\\n>   alpine:3.13 \\\n  ls\nbin',
    text: 'docker run --rm \\\n  alpine:3.13 \\\n  ls',
    hadPrompts: true,
    outputLines: 1,
  },
  {
    name: 'a here-document',
    raw: "$ cat > a <<'EOF'\n> x\ny\nEOF\n$ cat a\nx",
    text: "cat > a <<'EOF'\nx\ny\nEOF\ncat a",
    hadPrompts: true,
    outputLines: 1,
  },
  { name: 'a quote', raw: "$ echo 'a\nb'\na", text: "echo 'a\nb'", hadPrompts: true, outputLines: 1 },
  { name: 'a comment is no prompt', raw: '# first\ndocker ps', text: '# first\ndocker ps' },
  { name: 'a variable is no prompt', raw: '$HOME/bin/x\n$ y', text: '$HOME/bin/x\n$ y' },
])('$name', ({ raw, text, hadPrompts = false, outputLines = 0, hadControls = false }) => {
  expect(readPasted(raw)).toEqual({ text, hadPrompts, outputLines, hadControls });
});

test('what is without prompts stays to the letter', () => {
  expect(withoutPrompts('echo a\n\n').text).toBe('echo a\n\n');
});

test('what is too much', () => {
  expect(isTooMuch('x'.repeat(50_000))).toBe(false);
  expect(isTooMuch('x'.repeat(50_001))).toBe(true);
  expect(isTooMuch('x\n'.repeat(1000))).toBe(true);
});
