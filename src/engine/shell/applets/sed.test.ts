import { describe, expect, it } from 'vitest';
import { ash, bash } from '../harness.ts';

const LINES = 'b 2\na 10\nc 1\na 3\n';
const inContainer = (script: string) => ash(`sed ${script}`, { stdin: LINES });
const onHost = (script: string) => bash(`sed ${script}`, { stdin: LINES });

describe("busybox's sed", () => {
  it.each([
    ["'p p'", 'b 2\nb 2\nb 2\na 10\na 10\na 10\nc 1\nc 1\nc 1\na 3\na 3\na 3\n'],
    ["'d}'", ''],
    ["'{=;d'", '1\n2\n3\n4\n'],
    ["'t foo'", LINES],
    ["'s/a/b/2g'", 'b 2\nb 10\nc 1\nb 3\n'],
    ["'s/a/b/ p'", 'b 2\nb 10\nb 10\nc 1\nb 3\nb 3\n'],
    ["'y/ab/c/'", 'b 2\nc 10\nc 1\nc 3\n'],
    ["'0,/a/d'", LINES],
    ['0d', ''],
    ["'#n'", ''],
    ["-n '1s/./\\U&/p'", 'Ub 2\n'],
    ["-n '1{i\\  foo\n}'", '  foo\n'],
    ['--version', 'This is not GNU sed version 4.0\n'],
  ])('%s', async (script, out) => {
    expect(await inContainer(script)).toMatchObject({ out, err: '', status: 0 });
  });

  it.each([
    ["'1~2d'", 'unsupported command ~'],
    ["'/A/Id'", 'unsupported command I'],
    ["'2,~2p'", 'no address after comma'],
    ["'2q 5'", 'missing command'],
    ['Q', 'unsupported command Q'],
    ['z', 'unsupported command z'],
    ["'1!!d'", 'unsupported command !'],
    ['s/a/b/m', 'bad option in substitution expression'],
    ['s', 'bad format in substitution expression'],
    ['s//x/', 'no previous regexp'],
    ['-i p', '-i requires an argument'],
  ])('%s is refused', async (script, words) => {
    expect(await inContainer(script)).toMatchObject({ out: '', err: `sed: ${words}\n`, status: 1 });
  });

  it.each([
    ["'s/b/x/;t;b foo'", 'x 2\n', "can't find label for jump to 'foo'"],
    ["'1!{p'", 'b 2\na 10\na 10\nc 1\nc 1\na 3\na 3\n', ''],
    ["'/a/{p'", '', 'unterminated {'],
  ])('%s stops where it gets to it', async (script, out, words) => {
    const outcome = await inContainer(script);
    expect(outcome.err).toBe(words === '' ? 'sed: unterminated {\n' : `sed: ${words}\n`);
    expect(outcome.out).toBe(words === '' ? '' : out);
  });
});

describe('a last line without its end', () => {
  it.each([
    ['p', 'x\nx'],
    ['G', 'x\n\n'],
    ["'$a end'", 'x\nend\n'],
    ['=', '1\nx'],
  ])('in both, %s', async (script, out) => {
    expect((await ash(`printf x | sed ${script}`)).out).toBe(out);
    expect((await bash(`printf x | sed ${script}`)).out).toBe(out);
  });

  it('gets one where another file follows', async () => {
    expect((await bash('printf x > a; sed s/x/y/ a a')).out).toBe('y\ny');
  });
});

describe("GNU's sed", () => {
  it.each([
    ["-n '1i\\  foo'", '  foo\n'],
    ["'1~2d'", 'a 10\na 3\n'],
  ])('%s', async (script, out) => {
    expect((await onHost(script)).out).toBe(out);
  });

  it.each([
    ['-i p', 'sed: no input files\n'],
    ['s//x/', 'sed: -e expression #1, char 0: no previous regular expression\n'],
  ])('%s is refused', async (script, err) => {
    expect((await onHost(script)).err).toBe(err);
  });
});
