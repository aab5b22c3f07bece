import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { listCommandBlocks } from './command-blocks.ts';
import { ContentError } from './content-error.ts';
import { projectPath } from './content-files.ts';
import { runConsole } from './run-console.ts';

const SOURCE = `---
title: Try
---

<Console
  start={\`docker pull -q alpine:3.13
docker pull -q alpine:9.9\`}
  run={\`docker images\`}
/>

<Layers of={\`docker rmi {{id:nothing:1}}\`} />

<Console
  run={\`echo a
docker history --format 'table {{.ID}}\\\\t{{.Size}}' nothing
for x in {{size:nothing:2}}\`}
/>
`;

const folder = mkdtempSync(join(tmpdir(), 'camadas-console-'));
const file = relative(projectPath(), join(folder, 'en.mdx'));
writeFileSync(join(folder, 'en.mdx'), SOURCE);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('blocks of commands and where they stand', () => {
  expect(listCommandBlocks(SOURCE)).toEqual([
    {
      component: 'Console',
      start: 'docker pull -q alpine:3.13\ndocker pull -q alpine:9.9',
      run: 'docker images',
      line: 5,
      startLine: 6,
      runLine: 8,
    },
    { component: 'Layers', start: '', run: 'docker rmi {{id:nothing:1}}', line: 11, startLine: 11, runLine: 11 },
    {
      component: 'Console',
      start: '',
      run: "echo a\ndocker history --format 'table {{.ID}}\\t{{.Size}}' nothing\nfor x in {{size:nothing:2}}",
      line: 13,
      startLine: 13,
      runLine: 14,
    },
  ]);
});

test.each([
  { name: 'a start that docker refuses', block: 0, line: 7, found: /^start command failed \(1\): docker pull -q alpine:9\.9\n/ },
  { name: 'a picture of an unknown image', block: 1, line: 11, found: /^\{\{id:nothing:1\}\} names nothing/ },
  { name: 'an unknown image in the middle', block: 2, line: 16, found: /^\{\{size:nothing:2\}\} names nothing/ },
])('$name breaks the build, and the file and the line are named', async ({ block, line, found }) => {
  const { start = '', run = '' } = listCommandBlocks(SOURCE)[block] ?? {};
  const error = await runConsole({ ...(start === '' ? {} : { start }), run, file }).catch((thrown: unknown) => thrown);
  if (!(error instanceof ContentError)) throw error;
  expect(error.problems.map((problem) => problem.file)).toEqual([`${file}:${line}`]);
  expect(error.problems[0]?.found).toMatch(found);
});

test('a limit of the engine breaks the build too', async () => {
  const run = 'echo a\nwhile true; do :; done';
  writeFileSync(join(folder, 'limit.mdx'), `<Console run={\`${run}\`} />\n`);
  const limit = relative(projectPath(), join(folder, 'limit.mdx'));
  const error = await runConsole({ run, file: limit }).catch((thrown: unknown) => thrown);
  if (!(error instanceof ContentError)) throw error;
  expect(error.problems).toMatchObject([{ file: `${limit}:2`, key: 'while true; do :; done' }]);
});
