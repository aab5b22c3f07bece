import { expect, test } from 'vitest';
import { fillTemplate, fillTemplates } from './fill-template.ts';
import { findCatalogImage } from './lab-catalog.ts';

const alpine = findCatalogImage('alpine:3.13');
const short = (digest = '') => digest.slice(7, 19);

test('facts of the registry', () => {
  expect(fillTemplate('{{id:alpine:3.13}} {{digest:alpine:3.13}} {{layer:1:alpine:3.13}} {{diff:1:alpine:3.13}}')).toBe(
    `${short(alpine?.id)} ${alpine?.digest} ${short(alpine?.layers[0])} ${short(alpine?.diffIds[0])}`,
  );
});

test('sizes, and sums of them', () => {
  expect(fillTemplate('{{mb:alpine:3.13}} {{mb:alpine:3.13 + 200}} {{mb:10 * node:alpine3.13 + 10}}')).toBe('5.6 205.6 1140');
});

test('in every text of a value, and nowhere else', () => {
  expect(fillTemplates({ lines: ['docker rmi {{id:alpine:3.13}}'], count: 1 })).toEqual({
    lines: [`docker rmi ${short(alpine?.id)}`],
    count: 1,
  });
});

test("docker's own templates stay", () => {
  const text = `docker images --format '{{.ID}} {{json .Labels}}'`;
  expect(fillTemplate(text)).toBe(text);
});

test.each(['{{id:alpine:9}}', '{{layer:2:alpine:3.13}}', '{{name:alpine}}', '{{mb:alpine:9}}', '{{mb:alpine:3.13 + much}}'])(
  '%s names nothing',
  (text) => {
    expect(() => fillTemplate(text)).toThrow(RangeError);
  },
);
