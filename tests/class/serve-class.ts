/** A classroom on a port of its own, over a site without pages, and what talks to it. */
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { buffer, text } from 'node:stream/consumers';
import { writeExerciseManifest } from '../../scripts/exercise-manifest.ts';
import type { StoragePlace } from '../../src/server/db/storage-place.ts';
import type { ClassEvent } from '../../src/server/domain/class-event.ts';
import { type Classroom, openClassroom } from '../../src/server/http/classroom.ts';

export const REGISTRY = resolve(import.meta.dirname, '../../content/registry');

export interface Got {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: what a server says is looked at, not computed with
  readonly json: any;
}

export interface Asking {
  readonly secret?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly raw?: string;
  /** of the answer, where it is no text: `latin1` keeps the bytes */
  readonly encoding?: 'latin1';
}

export interface ServedClass {
  readonly port: number;
  readonly folder: string;
  readonly classroom: Classroom;
  readonly reports: unknown[];
  ask(method: string, path: string, body?: unknown, asking?: Asking): Promise<Got>;
  close(): Promise<void>;
}

/** @param place left out: SQLite in a folder that goes with it */
export async function serveClass(given: { place?: StoragePlace; limitFactor?: number } = {}): Promise<ServedClass> {
  const folder = await mkdtemp(join(tmpdir(), 'camadas-class-'));
  await writeExerciseManifest(folder);
  const reports: unknown[] = [];
  const classroom = await openClassroom({
    place: given.place ?? { dataDir: folder },
    dist: folder,
    registryFolder: REGISTRY,
    limitFactor: given.limitFactor ?? 1,
    playsAhead: false,
    report: (entry) => reports.push(entry),
  });
  const server = createServer((request, response) => void classroom.handle(request, response));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    folder,
    classroom,
    reports,
    ask: (method, path, body, asking) => ask(port, method, path, body, asking),
    async close() {
      await classroom.close();
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
      await rm(folder, { recursive: true });
    },
  };
}

export function ask(
  port: number,
  method: string,
  path: string,
  body?: unknown,
  { secret, headers = {}, raw, encoding }: Asking = {},
): Promise<Got> {
  const sent = raw ?? (body === undefined ? undefined : JSON.stringify(body));
  const all = {
    ...(sent === undefined ? {} : { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(sent)) }),
    ...(secret === undefined ? {} : { authorization: `Bearer ${secret}` }),
    ...headers,
  };
  return new Promise((done, reject) => {
    const request = send({ host: '127.0.0.1', port, method, path, headers: all, agent: false }, async (response) => {
      const said = encoding === undefined ? await text(response) : (await buffer(response)).toString(encoding);
      const isJson = response.headers['content-type'] === 'application/json';
      done({
        status: response.statusCode ?? 0,
        headers: response.headers,
        text: said,
        json: isJson ? JSON.parse(said) : undefined,
      });
    });
    request.on('error', reject);
    request.end(sent);
  });
}

export interface Heard {
  readonly id: number | undefined;
  readonly event: string;
  // biome-ignore lint/suspicious/noExplicitAny: as above
  readonly data: any;
}

export interface Following {
  readonly heard: Heard[];
  /** numbers of the log's events, in the order in which they came */
  readonly seqs: () => number[];
  readonly events: () => ClassEvent[];
  readonly lastId: () => number | undefined;
  readonly ended: Promise<void>;
  stop(): void;
}

/** Follows a class's events as a page does. */
export function follow(port: number, classId: string, secret: string, after?: number): Following {
  const heard: Heard[] = [];
  let rest = '';
  const headers = { authorization: `Bearer ${secret}`, ...(after === undefined ? {} : { 'last-event-id': String(after) }) };
  let end = () => {};
  const ended = new Promise<void>((done) => {
    end = done;
  });
  const request = send({ host: '127.0.0.1', port, path: `/api/classes/${classId}/events`, headers, agent: false }, (response) => {
    response.setEncoding('utf8');
    response.on('data', (chunk: string) => {
      rest += chunk;
      const blocks = rest.split('\n\n');
      rest = blocks.pop() ?? '';
      for (const block of blocks) {
        const fields = new Map(
          block.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]),
        );
        const id = fields.get('id');
        const event = fields.get('event');
        if (event !== undefined)
          heard.push({ id: id === undefined ? undefined : Number(id), event, data: JSON.parse(fields.get('data') ?? 'null') });
      }
    });
    response.on('close', end);
    response.on('error', end);
  });
  request.on('error', end);
  request.end();
  const logged = () => heard.filter(({ event }) => event === 'log');
  return {
    heard,
    seqs: () => logged().map(({ data }) => data.seq),
    events: () => logged().map(({ data }) => data.event),
    lastId: () => heard.findLast(({ id }) => id !== undefined)?.id,
    ended,
    stop: () => request.destroy(),
  };
}

export interface MadeClass {
  readonly id: string;
  readonly code: string;
  readonly instructor: string;
  readonly assistant: string;
}

export async function makeClass({ ask: asks }: Pick<ServedClass, 'ask'>, title = 'Turma', cap = 60): Promise<MadeClass> {
  const { json } = await asks('POST', '/api/classes', { title, cap });
  return { id: json.class, code: json.code, ...json.secrets };
}

export interface JoinedLearner {
  readonly class: string;
  readonly learner: string;
  readonly name: string;
  readonly secret: string;
  readonly returnCode: string;
}

export async function joinClass(
  { ask: asks }: Pick<ServedClass, 'ask'>,
  code: string,
  name: string,
  locale = 'pt-BR',
): Promise<JoinedLearner> {
  const { status, json } = await asks('POST', '/api/join', { code, name, locale });
  if (status !== 201) throw new Error(JSON.stringify(json));
  return json;
}

let made = 0;

/** An answer to hand in, of the present content. */
export async function answerFile(folder: string, exercise: string, answer: unknown): Promise<Record<string, unknown>> {
  const { readExerciseManifest } = await import('../../src/server/grading/exercise-manifest.ts');
  const { exercises } = await readExerciseManifest(folder);
  return answerFor(exercise, exercises.find(({ facts }) => facts.id === exercise)?.content, answer);
}

export function answerFor(exercise: string, content: string | undefined, answer: unknown): Record<string, unknown> {
  made += 1;
  return {
    format: 'camadas-answer',
    formatVersion: 1,
    id: `test-${made}-${process.pid}`,
    exercise,
    content,
    locale: 'pt-BR',
    answer,
  };
}
