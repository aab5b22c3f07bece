import { expect, test } from 'vitest';
import { type LinkedPart, splitAtTerms, termWords } from './link-terms.ts';

const WORDS = termWords([
  { id: 'container-layer', form: 'camada do contêiner' },
  { id: 'layer', form: 'camadas' },
  { id: 'layer', form: 'camada' },
  { id: 'tag', form: 'etiqueta' },
]);

const cases: { name: string; text: string; linked?: string[]; parts: LinkedPart[] }[] = [
  { name: 'nothing to link', text: 'Tudo certo.', parts: [{ text: 'Tudo certo.' }] },
  {
    name: 'each term once, in the order of the text',
    text: 'A etiqueta e a camada, e outra camada.',
    parts: [
      { text: 'A ' },
      { text: 'etiqueta', term: 'tag' },
      { text: ' e a ' },
      { text: 'camada', term: 'layer' },
      { text: ', e outra camada.' },
    ],
  },
  {
    name: 'a longer term is not taken for the shorter one in it',
    text: 'A camada do contêiner some.',
    linked: ['container-layer'],
    parts: [{ text: 'A camada do contêiner some.' }],
  },
  { name: 'capitals count as the same', text: 'Camadas', parts: [{ text: 'Camadas', term: 'layer' }] },
  { name: 'not inside a longer word', text: 'camadazinha, sub-camada', parts: [{ text: 'camadazinha, sub-camada' }] },
  { name: 'not a second time', text: 'uma camada', linked: ['layer'], parts: [{ text: 'uma camada' }] },
];

test.each(cases)('$name', ({ text, linked = [], parts }) => {
  expect(splitAtTerms(text, WORDS, new Set(linked))).toEqual(parts);
});
