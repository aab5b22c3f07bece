// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are Dockerfile variables
import { describe, expect, test } from 'vitest';
import { formatDockerfile } from './format-dockerfile.ts';
import type { Frontend } from './frontend.ts';
import type { Instruction } from './instruction.ts';
import { parseDockerfile } from './parse-dockerfile.ts';
import type { Token } from './position.ts';

/** An instruction as one short line. */
function show(instruction: Instruction): string {
  const list = (tokens: readonly Token[]): string => tokens.map((token) => JSON.stringify(token.text)).join(' ');
  const flags = instruction.flags.map((flag) => ` --${flag.name}=${JSON.stringify(flag.value)}`).join('');
  const docs = instruction.heredocs
    .map((doc) => ` <<${doc.name}${doc.isExpanded ? '' : ' raw'}${doc.isChomped ? ' chomped' : ''} ${JSON.stringify(doc.content)}`)
    .join('');
  const rest = (): string => {
    switch (instruction.kind) {
      case 'from':
        return `${list([instruction.image])}${instruction.name === '' ? '' : ` as ${instruction.name}`}`;
      case 'run':
      case 'cmd':
      case 'entrypoint':
        return `${instruction.command.form} ${list(instruction.command.args)}`;
      case 'copy':
      case 'add':
        return `${list(instruction.sources)} -> ${list([instruction.destination])}`;
      case 'env':
      case 'label':
        return instruction.pairs
          .map(({ key, value, isLegacy }) => `${key.text}${isLegacy ? ' ' : '='}${JSON.stringify(value.text)}`)
          .join(', ');
      case 'arg':
        return instruction.args
          .map(({ name, value }) => name.text + (value === undefined ? '' : `=${JSON.stringify(value.text)}`))
          .join(', ');
      case 'shell':
        return list(instruction.shell);
      case 'healthcheck':
        return JSON.stringify(instruction.health);
      case 'expose':
      case 'volume':
        return list(instruction.items);
      case 'onbuild':
        return JSON.stringify(instruction.trigger);
      default:
        return list([instruction.word]);
    }
  };
  return `${instruction.kind}${flags} ${rest()}${docs}`;
}
const read = (text: string, frontend: Frontend = 'buildkit'): string[] => parseDockerfile(text, frontend).instructions.map(show);

const CASES: readonly { name: string; text: string; instructions: readonly string[] }[] = [
  { name: 'keywords in any case', text: 'from a\nRun x\n', instructions: ['from "a"', 'run shell "x"'] },
  {
    name: 'CRLF and a byte order mark',
    text: '\ufeffFROM a\r\nRUN x \\\r\n  y\r\n',
    instructions: ['from "a"', 'run shell "x   y"'],
  },
  {
    name: 'stage names are folded',
    text: 'FROM --platform=linux/amd64 a AS Build\n',
    instructions: ['from --platform="linux/amd64" "a" as build'],
  },
  { name: 'continuations keep their blanks', text: 'RUN a \\\n  b\\  \nc\n', instructions: ['run shell "a   bc"'] },
  {
    name: 'an escaped backslash ends the line',
    text: "RUN echo 'a\\\\'\\\\\nRUN b\n",
    instructions: ['run shell "echo \'a\\\\\\\\\'\\\\\\\\"', 'run shell "b"'],
  },
  {
    name: 'comments and empty lines inside a continuation',
    text: 'RUN a \\\n# c\n\n  # d\n b\n# e\n',
    instructions: ['run shell "a  b"'],
  },
  { name: 'a # elsewhere is no comment', text: 'RUN a # b\n', instructions: ['run shell "a # b"'] },
  {
    name: 'another escape token',
    text: '# escape=`\nFROM a\nRUN dir C:\\ `\n x\n',
    instructions: ['from "a"', 'run shell "dir C:\\\\  x"'],
  },
  {
    name: 'a directive after a comment means nothing',
    text: '# hello\n# escape=`\nRUN a `\nRUN b\n',
    instructions: ['run shell "a `"', 'run shell "b"'],
  },
  {
    name: 'JSON',
    text: 'CMD [ "a", "b\\"c" ]\nENTRYPOINT []\nSHELL ["/bin/bash", "-c"]\n',
    instructions: ['cmd exec "a" "b\\"c"', 'entrypoint exec ', 'shell "/bin/bash" "-c"'],
  },
  {
    name: 'what follows a list is not looked at',
    text: 'CMD ["a", "b"] # c\n',
    instructions: ['cmd exec "a" "b"'],
  },
  {
    name: 'nearly JSON is the shell form',
    text: 'CMD [\'a\']\nCMD ["a",]\n',
    instructions: ['cmd shell "[\'a\']"', 'cmd shell "[\\"a\\",]"'],
  },
  {
    name: 'COPY',
    text: 'COPY --from=0 --chown=1:2 --chmod=755 --link a "b" /c/\nCOPY ["a b", "c"]\n',
    instructions: ['copy --from="0" --chown="1:2" --chmod="755" --link="" "a" "\\"b\\"" -> "/c/"', 'copy "a b" -> "c"'],
  },
  {
    name: 'flags stop at the first word and at --',
    text: 'RUN --network=none -- --x\nRUN a --b\n',
    instructions: ['run --network="none" shell "--x"', 'run shell "a --b"'],
  },
  {
    name: 'ENV',
    text: 'ENV A b  c\\ d "e f"\nENV C=b\\ c D=\'x y\' E="a\\"b" F=${C:-x}$D G=\n',
    instructions: ['env A "b  c\\\\ d \\"e f\\""', 'env C="b\\\\ c", D="\'x y\'", E="\\"a\\\\\\"b\\"", F="${C:-x}$D", G=""'],
  },
  {
    name: 'LABEL',
    text: 'LABEL a b=c\nLABEL "x y"=z q="multi\\\nline"\n',
    instructions: ['label a "b=c"', 'label "x y"="z", q="\\"multiline\\""'],
  },
  { name: 'ARG', text: 'ARG A B=1 C="x y"\n', instructions: ['arg A, B="1", C="\\"x y\\""'] },
  { name: 'EXPOSE is sorted', text: 'EXPOSE 80 443/tcp $P\n', instructions: ['expose "$P" "443/tcp" "80"'] },
  { name: 'VOLUME', text: 'VOLUME /a /b\nVOLUME ["/c d"]\n', instructions: ['volume "/a" "/b"', 'volume "/c d"'] },
  {
    name: 'the rest of the line',
    text: 'WORKDIR /a b\nUSER  me:us \nSTOPSIGNAL SIGQUIT\nMAINTAINER A <a@b>\n',
    instructions: ['workdir "/a b"', 'user "me:us"', 'stopsignal "SIGQUIT"', 'maintainer "A <a@b>"'],
  },
  {
    name: 'HEALTHCHECK',
    text: 'HEALTHCHECK --interval=5m --timeout=1m30s --retries=2 CMD curl x || exit 1\nHEALTHCHECK CMD ["a"]\nHEALTHCHECK none\n',
    instructions: [
      'healthcheck --interval="5m" --timeout="1m30s" --retries="2" {"Test":["CMD-SHELL","curl x || exit 1"],"Interval":300000000000,"Timeout":90000000000,"Retries":2}',
      'healthcheck {"Test":["CMD","a"]}',
      'healthcheck {"Test":["NONE"]}',
    ],
  },
  {
    name: 'ONBUILD',
    text: 'ONBUILD  RUN --mount=type=cache,target=/x a \\\n b\n',
    instructions: ['onbuild "RUN --mount=type=cache,target=/x a  b"'],
  },
  {
    name: 'heredoc of RUN',
    text: 'RUN <<EOF\n# not a comment\necho $A\nEOF\nRUN b\n',
    instructions: ['run shell "<<EOF" <<EOF "# not a comment\\necho $A\\n"', 'run shell "b"'],
  },
  {
    name: 'several heredocs, quoted and chomped',
    text: 'COPY <<-a.txt <<"b" <<c /d/\n\tone\n\ta.txt\ntwo\nb\nc\n',
    instructions: ['copy  -> "/d/" <<a.txt chomped "\\tone\\n" <<b raw "two\\n" <<c ""'],
  },
  { name: '<< inside a word is none', text: 'RUN cat<<EOF\n', instructions: ['run shell "cat<<EOF"'] },
];

