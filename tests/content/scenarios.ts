/**
 * What of the content is also run on a real Docker: every console of a lesson, every answer of an exercise that consists of commands, every
 * item of a prediction, each after its start and on a fresh machine.
 */
import { course } from '../../content/course.ts';
import { listAnswers } from '../../src/curriculum/answers.ts';
import { listExercises } from '../../src/curriculum/exercises.ts';
import { fillTemplate } from '../../src/curriculum/fill-template.ts';
import { readLessonWords } from '../../src/curriculum/lessons.ts';
import { type Exercise, isPrediction } from '../../src/exercise/index.ts';

export interface Scenario {
  /** name of its recording */
  readonly name: string;
  readonly commands: readonly string[];
}

/** The lab's own programs, which lessons run in builds and containers. */
const PROGRAMS: Scenario = {
  name: 'lab.programs',
  commands: [
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
  ],
};

export async function listScenarios(): Promise<Scenario[]> {
  const exercises = await listExercises();
  return [PROGRAMS, ...course.flatMap(consolesOf), ...exercises.flatMap(answersOf)];
}

function consolesOf(lesson: string): Scenario[] {
  const { body } = readLessonWords(lesson, 'pt-BR');
  const consoles = [...body.matchAll(/<Console\b(.*?)\/>/gs)].map((match) => match[1] ?? '');
  return consoles.map((attributes, index) => {
    const commands = ['start', 'run'].flatMap((name) =>
      linesOf(new RegExp(`\\b${name}=\\{\`([^\`]*)\`\\}`).exec(attributes)?.[1] ?? ''),
    );
    return { name: `${lesson}.console-${index + 1}`, commands };
  });
}

function answersOf(exercise: Exercise): Scenario[] {
  const start = exercise.start.commands;
  if (isPrediction(exercise)) {
    const { question } = exercise;
    if (question.kind !== 'which-pass') return [{ name: exercise.id, commands: [...start, ...question.run] }];
    return question.items.map(({ id, line }) => ({ name: `${exercise.id}.${id}`, commands: [...start, line] }));
  }
  return (['solutions', 'wrong'] as const).flatMap((kind) =>
    listAnswers(exercise, kind).map(({ file, answer }) => {
      const lines = 'lines' in answer ? answer.lines : [];
      return {
        name: `${exercise.id}.${file
          .split('/')
          .at(-1)
          ?.replace(/\.\w+$/, '')}`,
        commands: [...start, ...lines],
      };
    }),
  );
}

function linesOf(script: string): string[] {
  return fillTemplate(script)
    .split('\n')
    .filter((line) => line.trim() !== '');
}
