/** Every route × every role, and what strangers try. */
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ROUTES } from '../../src/server/http/classroom.ts';
import { answerFile, joinClass, makeClass, type ServedClass, serveClass } from './serve-class.ts';

type Role = 'nobody' | 'learner' | 'other class' | 'assistant' | 'instructor';
const ROLES: readonly Role[] = ['nobody', 'learner', 'other class', 'assistant', 'instructor'];

/** Who may, of the class in the address; `other class` is a learner of another one. The stream of events has a test of its own below. */
const TABLE: readonly (readonly [route: string, allowed: string, body?: unknown])[] = [
  ['POST /api/classes', 'nobody learner other class assistant instructor', { title: 'x' }],
  ['POST /api/join', 'nobody learner other class assistant instructor', {}],
  ['POST /api/return', 'nobody learner other class assistant instructor', {}],
  ['GET /api/exercises', 'nobody learner other class assistant instructor'],
  ['GET /api/classes/:class', 'learner assistant instructor'],
  ['PATCH /api/classes/:class', 'instructor', {}],
  ['DELETE /api/classes/:class', 'instructor'],
  ['POST /api/classes/:class/links', 'instructor', {}],
  // of somebody else
  ['PATCH /api/classes/:class/learners/:learner', 'assistant instructor', {}],
  ['DELETE /api/classes/:class/learners/:learner', 'instructor'],
  ['POST /api/classes/:class/learners/:learner/return-code', 'assistant instructor'],
  ['GET /api/classes/:class/events', 'learner assistant instructor'],
  ['POST /api/classes/:class/answers', 'learner', {}],
  ['GET /api/classes/:class/answers', 'learner assistant instructor'],
  ['GET /api/classes/:class/answers/:answer', 'learner assistant instructor'],
  ['POST /api/classes/:class/place', 'learner', {}],
  ['POST /api/classes/:class/presence', 'learner', {}],
  ['PUT /api/classes/:class/hand', 'learner', {}],
  ['DELETE /api/classes/:class/learners/:learner/hand', 'assistant instructor'],
  ['GET /api/classes/:class/summary', 'assistant instructor'],
  ['PUT /api/classes/:class/pace', 'assistant instructor', {}],
  ['PUT /api/classes/:class/windows/:exercise', 'assistant instructor', {}],
  ['POST /api/classes/:class/announcements', 'assistant instructor', {}],
  ['DELETE /api/classes/:class/announcements/:announcement', 'assistant instructor'],
  ['POST /api/classes/:class/hints', 'assistant instructor', {}],
  ['POST /api/classes/:class/votes', 'assistant instructor', {}],
  ['POST /api/classes/:class/votes/:vote/again', 'assistant instructor', {}],
  ['POST /api/classes/:class/votes/:vote/close', 'assistant instructor', {}],
  ['POST /api/classes/:class/votes/:vote/publish', 'assistant instructor', {}],
  ['POST /api/classes/:class/votes/:vote/hide', 'assistant instructor', {}],
  ['PUT /api/classes/:class/votes/:vote/ballot', 'learner', {}],
  ['GET /api/classes/:class/report', 'assistant instructor'],
  ['GET /api/classes/:class/csv', 'assistant instructor'],
  ['GET /api/classes/:class/xapi', 'assistant instructor'],
  ['GET /api/classes/:class/scores', 'assistant instructor'],
  ['GET /api/classes/:class/archive', 'instructor'],
];

let served: ServedClass;
beforeAll(async () => {
  served = await serveClass({ limitFactor: 100 });
});
afterAll(() => served.close());

test('the table has every route', () => {
  expect(TABLE.map(([route]) => route).sort()).toEqual(ROUTES.map(({ method, path }) => `${method} ${path}`).sort());
});

const ROWS = TABLE.map(([route, allowed, body]) => ({ route, allowed, body })).filter(({ route }) => !route.endsWith('/events'));

test.each(ROWS)('$route: $allowed', async ({ route, allowed, body }) => {
  const made = await makeClass(served);
  const other = await makeClass(served);
  const [ana, bia] = [await joinClass(served, made.code, 'Ana'), await joinClass(served, made.code, 'Bia')];
  const stranger = await joinClass(served, other.code, 'Caio');
  const secrets = {
    nobody: undefined,
    learner: ana.secret,
    'other class': stranger.secret,
    assistant: made.assistant,
    instructor: made.instructor,
  };
  const [method = '', pattern = ''] = route.split(' ');
  const path = pattern.replace(':class', made.id).replace(':learner', bia.learner).replace(/:\w+/, 'unknown');
  for (const role of ROLES) {
    const secret = secrets[role];
    const { status, json } = await served.ask(method, path, body, secret === undefined ? {} : { secret });
    if (allowed.includes(role)) expect([role, [401, 403].includes(status)]).toEqual([role, false]);
    else
      expect([role, status, json.error.code]).toEqual([
        role,
        role === 'nobody' ? 401 : 403,
        role === 'nobody' ? 'role-missing' : 'not-allowed',
      ]);
  }
});

test('a learner sees nobody else: not in the view, not in the answers, not by id', async () => {
  const { id, code, instructor } = await makeClass(served);
  const [ana, bia] = [await joinClass(served, code, 'Ana'), await joinClass(served, code, 'Bia')];
  const file = await answerFile(served.folder, 'second-tag', { lines: ['echo of-bia'] });
  const { answer } = (await served.ask('POST', `/api/classes/${id}/answers`, file, { secret: bia.secret })).json;
  for (const path of ['', '/answers', `/answers?learner=${bia.learner}`, `/answers/${answer}`]) {
    const { text } = await served.ask('GET', `/api/classes/${id}${path}`, undefined, { secret: ana.secret });
    expect(text).not.toMatch(/Bia|of-bia/);
    expect(text).not.toContain(bia.learner);
  }
  const seen = await served.ask('GET', `/api/classes/${id}/answers/${answer}`, undefined, { secret: instructor });
  expect(seen.text).toContain('of-bia');
});

