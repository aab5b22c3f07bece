import { expect, test } from 'vitest';
import { fillTemplate, fillTemplates } from './fill-template.ts';
import { findCatalogImage } from './lab-catalog.ts';
import { runConsole } from './run-console.ts';

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

test('a number has the decimal mark of the language', () => {
  expect(fillTemplate('{{mb:alpine:3.13}} {{mb:10 * node:alpine3.13 + 10}}', 'pt-BR')).toBe('5,6 1140');
});

test('the start of a hash, as one reads it out', () => {
  expect(fillTemplate('{{start:id:alpine:3.13}} {{start:digest:alpine:3.13}}')).toBe(
    `${alpine?.id.slice(7, 11)} ${alpine?.digest.slice(7, 11)}`,
  );
});

test('sizes as docker images prints them', async () => {
  const pulls = ['alpine:3.13', 'alpine:3.13.12', 'nginx:1.21-alpine', 'loja/site:1.0', 'hello-world:latest'];
  const { steps } = await runConsole({
    start: pulls.map((name) => `docker pull -q ${name}`).join('\n'),
    run: 'docker images --format {{.Repository}}:{{.Tag}}={{.Size}}',
    file: 'this test',
  });
  const filled = pulls.map((name) => fillTemplate(`${name}={{size:${name}}}`));
  expect(filled.sort()).toEqual(steps[0]?.output.trim().split('\n').sort());
});

test('on disk a layer counts once, and as often as it stands on something else', () => {
  expect(fillTemplate('{{disk:alpine:3.13 alpine:3.13.5 alpine:3.14}}')).toBe('11.2');
  expect(fillTemplate('{{disk:node:alpine3.13 without alpine:3.13}}')).toBe('107.4');
  expect(fillTemplate('{{disk:node:alpine3.13 without alpine:3.14}}')).toBe('113');
  expect(fillTemplate('{{disk:node:alpine3.13 python:alpine3.13 alpine:3.13}}', 'pt-BR')).toBe('152,4');
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

test.each([
  '{{id:alpine:9}}',
  '{{layer:2:alpine:3.13}}',
  '{{name:alpine}}',
  '{{mb:alpine:9}}',
  '{{mb:alpine:3.13 + much}}',
  '{{size:a}}',
  '{{disk:alpine:9}}',
])('%s names nothing', (text) => {
  expect(() => fillTemplate(text)).toThrow(RangeError);
});
