/** BuildKit's words, where they are not the classic builder's. */
import { expect, test } from 'vitest';
import { parseDockerfile } from './parse-dockerfile.ts';
import { formatProblem } from './problem-words.ts';

test.each([
  { dockerfile: 'FROM a\nFROB x\n', message: 'dockerfile parse error on line 2: unknown instruction: FROB (did you mean FROM?)' },
  { dockerfile: 'FROM a\nrunn x\n', message: 'dockerfile parse error on line 2: unknown instruction: runn (did you mean RUN?)' },
  { dockerfile: 'FROM a\nDOWNLOAD x\n', message: 'dockerfile parse error on line 2: unknown instruction: DOWNLOAD' },
  {
    dockerfile: 'FROM a\nCOPY --frm=x a b\n',
    message: 'dockerfile parse error on line 2: unknown flag: --frm (did you mean from?)',
  },
  {
    dockerfile: 'FROM a\nCOPY --link=maybe a b\n',
    message: 'dockerfile parse error on line 2: expecting boolean value for flag --link, not: maybe',
  },
  {
    dockerfile: 'FROM a\nCOPY --from=x --from=y a b\n',
    message: 'dockerfile parse error on line 2: duplicate flag specified: --from',
  },
  { dockerfile: 'FROM a\nRUN --mount true\n', message: 'dockerfile parse error on line 2: missing a value on flag: --mount' },
  { dockerfile: 'FROM a\nRUN --network=lan true\n', message: 'dockerfile parse error on line 2: unsupported network mode "lan"' },
  {
    dockerfile: 'FROM a\nRUN --mount=from=$x,target=/y true\n',
    message: "dockerfile parse error on line 2: 'from' doesn't support variable expansion, define alias stage instead",
  },
  {
    dockerfile: 'FROM a\nCOPY a <<EOF\nx\nEOF\n',
    message: 'dockerfile parse error on line 2: COPY cannot accept a heredoc as a destination',
  },
  { dockerfile: 'FROM a\nRUN <<EOF\necho x\n', message: 'unterminated heredoc' },
  { dockerfile: '# check=skip=all\n# check=x\nFROM a\n', message: 'only one check parser directive can be used' },
  {
    dockerfile: 'FROM a\nHEALTHCHECK --retries=-1 CMD x\n',
    message: 'dockerfile parse error on line 2: --retries cannot be negative (-1)',
  },
  { dockerfile: '', message: 'the Dockerfile cannot be empty' },
  { dockerfile: 'ARG A\n# only\n', message: undefined },
])('$dockerfile', ({ dockerfile, message }) => {
  const [problem] = parseDockerfile(dockerfile, 'buildkit').problems;
  expect(problem && formatProblem(problem, 'buildkit')).toBe(message);
});

test('reading goes on after a problem, and the first one is that which docker reports', () => {
  const text = 'FROM a AS 1x\nFROB x\nENV A\nFROM b\nCOPY x\n';
  expect(
    parseDockerfile(text, 'buildkit').problems.map(({ phase, line, range, detail }) => [
      phase,
      line,
      range.start.column,
      range.end.column,
      detail.code,
    ]),
  ).toEqual([
    ['syntax', 3, 1, 6, 'dockerfile.twoArguments'],
    ['instruction', 1, 11, 13, 'dockerfile.stageName'],
    ['instruction', 2, 1, 5, 'dockerfile.unknownInstruction'],
    ['instruction', 5, 1, 7, 'dockerfile.noDestination'],
  ]);
});
