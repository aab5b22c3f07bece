import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { MachineLab } from '../../../../tests/engine/machine-lab.ts';
import type { Machine } from '../../machine/machine.ts';
import { withHostFiles } from '../../session.ts';
import { completeDockerfile } from './complete.ts';
import { hoverDockerfile } from './hover.ts';
import { lintDockerfile } from './lint.ts';

let machine: Machine;
beforeAll(async () => {
  const lab = new MachineLab();
  await lab.image({
    layers: [{ 'bin/': '', 'bin/sh': '', 'etc/': '', 'etc/passwd': '' }],
    tags: ['alpine:3.13'],
    config: { Env: ['PATH=/bin'] },
  });
  machine = withHostFiles(
    lab.machine,
    new Map([
      ['/loja/package.json', '{}'],
      ['/loja/src/app.js', ''],
    ]),
  );
});

function at(text: string): string[] {
  const caret = text.indexOf('|');
  return completeDockerfile(machine, text.replace('|', ''), caret, '/loja/Dockerfile').items.map((item) => item.text);
}

test.each([
  { text: 'FR|', items: ['FROM'] },
  { text: 'fr|', items: ['from'] },
  { text: 'FROM al|', items: ['alpine:3.13'] },
  { text: 'FROM alpine:3.13 |', items: ['AS'] },
  { text: 'FROM alpine:3.13 AS um\nFROM u|', items: ['um'] },
  { text: 'FROM alpine:3.13 AS um\nFROM alpine:3.13\nCOPY --from=|', items: ['um', 'alpine:3.13'] },
  { text: 'FROM alpine:3.13 AS um\nFROM scratch\nCOPY --from=um /etc/p|', items: ['/etc/passwd'] },
  { text: 'FROM alpine:3.13\nCOPY --f|', items: ['--from='] },
  { text: 'FROM alpine:3.13\nCOPY p|', items: ['package.json'] },
  { text: 'FROM alpine:3.13\nCOPY package.json .|', items: ['./'] },
  { text: 'FROM alpine:3.13\nCOPY src/|', items: ['src/app.js'] },
  { text: 'FROM alpine:3.13\nRUN s|', items: ['sh'] },
  { text: 'FROM alpine:3.13\nRUN sh && s|', items: ['sh'] },
  { text: 'FROM alpine:3.13\nRUN sh \\\n  /etc/|', items: ['/etc/passwd'] },
  { text: 'FROM alpine:3.13\nRUN --mount=type=c|', items: ['type=cache,'] },
  { text: 'ARG V=1\nFROM alpine:$|', items: ['V'] },
  { text: 'FROM alpine:3.13\nENV A=1 B=2\nWORKDIR /${|', items: ['A', 'B'] },
  { text: '# FR|', items: [] },
  { text: 'FROM alpine:3.13\nONBUILD CO|', items: ['COPY'] },
])('$text', ({ text, items }) => {
  expect(at(text)).toEqual(items);
});

test.each([
  { text: 'FR|OM alpine:3.13', subject: { kind: 'instruction', help: 'FROM' } },
  { text: 'FROM al|pine:3.13', subject: { kind: 'image', names: ['alpine:3.13'], layers: 1, containers: 0 } },
  { text: 'FROM scratch\nCOPY --ch|own=1 a b', subject: { kind: 'instruction-flag', help: 'COPY --chown', name: '--chown' } },
  { text: '# no|thing', subject: undefined },
])('says what stands at $text', ({ text, subject }) => {
  const found = hoverDockerfile(machine, text.replace('|', ''), text.indexOf('|'))?.subject;
  if (subject === undefined) expect(found).toBeUndefined();
  else expect(found).toMatchObject(subject);
});

const PIECES = [
  ...'FROM COPY ADD RUN ENV ARG WORKDIR CMD ONBUILD HEALTHCHECK alpine:3.13 --from= --mount=type= AS a /b . rm cd $A ${A'.split(
    ' ',
  ),
  ...['\n', '\\\n', ' ', ' ', '"', "'", '[', ']', '<<EOF\n', 'EOF\n', '#', '=', '\0', '🐳'],
];

test('whatever is written, it comes to an end and throws nothing', () => {
  const anyFile = fc.array(fc.constantFrom(...PIECES), { maxLength: 40 }).map((pieces) => pieces.join(''));
  fc.assert(
    fc.property(anyFile, fc.nat(120), (text, caret) => {
      const { from, to } = completeDockerfile(machine, text, caret, '/loja/Dockerfile');
      expect(from).toBeLessThanOrEqual(to);
      hoverDockerfile(machine, text, caret);
      for (const found of lintDockerfile(text, { machine, path: '/loja/Dockerfile' })) {
        expect(found.from).toBeLessThanOrEqual(found.to);
        expect(found.to).toBeLessThanOrEqual(text.length);
      }
    }),
    { numRuns: 400 },
  );
});
