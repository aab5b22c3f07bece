/** Learners as a load: each follows the class's events and hands in every so often; one instructor's grid tells when each verdict arrives. */
import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { listAnswers } from '../../src/curriculum/answers.ts';
import { contentVersion } from '../../src/curriculum/content-version.ts';
import { listExercises } from '../../src/curriculum/exercises.ts';
import {
  type Asking,
  ask,
  type Following,
  follow,
  type JoinedLearner,
  joinClass,
  type MadeClass,
  makeClass,
} from '../class/serve-class.ts';

export interface Crowd {
  readonly made: MadeClass;
  readonly learners: readonly JoinedLearner[];
  readonly streams: readonly Following[];
}

const JOINING_AT_ONCE = 50;

/** @param ports of the server's processes, in turn */
export async function gather(ports: readonly number[], count: number): Promise<Crowd> {
  const portOf = (index: number) => ports[index % ports.length] as number;
  const asks = (index: number) => ({
    ask: (method: string, path: string, body?: unknown, asking?: Asking) => ask(portOf(index), method, path, body, asking),
  });
  const made = await makeClass(asks(0), 'Bench', 5000);
  const learners: JoinedLearner[] = [];
  for (let from = 0; from < count; from += JOINING_AT_ONCE) {
    const some = Array.from({ length: Math.min(JOINING_AT_ONCE, count - from) }, (_, index) => from + index);
    learners.push(...(await Promise.all(some.map((index) => joinClass(asks(index), made.code, `Learner ${index}`)))));
  }
  return { made, learners, streams: learners.map(({ secret }, index) => follow(portOf(index), made.id, secret)) };
}

/** The authors' own solutions and wrong answers, as learners hand them in. */
export async function authorsAnswers(): Promise<readonly Record<string, unknown>[]> {
  const exercises = await listExercises();
  return exercises.flatMap((exercise) =>
    (['solutions', 'wrong'] as const).flatMap((kind) =>
      listAnswers(exercise, kind).map(({ answer }) => ({
        format: 'camadas-answer',
        formatVersion: 1,
        exercise: exercise.id,
        content: contentVersion(exercise),
        locale: 'pt-BR',
        answer,
      })),
    ),
  );
}

/** Unequal to every other, so that it must be played: an equal one would be known. */
function makeUnequal(file: Record<string, unknown>, index: number): Record<string, unknown> {
  const answer = file['answer'] as { lines?: readonly string[] };
  return answer.lines === undefined ? file : { ...file, answer: { ...answer, lines: [`echo ${index}`, ...answer.lines] } };
}

export interface LoadFigures {
  readonly handedIn: number;
  /** milliseconds by which the generator itself was late, 99th percentile */
  readonly behind: number;
  readonly refused: number;
  /** why, and how often: a refusal's code, a status, or what became of the connection */
  readonly reasons: ReadonlyMap<string, number>;
  /** acknowledged, and no verdict at the grid in the end */
  readonly lost: number;
  /** milliseconds from sending to the server's word that it is kept */
  readonly acknowledged: readonly number[];
  /** milliseconds from sending to the verdict at the grid */
  readonly atGrid: readonly number[];
}