test('the stream of events is for members alone', async () => {
  const { id } = await makeClass(served);
  const other = await makeClass(served);
  const stranger = await joinClass(served, other.code, 'Caio');
  const status = async (secret?: string) =>
    (await served.ask('GET', `/api/classes/${id}/events`, undefined, secret === undefined ? {} : { secret })).status;
  expect([await status(), await status(stranger.secret), await status(other.instructor)]).toEqual([401, 403, 403]);
});

test('a link that was replaced is worth nothing', async () => {
  const { id, instructor, assistant } = await makeClass(served);
  const { json } = await served.ask('POST', `/api/classes/${id}/links`, { role: 'assistant' }, { secret: instructor });
  const status = async (secret: string) => (await served.ask('GET', `/api/classes/${id}`, undefined, { secret })).status;
  expect([await status(assistant), await status(json.secret), await status(instructor)]).toEqual([401, 200, 200]);
});

test.each([
  { name: 'another site by its Origin', headers: { origin: 'https://evil.example' }, code: 'origin-refused' },
  { name: 'an origin that is none', headers: { origin: 'null' }, code: 'origin-refused' },
  { name: 'another site by what the browser says', headers: { 'sec-fetch-site': 'cross-site' }, code: 'origin-refused' },
  { name: 'a form', headers: { 'content-type': 'text/plain' }, code: 'type-refused' },
])('$name cannot act', async ({ headers, code }) => {
  const { json } = await served.ask('POST', '/api/classes', { title: 'x' }, { headers });
  expect(json.error.code).toBe(code);
});

test('a cookie is nobody', async () => {
  const { id, instructor } = await makeClass(served);
  const { status } = await served.ask('GET', `/api/classes/${id}`, undefined, { headers: { cookie: `secret=${instructor}` } });
  expect(status).toBe(401);
});

test('bodies that are too large, broken, or say something else', async () => {
  const { id, code } = await makeClass(served);
  const { secret } = await joinClass(served, code, 'Ana');
  const codeOf = async (path: string, raw: string) => (await served.ask('POST', path, undefined, { secret, raw })).json.error.code;
  expect(await codeOf('/api/join', 'x'.repeat(20_000))).toBe('body-too-large');
  expect(await codeOf('/api/join', '{')).toBe('body-invalid');
  expect(await codeOf('/api/join', '{"__proto__":{"code":"x"}}')).toBe('body-invalid');
  expect(await codeOf(`/api/classes/${id}/answers`, 'x'.repeat(5001))).toBe('body-too-large');
  expect(await codeOf(`/api/classes/${id}/answers`, '[]')).toBe('answer-format');
  const file = await answerFile(served.folder, 'second-tag', { lines: [] });
  expect(await codeOf(`/api/classes/${id}/answers`, JSON.stringify({ ...file, exercise: 'no-such' }))).toBe('exercise-unknown');
});

test('a body that never ends is cut off as large, without a length too', async () => {
  const socket = connect(served.port, '127.0.0.1');
  socket.on('error', () => {});
  let said = '';
  socket.on('data', (data) => {
    said += data.toString();
  });
  socket.write('POST /api/join HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n');
  const chunk = `4000\r\n${'x'.repeat(0x4000)}\r\n`;
  socket.write(chunk.repeat(3));
  await expect.poll(() => said).toContain('body-too-large');
  socket.destroy();
});

test('streams of one learner are few', async () => {
  const { id, code } = await makeClass(served);
  const { secret } = await joinClass(served, code, 'Ana');
  const { follow } = await import('./serve-class.ts');
  const four = Array.from({ length: 4 }, () => follow(served.port, id, secret));
  await expect.poll(() => four.every(({ heard }) => heard.length > 0)).toBe(true);
  expect((await served.ask('GET', `/api/classes/${id}/events`, undefined, { secret })).json.error.code).toBe('too-many-streams');
  for (const following of four) following.stop();
});

test('scripts come back as data: JSON, never sniffed, never a page', async () => {
  const { id, instructor } = await makeClass(served, '<script>alert(1)</script>');
  const { headers, json } = await served.ask('GET', `/api/classes/${id}`, undefined, { secret: instructor });
  expect(json.settings.title).toBe('<script>alert(1)</script>');
  expect(headers).toMatchObject({
    'content-type': 'application/json',
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  });
});

test('guessing codes ends after forty wrong ones, and nothing was written into the log of errors', async () => {
  const strict = await serveClass();
  const statuses: number[] = [];
  for (let guess = 0; guess < 45; guess += 1) {
    const code = `${'34679ACDEFGHJKMNPQRTUWXY'.charAt(guess % 24)}${guess < 24 ? 'A' : 'C'}CDEF`;
    statuses.push((await strict.ask('POST', '/api/join', { code, name: 'Ana', locale: 'en' })).status);
  }
  expect(statuses.filter((status) => status === 404).length).toBeLessThanOrEqual(40);
  expect(statuses.at(-1)).toBe(429);
  expect([strict.reports, served.reports]).toEqual([[], []]);
  await strict.close();
});
