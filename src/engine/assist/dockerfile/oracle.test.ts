/** `dockerfile-utils` as a second opinion on what is a valid Dockerfile: both refuse the same files, but for what is listed here. */
import { ValidationSeverity, validate } from 'dockerfile-utils';
import { expect, test } from 'vitest';
import { parseDockerfile } from '../../build/dockerfile/parse-dockerfile.ts';

const STRICT = Object.fromEntries(
  ['deprecatedMaintainer', 'directiveCasing', 'emptyContinuationLine', 'instructionCasing', 'instructionCmdMultiple'].map(
    (name) => [name, ValidationSeverity.IGNORE],
  ),
);
const ERROR = 1;

function oracleRefuses(text: string): boolean {
  return validate(text, STRICT).some(({ severity }) => severity === ERROR);
}
function weRefuse(text: string): boolean {
  return parseDockerfile(text, 'buildkit').problems.length > 0;
}

const BASE = 'FROM alpine:3.13\n';
const FILES: readonly string[] = [
  '',
  '# only a comment',
  'FROM alpine',
  'FROM alpine AS',
  'FROM alpine AS build',
  'FROM alpine AS 1build',
  'FROM alpine build',
  'FROM --platform=linux/amd64 alpine',
  'FROM --platfrom=linux/amd64 alpine',
  'RUN ls',
  'ARG V=1\nFROM alpine:$V',
  `${BASE}RUNN ls`,
  `${BASE}RUN`,
  `${BASE}RUN ["a", "b"]`,
  `${BASE}RUN a \\\n  b`,
  `${BASE}RUN <<EOF\nls\nEOF`,
  `${BASE}COPY`,
  `${BASE}COPY a`,
  `${BASE}COPY a b`,
  `${BASE}COPY --chown=1:1 a b`,
  `${BASE}COPY --from a b`,
  `${BASE}COPY --nosuch=1 a b`,
  `${BASE}ADD a`,
  `${BASE}ADD a b`,
  `${BASE}ENV`,
  `${BASE}ENV A`,
  `${BASE}ENV A 1`,
  `${BASE}ENV A=1 B=2`,
  `${BASE}ENV A=1 B`,
  `${BASE}LABEL a=b`,
  `${BASE}ARG`,
  `${BASE}ARG A`,
  `${BASE}WORKDIR`,
  `${BASE}WORKDIR /app`,
  `${BASE}USER`,
  `${BASE}USER nobody`,
  `${BASE}EXPOSE`,
  `${BASE}EXPOSE 80`,
  `${BASE}VOLUME`,
  `${BASE}VOLUME /data`,
  `${BASE}SHELL ["sh", "-c"]`,
  `${BASE}SHELL sh -c`,
  `${BASE}STOPSIGNAL SIGTERM`,
  `${BASE}HEALTHCHECK NONE`,
  `${BASE}HEALTHCHECK NONE x`,
  `${BASE}HEALTHCHECK CMD ls`,
  `${BASE}HEALTHCHECK --interval=5s CMD ls`,
  `${BASE}HEALTHCHECK --interval=5 CMD ls`,
  `${BASE}HEALTHCHECK nosuch`,
  `${BASE}ONBUILD RUN ls`,
  `${BASE}ONBUILD FROM x`,
  `${BASE}ONBUILD ONBUILD RUN ls`,
  `${BASE}CMD ["a"]`,
  `${BASE}ENTRYPOINT`,
  `${BASE}MAINTAINER me`,
  '# escape=x\nFROM alpine',
  '# escape=`\nFROM alpine\nRUN a `\n b',
];

/** Seen with a real Docker (tests of the parser), where the second opinion is another. */
const KNOWN_DIFFERENCES: readonly string[] = [
  // takes back the entrypoint of the base
  `${BASE}ENTRYPOINT`,
];

test.each(FILES.map((text) => ({ text })))('$text', ({ text }) => {
  const isKnown = KNOWN_DIFFERENCES.includes(text);
  expect(weRefuse(text) === oracleRefuses(text)).toBe(!isKnown);
});