/** @param everyMs between two answers of one learner; spread evenly */
export async function handInFor(
  ports: readonly number[],
  { made, learners }: Crowd,
  { everyMs, forMs, unequal }: { readonly everyMs: number; readonly forMs: number; readonly unequal: boolean },
): Promise<LoadFigures> {
  const all = await authorsAnswers();
  const answers = unequal ? all.filter(({ answer }) => 'lines' in (answer as object)) : all;
  const behind: number[] = [];
  const agent = new Agent({ keepAlive: true, maxSockets: 400 });
  const sentAt = new Map<string, number>();
  const gradedAt = new Map<string, number>();
  const acknowledged: number[] = [];
  const reasons = new Map<string, number>();
  let handedIn = 0;
  const grid = watchGrid(ports[0] as number, made, (answer) => gradedAt.set(answer, performance.now()));
  const started = performance.now();
  const open: Promise<void>[] = [];
  const total = Math.floor((learners.length * forMs) / everyMs);
  for (let index = 0; index < total; index += 1) {
    const due = started + (index * everyMs) / learners.length;
    const wait = due - performance.now();
    if (wait > 1) await sleep(wait);
    behind.push(Math.max(0, performance.now() - due));
    const { secret } = learners[index % learners.length] as JoinedLearner;
    const file = answers[(index * 7) % answers.length] as Record<string, unknown>;
    const body = JSON.stringify({
      ...(unequal ? makeUnequal(file, index) : file),
      id: `load-${process.pid}-${index}-${started.toFixed(0)}`,
    });
    const sent = performance.now();
    handedIn += 1;
    open.push(
      post(agent, ports[index % ports.length] as number, `/api/classes/${made.id}/answers`, secret, body).then((answer) => {
        if ('reason' in answer) reasons.set(answer.reason, (reasons.get(answer.reason) ?? 0) + 1);
        else {
          acknowledged.push(performance.now() - sent);
          sentAt.set(answer.id, sent);
        }
      }),
    );
  }
  await Promise.all(open);
  for (const end = Date.now() + 60_000; gradedAt.size < sentAt.size && Date.now() < end; ) await sleep(100);
  grid.destroy();
  agent.destroy();
  const atGrid = [...sentAt].flatMap(([answer, sent]) => {
    const graded = gradedAt.get(answer);
    return graded === undefined ? [] : [graded - sent];
  });
  const refused = [...reasons.values()].reduce((sum, count) => sum + count, 0);
  return { handedIn, behind: percentile(behind, 0.99), refused, reasons, lost: sentAt.size - atGrid.length, acknowledged, atGrid };
}

/** As fast as the server takes them, so many at a time. @returns acknowledged a second */
export async function handInFast(
  ports: readonly number[],
  crowds: readonly Crowd[],
  { atOnce, forMs }: { readonly atOnce: number; readonly forMs: number },
): Promise<number> {
  const answers = await authorsAnswers();
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce });
  const end = performance.now() + forMs;
  let sent = 0;
  let kept = 0;
  async function keepOn(): Promise<void> {
    while (performance.now() < end) {
      const index = sent;
      sent += 1;
      const { made, learners } = crowds[index % crowds.length] as Crowd;
      const { secret } = learners[Math.floor(index / crowds.length) % learners.length] as JoinedLearner;
      const body = JSON.stringify({ ...answers[index % answers.length], id: `fast-${process.pid}-${index}-${end.toFixed(0)}` });
      const port = ports[index % ports.length] as number;
      if ('id' in (await post(agent, port, `/api/classes/${made.id}/answers`, secret, body))) kept += 1;
    }
  }
  await Promise.all(Array.from({ length: atOnce }, keepOn));
  agent.destroy();
  return (kept / forMs) * 1000;
}

function watchGrid(port: number, { id, instructor }: MadeClass, graded: (answer: string) => void) {
  const headers = { authorization: `Bearer ${instructor}` };
  let rest = '';
  const sent = request({ host: '127.0.0.1', port, path: `/api/classes/${id}/events`, headers, agent: false }, (response) => {
    response.setEncoding('utf8');
    response.on('data', (chunk: string) => {
      const blocks = (rest + chunk).split('\n\n');
      rest = blocks.pop() ?? '';
      for (const block of blocks) {
        if (!block.includes('"answer.graded"')) continue;
        const answer = /"answer":"([^"]+)"/.exec(block)?.[1];
        if (answer !== undefined) graded(answer);
      }
    });
  });
  sent.on('error', () => {});
  sent.end();
  return sent;
}

type Posted = { readonly id: string } | { readonly reason: string };

/** The answer's id, or why there is none: here nobody sends again, as a browser's queue does. */
function post(agent: Agent, port: number, path: string, secret: string, body: string): Promise<Posted> {
  const headers = {
    authorization: `Bearer ${secret}`,
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
  };
  return new Promise((done) => {
    const sent = request({ host: '127.0.0.1', port, path, method: 'POST', headers, agent }, (response) => {
      let said = '';
      response.on('data', (chunk: Buffer) => {
        said += chunk.toString();
      });
      response.on('end', () => {
        if (response.statusCode === 201) done({ id: (JSON.parse(said) as { answer: string }).answer });
        else done({ reason: /"code":"([a-z-]+)"/.exec(said)?.[1] ?? `status ${response.statusCode}` });
      });
    });
    sent.on('error', ({ code = 'error' }: NodeJS.ErrnoException) =>
      done({ reason: sent.reusedSocket ? `${code} on a kept connection` : code }),
    );
    sent.end(body);
  });
}

export function percentile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}
