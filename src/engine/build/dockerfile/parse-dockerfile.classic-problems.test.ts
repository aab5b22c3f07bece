/** Messages as a real Docker 20.10.24 (DOCKER_BUILDKIT=0) gave them for these files, after `Error response from daemon: `. */
import { expect, test } from 'vitest';
import { parseDockerfile } from './parse-dockerfile.ts';
import { formatProblem } from './problem-words.ts';

test.each([
  { dockerfile: '\n\n', message: 'failed to parse Dockerfile: file with no instructions' },
  { dockerfile: '# only\n', message: 'failed to parse Dockerfile: file with no instructions' },
  { dockerfile: '# syntax=x\n', message: 'failed to parse Dockerfile: file with no instructions' },
  { dockerfile: 'RUN echo x\n', message: 'no build stage in current context' },
  { dockerfile: 'FROM\n', message: 'dockerfile parse error line 1: FROM requires either one or three arguments' },
  { dockerfile: 'FROM a b\n', message: 'dockerfile parse error line 1: FROM requires either one or three arguments' },
  { dockerfile: 'FROM a as\n', message: 'dockerfile parse error line 1: FROM requires either one or three arguments' },
  {
    dockerfile: 'FROM a as 1x\n',
    message:
      'dockerfile parse error line 1: invalid name for build stage: "1x", name can\'t start with a number or contain symbols',
  },
  { dockerfile: 'FROM alpine:3.13\nFROB x\n', message: 'dockerfile parse error line 2: unknown instruction: FROB' },
  { dockerfile: 'FROM alpine:3.13\nrunn x\n', message: 'dockerfile parse error line 2: unknown instruction: RUNN' },
  { dockerfile: 'FROM alpine:3.13\nENV\n', message: 'dockerfile parse error line 2: ENV requires at least one argument' },
  { dockerfile: 'FROM alpine:3.13\nENV A\n', message: 'failed to parse Dockerfile: ENV must have two arguments' },
  {
    dockerfile: 'FROM alpine:3.13\nENV A=1 B\n',
    message: 'failed to parse Dockerfile: Syntax error - can\'t find = in "B". Must be of the form: name=value',
  },
  { dockerfile: 'FROM alpine:3.13\nENV =1\n', message: 'dockerfile parse error line 2: ENV names can not be blank' },
  { dockerfile: 'FROM alpine:3.13\nLABEL\n', message: 'dockerfile parse error line 2: LABEL requires at least one argument' },
  { dockerfile: 'FROM alpine:3.13\nLABEL a\n', message: 'failed to parse Dockerfile: LABEL must have two arguments' },
  {
    dockerfile: 'FROM alpine:3.13\nLABEL a=1 b\n',
    message: 'failed to parse Dockerfile: Syntax error - can\'t find = in "b". Must be of the form: name=value',
  },
  { dockerfile: 'FROM alpine:3.13\nARG\n', message: 'dockerfile parse error line 2: ARG requires at least one argument' },
  { dockerfile: 'FROM alpine:3.13\nARG =x\n', message: 'dockerfile parse error line 2: ARG names can not be blank' },
  {
    dockerfile: 'FROM alpine:3.13\nCOPY a\n',
    message:
      'dockerfile parse error line 2: COPY requires at least two arguments, but only one was provided. Destination could not be determined',
  },
  {
    dockerfile: 'FROM alpine:3.13\nCOPY\n',
    message:
      'dockerfile parse error line 2: COPY requires at least two arguments, but only one was provided. Destination could not be determined',
  },
  {
    dockerfile: 'FROM alpine:3.13\nADD a\n',
    message:
      'dockerfile parse error line 2: ADD requires at least two arguments, but only one was provided. Destination could not be determined',
  },
  {
    dockerfile: 'FROM alpine:3.13\nCOPY ["a"]\n',
    message:
      'dockerfile parse error line 2: COPY requires at least two arguments, but only one was provided. Destination could not be determined',
  },
  { dockerfile: 'FROM alpine:3.13\nCOPY --frm=x a b\n', message: 'dockerfile parse error line 2: Unknown flag: frm' },
  { dockerfile: 'FROM alpine:3.13\nCOPY --from a b\n', message: 'dockerfile parse error line 2: Missing a value on flag: from' },
  {
    dockerfile: 'FROM alpine:3.13\nCOPY --from=x --from=y a b\n',
    message: 'dockerfile parse error line 2: Duplicate flag specified: from',
  },
  { dockerfile: 'FROM alpine:3.13\nCOPY --link a b\n', message: 'dockerfile parse error line 2: Unknown flag: link' },
  {
    dockerfile: 'FROM alpine:3.13\nRUN --mount=type=foo true\n',
    message: 'dockerfile parse error line 2: unsupported mount type "foo"',
  },
  { dockerfile: 'FROM alpine:3.13\nRUN --network=none true\n', message: 'dockerfile parse error line 2: Unknown flag: network' },
  { dockerfile: 'FROM alpine:3.13\nRUN --mount true\n', message: 'dockerfile parse error line 2: Missing a value on flag: mount' },
  { dockerfile: 'FROM alpine:3.13\nRUN --foo=1 true\n', message: 'dockerfile parse error line 2: Unknown flag: foo' },
  { dockerfile: 'FROM alpine:3.13\nWORKDIR\n', message: 'dockerfile parse error line 2: WORKDIR requires exactly one argument' },
  { dockerfile: 'FROM alpine:3.13\nUSER\n', message: 'dockerfile parse error line 2: USER requires exactly one argument' },
  { dockerfile: 'FROM alpine:3.13\nVOLUME\n', message: 'dockerfile parse error line 2: VOLUME requires at least one argument' },
  {
    dockerfile: 'FROM alpine:3.13\nVOLUME [""]\n',
    message: 'dockerfile parse error line 2: VOLUME specified can not be an empty string',
  },
  { dockerfile: 'FROM alpine:3.13\nVOLUME []\n', message: 'dockerfile parse error line 2: VOLUME requires at least one argument' },
  { dockerfile: 'FROM alpine:3.13\nEXPOSE\n', message: 'dockerfile parse error line 2: EXPOSE requires at least one argument' },
  {
    dockerfile: 'FROM alpine:3.13\nSTOPSIGNAL\n',
    message: 'dockerfile parse error line 2: STOPSIGNAL requires exactly one argument',
  },
  { dockerfile: 'FROM alpine:3.13\nSHELL\n', message: 'dockerfile parse error line 2: SHELL requires at least one argument' },
  {
    dockerfile: 'FROM alpine:3.13\nSHELL bash -c\n',
    message: 'dockerfile parse error line 2: SHELL requires the arguments to be in JSON form',
  },
  { dockerfile: 'FROM alpine:3.13\nSHELL []\n', message: 'dockerfile parse error line 2: SHELL requires at least one argument' },
  { dockerfile: 'FROM alpine:3.13\nONBUILD\n', message: 'dockerfile parse error line 2: ONBUILD requires at least one argument' },
  {
    dockerfile: 'FROM alpine:3.13\nONBUILD ONBUILD RUN x\n',
    message: `dockerfile parse error line 2: Chaining ONBUILD via \`ONBUILD ONBUILD\` isn't allowed`,
  },
  {
    dockerfile: 'FROM alpine:3.13\nONBUILD FROM x\n',
    message: "dockerfile parse error line 2: FROM isn't allowed as an ONBUILD trigger",
  },
  {
    dockerfile: 'FROM alpine:3.13\nONBUILD MAINTAINER x\n',
    message: "dockerfile parse error line 2: MAINTAINER isn't allowed as an ONBUILD trigger",
  },
  {
    dockerfile: 'FROM alpine:3.13\nHEALTHCHECK\n',
    message: 'dockerfile parse error line 2: HEALTHCHECK requires at least one argument',
  },
  {
    dockerfile: 'FROM alpine:3.13\nHEALTHCHECK NONE x\n',
    message: 'dockerfile parse error line 2: HEALTHCHECK NONE takes no arguments',
  },
  {
    dockerfile: 'FROM alpine:3.13\nHEALTHCHECK CMD\n',
    message: 'dockerfile parse error line 2: Missing command after HEALTHCHECK CMD',
  },
  {
    dockerfile: 'FROM alpine:3.13\nHEALTHCHECK FOO x\n',
    message: 'dockerfile parse error line 2: Unknown type "FOO" in HEALTHCHECK (try CMD)',
  },
  {
    dockerfile: 'FROM alpine:3.13\nHEALTHCHECK --interval=1us CMD x\n',
    message: 'dockerfile parse error line 2: Interval "interval" cannot be less than 1ms',
  },
  {
    dockerfile: 'FROM alpine:3.13\nHEALTHCHECK --interval=x CMD x\n',
    message: 'dockerfile parse error line 2: time: invalid duration "x"',
  },
  {
    dockerfile: 'FROM alpine:3.13\nHEALTHCHECK --retries=0 CMD x\n',
    message: 'dockerfile parse error line 2: --retries must be at least 1 (not 0)',
  },
  {
    dockerfile: 'FROM alpine:3.13\nHEALTHCHECK --retries=x CMD x\n',
    message: 'dockerfile parse error line 2: strconv.ParseInt: parsing "x": invalid syntax',
  },
  {
    dockerfile: 'FROM alpine:3.13\nMAINTAINER\n',
    message: 'dockerfile parse error line 2: MAINTAINER requires exactly one argument',
  },
  {
    dockerfile: 'FROM alpine:3.13\nRUN ["a", 1]\n',
    message: 'failed to parse Dockerfile: when using JSON array syntax, arrays must be comprised of strings only',
  },
  {
    dockerfile: 'FROM alpine:3.13\nCOPY ["a", 1]\n',
    message: 'failed to parse Dockerfile: when using JSON array syntax, arrays must be comprised of strings only',
  },
  {
    dockerfile: '# escape=x\nFROM alpine:3.13\n',
    message: `failed to parse Dockerfile: invalid escape token 'x' does not match \` or \\`,
  },
  {
    dockerfile: '# escape=`\n# escape=`\nFROM alpine:3.13\n',
    message: 'failed to parse Dockerfile: only one escape parser directive can be used',
  },
  {
    dockerfile: 'FROM alpine:3.13\nRUN <<EOF\necho hi\nEOF\n',
    message: 'dockerfile parse error line 3: unknown instruction: ECHO',
  },
  { dockerfile: 'ARG X\nRUN x\n', message: 'no build stage in current context' },
])('$dockerfile', ({ dockerfile, message }) => {
  const [problem] = parseDockerfile(dockerfile, 'classic').problems;
  expect(problem && formatProblem(problem, 'classic')).toBe(message);
});
