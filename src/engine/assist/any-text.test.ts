/** Whatever is typed, the help while typing comes to an end and throws nothing. */
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { MachineLab } from '../../../tests/engine/machine-lab.ts';
import { complete } from './complete.ts';
import { diagnose } from './diagnose.ts';
import { hover } from './hover.ts';
import { readCommands } from './read-commands.ts';

let lab: MachineLab;
beforeAll(async () => {
  lab = new MachineLab();
  await lab.image({ layers: [{ 'bin/sh': '' }], tags: ['alpine:3.13'] });
  lab.container('alpine:3.13', 'vivo', 'running');
});

const PIECES = [
  ...'docker run rm rmi tag exec cp inspect image container build -f --name --name= -it -- - = vivo alpine:3.13 vivo:/ . / .. ~'.split(
    ' ',
  ),
  ...[
    '\n',
    '\\\n',
    ' ',
    ' ',
    ' ',
    "'",
    '"',
    '`',
    '$(',
    ')',
    '${',
    '}',
    '|',
    '&&',
    ';',
    '>',
    '<<EOF\n',
    'EOF\n',
    '#',
    '\0',
    '🐳',
    'é',
    '\\',
  ],
];
const anyLine = fc.oneof(
  fc.array(fc.constantFrom(...PIECES), { maxLength: 25 }).map((pieces) => pieces.join('')),
  fc.string({ unit: 'binary', maxLength: 60 }),
);

test('any text', async () => {
  await fc.assert(
    fc.asyncProperty(anyLine, fc.nat(80), async (text, caret) => {
      const { from, to, items } = complete(lab.machine, text, caret);
      expect(from).toBeLessThanOrEqual(to);
      expect(to).toBeLessThanOrEqual(text.length);
      expect(items.length).toBeLessThanOrEqual(200);
      hover(lab.machine, text, caret);
      for (const { from: start, to: end } of await diagnose(lab.ctx, lab.machine, text, { caret })) {
        expect(start).toBeLessThanOrEqual(end);
        expect(end).toBeLessThanOrEqual(text.length);
      }
    }),
    { numRuns: 400 },
  );
});

test('words lie in order inside of their text', () => {
  fc.assert(
    fc.property(anyLine, (text) => {
      for (const { words, start, end } of readCommands(text)) {
        let at = start;
        for (const word of words) {
          expect(word.start).toBeGreaterThanOrEqual(at);
          expect(word.end).toBeGreaterThan(word.start);
          at = word.end;
        }
        expect(end).toBeGreaterThanOrEqual(at);
      }
    }),
    { numRuns: 400 },
  );
});

test('a very long text is read in reasonable time', () => {
  const before = performance.now();
  complete(lab.machine, `${'$(docker run '.repeat(5000)}${'a '.repeat(50_000)}`, 60_000);
  expect(performance.now() - before).toBeLessThan(2000);
});
