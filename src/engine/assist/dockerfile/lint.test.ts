import { beforeAll, expect, test } from 'vitest';
import { MachineLab } from '../../../../tests/engine/machine-lab.ts';
import type { Machine } from '../../machine/machine.ts';
import { withHostFiles } from '../../session.ts';
import { lintDockerfile } from './lint.ts';

let machine: Machine;
beforeAll(async () => {
  const lab = new MachineLab();
  await lab.image({ layers: [{ x: '' }], tags: ['alpine:3.13'] });
  machine = withHostFiles(
    lab.machine,
    new Map([
      ['/loja/package.json', '{}'],
      ['/loja/app.js', ''],
      ['/loja/.env', ''],
    ]),
  );
});

function look(lines: readonly string[], on = machine): string[] {
  const text = lines.join('\n');
  return lintDockerfile(text, { machine: on, path: '/loja/Dockerfile' }).flatMap(({ code, from, to, fixes }) => [
    `${code} "${text.slice(from, to)}"`,
    ...fixes.map((fix) => `  ${(text.slice(0, fix.from) + fix.text + text.slice(fix.to)).split('\n').join(' | ')}`),
  ]);
}
const BASE = 'FROM alpine:3.13';

test.each([
  { name: 'nothing wrong', lines: [BASE, 'COPY package.json .', 'RUN npm ci', 'CMD ["node", "app.js"]'], found: [] },
  { name: 'an unknown instruction', lines: [BASE, 'RUNN ls'], found: ['dockerfile-refused "RUNN"', `  ${BASE} | RUN ls`] },
  {
    name: 'an unknown flag',
    lines: [BASE, 'COPY --form=0 a b'],
    found: ['dockerfile-refused "--form=0"', `  ${BASE} | COPY --from=0 a b`],
  },
  { name: 'latest', lines: ['FROM alpine'], found: ['latest-tag "alpine"', '  FROM alpine:3.13'] },
  { name: 'no tag that is known', lines: ['FROM python:latest'], found: ['latest-tag "python:latest"'] },
  { name: 'a stage is no image', lines: [`${BASE} AS um`, 'FROM um'], found: [] },
  {
    name: 'the whole context before the installation',
    lines: [BASE, 'COPY . .', 'RUN npm install'],
    found: ['no-dockerignore "COPY . ."', 'copy-before-install "COPY . ."'],
  },
  { name: 'in the right order', lines: [BASE, 'COPY package.json .', 'RUN npm install', 'COPY app.js .'], found: [] },
  { name: 'a secret in ENV', lines: [BASE, 'ENV DB_PASSWORD=abc'], found: ['secret-variable "DB_PASSWORD"'] },
  { name: 'a secret in ARG', lines: [BASE, 'ARG NPM_TOKEN'], found: ['secret-variable "NPM_TOKEN"'] },
  { name: 'a word that only looks like one', lines: [BASE, 'ENV TOKENIZER=fast KEYBOARD=us'], found: [] },
  { name: 'a secret file', lines: [BASE, 'COPY .env /app/'], found: ['secret-file ".env"'] },
  {
    name: 'removed in a later layer',
    lines: [BASE, 'RUN wget -O /tmp/a.tar http://x/a.tar', 'RUN rm /tmp/a.tar'],
    found: ['removed-later "RUN rm /tmp/a.tar"'],
  },
  { name: 'removed in the same layer', lines: [BASE, 'RUN wget -O /tmp/a.tar http://x/a.tar && rm /tmp/a.tar'], found: [] },
  {
    name: 'lists of packages removed later',
    lines: [BASE, 'RUN apt-get update && apt-get install -y curl', 'RUN rm -rf /var/lib/apt/lists/*'],
    found: ['removed-later "RUN rm -rf /var/lib/apt/lists/*"'],
  },
  {
    name: 'lists of packages removed at once',
    lines: [BASE, 'RUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*'],
    found: [],
  },
  {
    name: 'a copied file removed later',
    lines: [BASE, 'COPY app.js /app/', 'RUN rm /app/app.js'],
    found: ['removed-later "RUN rm /app/app.js"'],
  },
  { name: 'an update alone', lines: [BASE, 'RUN apk update', 'RUN apk add curl'], found: ['update-alone "RUN apk update"'] },
  { name: 'cd that is lost', lines: [BASE, 'RUN cd /app'], found: ['cd-lost "RUN cd /app"'] },
  { name: 'cd that is used', lines: [BASE, 'RUN cd /app && ls'], found: [] },
  { name: 'two CMD', lines: [BASE, 'CMD a', 'CMD b'], found: ['only-last-counts "CMD a"'] },
  {
    name: 'ADD of a plain file',
    lines: [BASE, 'ADD app.js /app/'],
    found: ['add-for-copy "ADD"', `  ${BASE} | COPY app.js /app/`],
  },
  { name: 'ADD of an archive', lines: [BASE, 'ADD https://x/a.tar.gz /app/'], found: [] },
  { name: 'a source that is not there', lines: [BASE, 'COPY server.js /app/'], found: ['source-missing "server.js"'] },
  { name: 'a pattern is not looked for', lines: [BASE, 'COPY *.ts $A /app/'], found: [] },
  {
    name: 'an ARG above FROM',
    lines: ['ARG V=1', BASE, 'RUN echo $V'],
    found: ['arg-outside-stage "echo $V"', `  ARG V=1 | ${BASE} | ARG V | RUN echo $V`],
  },
  { name: 'an ARG named again', lines: ['ARG V=1', BASE, 'ARG V', 'RUN echo $V'], found: [] },
  {
    name: 'a stage that is spelt otherwise',
    lines: [`${BASE} AS build`, BASE, 'COPY --from=biuld /a /b'],
    found: ['stage-unknown "--from=biuld"', `  ${BASE} AS build | ${BASE} | COPY --from=build /a /b`],
  },
  { name: 'a stage that comes later', lines: [BASE, 'COPY --from=1 /a /b'], found: ['stage-unknown "--from=1"'] },
])('$name', ({ lines, found }) => {
  expect(look(lines)).toEqual(found);
});