test.each(CASES)('$name', ({ text, instructions }) => {
  expect(read(text)).toEqual(instructions);
});

test.each(CASES)('formatted and read again: $name', ({ text, instructions }) => {
  expect(read(formatDockerfile(parseDockerfile(text, 'buildkit')))).toEqual(instructions);
});

test('comments and directives stay where they were', () => {
  const text = '# escape=`\n# one\nfrom a\n#\n# two\nRUN x\n# three\n';
  expect(formatDockerfile(parseDockerfile(text, 'buildkit'))).toBe('# escape=`\n# one\nFROM a\n#\n# two\nRUN x\n# three\n');
});

test('the classic builder knows no heredocs', () => {
  expect(read('RUN <<EOF\nCOPY a b\n', 'classic')).toEqual(['run shell "<<EOF"', 'copy "a" -> "b"']);
});

test('empty lines inside a continuation are remembered', () => {
  expect(parseDockerfile('RUN a \\\n\n  b\nRUN c\n', 'classic').emptyContinuations).toEqual(['RUN a   b']);
});

describe('places', () => {
  const place = ({ text, range: { start, end } }: Token): string =>
    `${text} ${start.line}:${start.column}-${end.line}:${end.column}`;
  test('words on continued lines', () => {
    const [copy] = parseDockerfile('  COPY --from=b \\\n  src \\\n  # c\n\t/dest/\n', 'buildkit').instructions;
    if (copy?.kind !== 'copy') throw new Error('no COPY');
    expect([copy.keyword, copy.fromToken, ...copy.sources, copy.destination].map((token) => token && place(token))).toEqual([
      'COPY 1:3-1:7',
      '--from=b 1:8-1:16',
      'src 2:3-2:6',
      '/dest/ 4:2-4:8',
    ]);
    expect(copy.range).toEqual({ start: { line: 1, column: 3 }, end: { line: 4, column: 8 } });
  });
  test('keys and values', () => {
    const [env] = parseDockerfile('ENV A=1 "B c"="x y"\n', 'buildkit').instructions;
    if (env?.kind !== 'env') throw new Error('no ENV');
    expect(env.pairs.flatMap(({ key, value }) => [place(key), place(value)])).toEqual([
      'A 1:5-1:6',
      '1 1:7-1:8',
      '"B c" 1:9-1:14',
      '"x y" 1:15-1:20',
    ]);
  });
  test('JSON items and heredocs', () => {
    const [cmd, run] = parseDockerfile('CMD ["a", "b"]\nRUN <<E\nx\nE\n', 'buildkit').instructions;
    if (cmd?.kind !== 'cmd') throw new Error('no CMD');
    expect(cmd.command.args.map(place)).toEqual(['a 1:6-1:9', 'b 1:11-1:14']);
    expect(run?.range.end).toEqual({ line: 4, column: 2 });
  });
});
