import { expect, test } from 'vitest';
import { findHashTokens } from './hash-tokens.ts';

const known = {
  names: { '0123456789ab': 'feedfeedfeed', '111111111111': '222222222222' },
  containerIds: [`c5e003f8a699${'0'.repeat(52)}`],
};
const show = (line: string) =>
  findHashTokens(line, known).map(({ kind, text, key }) =>
    kind === 'digest' ? `<${text}=${key}>` : kind === 'text' ? text : `<${kind} ${text}>`,
  );

test.each([
  { name: 'no digest', line: 'Untagged: alpine:3.13', tokens: ['Untagged: alpine:3.13'] },
  { name: 'empty', line: '', tokens: [] },
  {
    name: 'short, known by another name',
    line: '0123456789ab: Already exists',
    tokens: ['<0123456789ab=feedfeedfeed>', ': Already exists'],
  },
  { name: 'short, not known', line: 'x aaaaaaaaaaaa', tokens: ['x ', '<aaaaaaaaaaaa=aaaaaaaaaaaa>'] },
  {
    name: 'long: the first twelve digits carry the colour',
    line: `Deleted: sha256:${'ab'.repeat(32)}`,
    tokens: ['Deleted: sha256:', `<${'ab'.repeat(6)}=${'ab'.repeat(6)}>`, `<rest ${'ab'.repeat(26)}>`],
  },
  { name: 'a container', line: 'container c5e003f8a699 is', tokens: ['container ', '<container c5e003f8a699>', ' is'] },
  { name: 'a number is no digest', line: '202601150000 bytes', tokens: ['202601150000 bytes'] },
  { name: 'unless it is known as one', line: '111111111111', tokens: ['<111111111111=222222222222>'] },
  { name: 'part of a longer word', line: 'x0123456789ab 0123456789abc', tokens: ['x0123456789ab 0123456789abc'] },
])('$name', ({ line, tokens }) => {
  expect(show(line)).toEqual(tokens);
});