test('with a .dockerignore the whole context is in order', () => {
  const withIgnore = withHostFiles(machine, new Map([['/loja/.dockerignore', 'node_modules']]));
  expect(look([BASE, 'COPY . .'], withIgnore)).toEqual([]);
});

test("docker's own sentence stands beside the code", () => {
  const [found] = lintDockerfile('FROM alpine:3.13\nCOPY a', { machine, path: 'Dockerfile' });
  expect(found?.facts).toEqual({
    problem: 'dockerfile.noDestination',
    says: 'COPY requires at least two arguments, but only one was provided. Destination could not be determined',
  });
});

test('what is being typed is not wrong for being unfinished', () => {
  const codes = (text: string, caret?: number) =>
    lintDockerfile(text, { machine, path: '/loja/Dockerfile', ...(caret === undefined ? {} : { caret }) }).map(({ code }) => code);
  const unfinished = [
    `${BASE}\nRU`,
    `${BASE}\nCOPY `,
    `${BASE}\nCOPY --`,
    `${BASE}\nCOPY app.j`,
    'FROM alpin',
    `${BASE}\nENV TOKEN`,
  ];
  for (const text of unfinished) expect(codes(text, text.length), text).toEqual([]);
  expect(codes(`${BASE}\nRU`)).toEqual(['dockerfile-refused']);
  expect(codes(`${BASE}\nRU\n`, `${BASE}\nRU\n`.length)).toEqual(['dockerfile-refused']);
  expect(codes(`${BASE}\nCOPY app.j . `, `${BASE}\nCOPY app.j . `.length)).toEqual(['source-missing']);
});

test('an installing command is named as it is written', () => {
  const text = `${BASE}\nCOPY . .\nRUN npm install --omit=dev`;
  const found = lintDockerfile(text, { machine, path: '/loja/Dockerfile' }).find(({ code }) => code === 'copy-before-install');
  expect(found?.facts['command']).toBe('npm install');
});
