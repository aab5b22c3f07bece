/**
 * Whatever is typed, the engine ends: with an answer, or with a limit that has a name. The machine is sound afterwards. An error of any
 * other class is a bug of ours.
 */
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { openLab } from '../../src/curriculum/lab.ts';
import {
  createContentStore,
  createSession,
  LimitError,
  type Machine,
  type Ports,
  validateMachine,
} from '../../src/engine/index.ts';
import { cases, PATIENCE } from './runs.ts';
import { DOCKER_WORDS, DOCKERFILE_WORDS, SHELL_WORDS, TEMPLATE_WORDS, textOf } from './texts.ts';

const SMALL = { shellSteps: 3000, outputBytes: 200_000, fileBytes: 5_000_000, unpackedBytes: 20_000_000 };
const store = createContentStore();
const silent = { write: () => undefined, progress: () => undefined };
let ports: Ports;
let start: Machine;

beforeAll(async () => {
  const lab = await openLab();
  ports = { ...lab.ports, limits: { ...lab.ports.limits, ...SMALL } };
  const session = createSession({ ports: lab.ports, store });
  const commands = [
    'docker pull -q alpine:3.13',
    'docker tag alpine:3.13 base:1',
    'docker run --name c1 alpine:3.13 true',
    'docker run -d --name c2 alpine:3.13 sleep 9999',
    'echo "a b c" > f.txt',
    'printf "FROM alpine:3.13\\nRUN echo 1 > /one\\n" > Dockerfile',
  ];
  for (const command of commands) expect(await session.run(command, silent)).toEqual({ status: 0 });
  start = session.machine;
});

/** What stopped the lines other than a limit, and what is wrong with the machine they left. */
async function troubles(lines: readonly string[]): Promise<string[]> {
  const session = createSession({ ports, store, machine: start });
  const found: string[] = [];
  for (const line of lines) {
    const { stopped } = await session.run(line, silent);
    if (stopped !== undefined && !(stopped instanceof LimitError)) found.push(stopped.stack ?? stopped.message);
  }
  return [...found, ...(await validateMachine(session.ctx, session.machine))];
}

const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;

test(
  'any text given to the shell',
  () =>
    fc.assert(
      fc.asyncProperty(textOf(SHELL_WORDS), async (line) => {
        expect(await troubles([line])).toEqual([]);
      }),
      cases(0.15),
    ),
  PATIENCE,
);

test(
  'any words given to docker',
  () =>
    fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...DOCKER_WORDS), { maxLength: 9 }), async (words) => {
        expect(await troubles([`docker ${words.map(quoted).join(' ')}`])).toEqual([]);
      }),
      cases(0.2),
    ),
  PATIENCE,
);

test(
  'any Dockerfile given to both builders',
  () =>
    fc.assert(
      fc.asyncProperty(textOf(DOCKERFILE_WORDS, 20), fc.boolean(), async (text, classic) => {
        const lines = [`printf '%s' ${quoted(text)} > Dockerfile`, `${classic ? 'DOCKER_BUILDKIT=0 ' : ''}docker build -t fuzz .`];
        expect(await troubles(lines)).toEqual([]);
      }),
      cases(0.1),
    ),
  PATIENCE,
);

test(
  'any template given to --format',
  () =>
    fc.assert(
      fc.asyncProperty(
        textOf(TEMPLATE_WORDS),
        fc.constantFrom('ps -a', 'images', 'inspect c1', 'history base:1'),
        async (text, command) => {
          expect(await troubles([`docker ${command} --format ${quoted(text)}`])).toEqual([]);
        },
      ),
      cases(0.1),
    ),
  PATIENCE,
);
