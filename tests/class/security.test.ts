/** Every route × every role, and what strangers try. */
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ROUTES } from '../../src/server/http/classroom.ts';
import { answerFile, follow, joinClass, makeClass, type ServedClass, serveClass } from './serve-class.ts';

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
  ['GET /api/classes/:class/ticket', 'assistant instructor'],
  ['PUT /api/classes/:class/ticket', 'assistant instructor', {}],
  ['PUT /api/classes/:class/ticket/mine', 'learner', {}],
  ['PUT /api/classes/:class/show', 'assistant instructor', {}],
  ['DELETE /api/classes/:class/show', 'assistant instructor'],
  ['PUT /api/classes/:class/pause', 'assistant instructor', {}],
  ['PUT /api/classes/:class/plan', 'assistant instructor', {}],
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

test('the API is written down, route by route', () => {
  const letters: Readonly<Record<string, string>> = { ':exercise': 'EXERCISE' };
  const written = readFileSync(join(import.meta.dirname, '../../docs/class-api.md'), 'utf8').replaceAll('…', '/api/classes/C');
  const paths = ROUTES.map(({ path }) => path.replace(/:\w+/g, (name) => letters[name] ?? name.charAt(1).toUpperCase()));
  expect(paths.filter((path) => !written.includes(path))).toEqual([]);
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

test('streams of one learner are few, also those that are asked for at once', async () => {
  const { id, code } = await makeClass(served);
  const { secret } = await joinClass(served, code, 'Ana');
  const many = Array.from({ length: 20 }, () => follow(served.port, id, secret, 0));
  const open = () => many.filter(({ heard }) => heard.length > 0).length;
  await expect.poll(open).toBe(4);
  expect((await served.ask('GET', `/api/classes/${id}/events`, undefined, { secret })).json.error.code).toBe('too-many-streams');
  expect(open()).toBe(4);
  for (const following of many) following.stop();
  const again = async () => {
    const following = follow(served.port, id, secret);
    await new Promise((done) => setTimeout(done, 30));
    following.stop();
    return following.heard.length;
  };
  await expect.poll(again).toBe(1);
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

test('guessing links ends too, and whoever holds a right one is let in all the same', async () => {
  const strict = await serveClass();
  const { id, instructor } = await makeClass(strict);
  const status = async (secret: string) => (await strict.ask('GET', `/api/classes/${id}`, undefined, { secret })).status;
  const statuses = await Promise.all(Array.from({ length: 210 }, (_, index) => status(`${'x'.repeat(28)}${1000 + index}`)));
  expect([statuses.filter((one) => one === 401).length, statuses.filter((one) => one === 429).length]).toEqual([200, 10]);
  expect(await status(instructor)).toBe(200);
  await strict.close();
});

const SCRIPT = '<script>alert(1)</script>';

test('script and formulas in names, titles, answers and announcements stay text, through to the table', async () => {
  const { id, code, instructor } = await makeClass(served, SCRIPT);
  const join = async (name: string) => (await served.ask('POST', '/api/join', { code, name, locale: 'en' })).json;
  for (const name of [SCRIPT, '=1+1', '@SUM(A1)', '+5', '"x"', 'a\tb=', 'a,b'])
    expect([name, (await join(name)).error?.code]).toEqual([name, 'name-refused']);
  // a formula that is a name by the rules
  const minus = await join('-2-3');
  const file = await answerFile(served.folder, 'second-tag', { lines: [`echo '${SCRIPT}'`] });
  const hears = follow(served.port, id, minus.secret);
  await expect.poll(() => hears.heard.length).toBeGreaterThan(0);
  const { answer } = (await served.ask('POST', `/api/classes/${id}/answers`, file, { secret: minus.secret })).json;
  await served.ask('POST', `/api/classes/${id}/announcements`, { text: SCRIPT }, { secret: instructor });
  await expect.poll(() => hears.events()).toContainEqual(expect.objectContaining({ kind: 'announcement.made', text: SCRIPT }));
  hears.stop();
  const get = (path: string) => served.ask('GET', `/api/classes/${id}${path}`, undefined, { secret: instructor });
  expect((await get(`/answers/${answer}`)).json.answer.lines).toEqual([`echo '${SCRIPT}'`]);
  for (const path of ['', `/answers/${answer}`, '/report', '/xapi', '/scores', '/summary'])
    expect((await get(path)).headers).toMatchObject({
      'content-type': expect.stringMatching(/^application\/json/),
      'x-content-type-options': 'nosniff',
    });
  for (const shape of ['plain', 'moodle', 'canvas']) {
    const { text, headers } = await get(`/csv?shape=${shape}`);
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'content-disposition': expect.stringMatching(/^attachment/),
    });
    expect(text).not.toMatch(/(^|[,;\t"])[=+@-][^,;\t"]/m);
    expect(text).toContain("'-2-3");
  }
  // what is in an address comes back nowhere
  for (const path of [`/api/${SCRIPT}`, `/api/classes/${encodeURIComponent(SCRIPT)}`, `/api/classes/${id}/csv?shape=${SCRIPT}`]) {
    const reflected = await served.ask('GET', encodeURI(path), undefined, { secret: instructor });
    expect(reflected.text).not.toContain('script');
    expect(reflected.status).toBeGreaterThanOrEqual(400);
  }
});

test.each(['exercise', 'learner', 'after'])('no sign that a database would choke on gets into a query by %s', async (name) => {
  const { id, instructor } = await makeClass(served);
  const { status, json } = await served.ask('GET', `/api/classes/${id}/answers?${name}=%00'--`, undefined, { secret: instructor });
  expect([status, json.error]).toMatchObject([400, { code: 'body-invalid', field: name }]);
});

test('secrets, names and answers are in no log, also when something breaks', async () => {
  const broken = await serveClass();
  const { id, code, instructor } = await makeClass(broken);
  const ana = await joinClass(broken, code, 'Anastasia Q');
  const file = await answerFile(broken.folder, 'second-tag', { lines: ['echo what-anastasia-wrote'] });
  const { openSqlite } = await import('../../src/server/db/sqlite.ts');
  const other = openSqlite(`${broken.folder}/camadas.sqlite`);
  for (const table of ['answers', 'events'] as const) await other.db.schema.dropTable(table).execute();
  await other.close();
  const got = await broken.ask('POST', `/api/classes/${id}/answers`, file, { secret: ana.secret });
  expect([got.status, got.json]).toEqual([503, { error: { code: 'storage-down', messageKey: 'class.refused.storageDown' } }]);
  await broken.ask('POST', `/api/classes/${id}/announcements`, { text: 'what-was-announced' }, { secret: instructor });
  const said = JSON.stringify(broken.reports);
  expect(said).toContain('no such table');
  for (const secret of [instructor, ana.secret, ana.returnCode, 'Anastasia', 'what-anastasia-wrote', 'what-was-announced'])
    expect(said).not.toContain(secret);
  await broken.close();
});
