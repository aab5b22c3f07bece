/**
 * What of the content is also run on a real Docker: every console of a lesson, every answer of an exercise that consists of commands (a
 * solution also on the exercise's hidden variants), every item of a prediction, each after its start and on a fresh machine.
 */
import { course } from '../../content/course.ts';
import { listAnswers } from '../../src/curriculum/answers.ts';
import { listCommandBlocks } from '../../src/curriculum/command-blocks.ts';
import { listExercises } from '../../src/curriculum/exercises.ts';
import { fillTemplate } from '../../src/curriculum/fill-template.ts';
import { readLessonWords } from '../../src/curriculum/lessons.ts';
import { PAGE_IDS, readPageWords } from '../../src/curriculum/pages.ts';
import {
  type Answer,
  type Exercise,
  isPrediction,
  type MovedTag,
  type StartFile,
  type StartState,
} from '../../src/exercise/index.ts';

export interface Scenario {
  /** name of its recording */
  readonly name: string;
  readonly commands: readonly string[];
  /** Tags that its registry points elsewhere. */
  readonly movedTags: readonly MovedTag[];
}

/** The lab's own programs, which lessons run in builds and containers. */
const PROGRAMS = scenario('lab.programs', [
  'docker run --rm hello-world',
  'docker run --rm alpine:3.13 apk add curl',
  "docker run --rm alpine:3.13 sh -c 'apk update && apk add curl sqlite && apk info && ls /usr/lib/pkg'",
  'docker run --rm alpine:3.13 apk add --no-cache nada',
  `docker run --name caixa alpine:3.13 sh -c 'apk add --no-cache --virtual .deps build-base && echo "int main(){}" > m.c && cc -o app m.c && ./app; apk del .deps; cc m.c'`,
  'docker diff caixa',
  'docker ps -a -s --format "{{.Names}} {{.Size}}"',
  'docker run --rm node:alpine3.13 --version',
  'docker run --rm node:alpine3.13 npm ci',
  `docker run --rm node:alpine3.13 sh -c 'echo {} > package.json; npm ci --omit=dev && npm cache clean --force && npm run build && ls -lR /root/.npm node_modules | grep -c bin'`,
  `docker run --rm node:alpine3.13 sh -c 'echo "console.log(\\"oi\\")" > a.js; node a.js'`,
  'docker run --rm node:alpine3.13 node b.js',
  'docker run --rm loja/api:1.0',
  'docker run --rm loja/site:1.0',
  'docker run --rm python:alpine3.13 python3 --version',
  'docker run --rm debian:11-slim bash -c "cat /etc/debian_version"',
  'docker run -d --name web nginx:1.21-alpine',
  'docker stop web',
  'docker history --no-trunc --format "{{.Size}} {{.CreatedBy}}" loja/api:1.0',
  'docker images',
  'docker system df',
]);

export async function listScenarios(): Promise<Scenario[]> {
  const exercises = await listExercises();
  return [
    PROGRAMS,
    ...course.flatMap((id) => consolesOf(id, readLessonWords(id, 'pt-BR').body)),
    ...PAGE_IDS.flatMap((id) => consolesOf(id, readPageWords(id, 'pt-BR').body)),
    ...exercises.flatMap(answersOf),
  ];
}

/**
 * What BuildKit says while it builds has times in it and looks different in every client, so builds are quiet here: they print the ID alone.
 * The recorder gives scenarios with this word in their name to BuildKit, the builder of the lab.
 */
function scenario(name: string, commands: readonly string[], movedTags: readonly MovedTag[] = []): Scenario {
  const quiet = commands.map((command) => command.replace(/\bdocker build (?!-q|--quiet)/g, 'docker build -q '));
  const builds = quiet.some((command) => command.includes('docker build '));
  return { name: builds ? `${name}.buildkit` : name, commands: quiet, movedTags };
}

/** @param id of the lesson or page */
function consolesOf(id: string, body: string): Scenario[] {
  const consoles = listCommandBlocks(body).filter(({ component }) => component === 'Console');
  return consoles.map(({ start, run }, index) => scenario(`${id}.console-${index + 1}`, [start, run].flatMap(linesOf)));
}

function answersOf(exercise: Exercise): Scenario[] {
  const start = startLines(exercise.start);
  const { movedTags } = exercise.start;
  if (isPrediction(exercise)) {
    const { question } = exercise;
    if (question.kind !== 'which-pass') return [scenario(exercise.id, [...start, ...question.run], movedTags)];
    return question.items.map(({ id, line }) => scenario(`${exercise.id}.${id}`, [...start, line], movedTags));
  }
  return (['solutions', 'wrong'] as const).flatMap((kind) =>
    listAnswers(exercise, kind).flatMap(({ file, answer }) => {
      const name = `${exercise.id}.${file.slice(file.lastIndexOf('/') + 1).replace(/\.\w+$/, '')}`;
      const lines = answerLines(exercise, answer);
      const variants = kind === 'solutions' ? exercise.hiddenVariants : [];
      return [
        scenario(name, [...start, ...lines], movedTags),
        ...variants.map(({ id, start: other }) => scenario(`${name}.on-${id}`, [...startLines(other), ...lines], other.movedTags)),
      ];
    }),
  );
}

function startLines({ files, commands }: StartState): string[] {
  return [...Object.entries(files).map(([path, file]) => writing(path, file)), ...commands];
}

function answerLines(exercise: Exercise, answer: Answer): string[] {
  if ('blocks' in answer && exercise.kind === 'order') {
    const texts = answer.blocks.map((id) => exercise.blocks.find((block) => block.id === id)?.text ?? '');
    return exercise.file === undefined ? texts : [writing(exercise.file, `${texts.join('\n')}\n`), ...exercise.build];
  }
  const files = 'files' in answer ? Object.entries(answer.files ?? {}).map(([path, text]) => writing(path, text)) : [];
  return [...files, ...('lines' in answer ? answer.lines : exercise.kind === 'dockerfile' ? exercise.build : [])];
}

/** The command that puts a file into the folder. */
function writing(path: string, file: StartFile): string {
  const folder = path.includes('/') ? `mkdir -p ${path.slice(0, path.lastIndexOf('/'))} && ` : '';
  if (typeof file !== 'string') return `${folder}truncate -s ${file.zeros} ${path}`;
  const lines = file.split('\n').map((line) => `'${line.replaceAll("'", `'\\''`)}'`);
  const ends = lines.at(-1) === "''";
  return ends
    ? `${folder}printf '%s\\n' ${lines.slice(0, -1).join(' ')} > ${path}`
    : `${folder}printf '%s\\n' ${lines.join(' ')} | head -c -1 > ${path}`;
}

function linesOf(script: string): string[] {
  return fillTemplate(script)
    .split('\n')
    .filter((line) => line.trim() !== '');
}
