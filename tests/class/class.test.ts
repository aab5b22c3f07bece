/** A class over HTTP, from making it to erasing it. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { answerFile, follow, joinClass, makeClass, type ServedClass, serveClass } from './serve-class.ts';

let served: ServedClass;
beforeAll(async () => {
  served = await serveClass();
});
afterAll(() => served.close());

const RIGHT = { prediction: { kind: 'fields', values: {} } };

test('a class: made, joined, worked in, watched', async () => {
  const { id, code, instructor } = await makeClass(served);
  expect(code).toMatch(/^[34679ACDEFGHJKMNPQRTUWXY]{3}-[34679ACDEFGHJKMNPQRTUWXY]{3}$/);
  const ana = await joinClass(served, code.toLowerCase().replace('-', ' '), ' Ana  Clara ');
  expect(ana.name).toBe('Ana Clara');
  const grid = follow(served.port, id, instructor);
  await expect.poll(() => grid.heard.length).toBeGreaterThan(0);
  const file = await answerFile(served.folder, 'one-image-three-containers', RIGHT);
  const path = `/api/classes/${id}/answers`;
  const first = await served.ask('POST', path, { ...file, verdict: { kind: 'passed' } }, { secret: ana.secret });
  expect(first.status).toBe(201);
  const again = await served.ask('POST', path, file, { secret: ana.secret });
  expect([again.status, again.json.answer]).toEqual([200, first.json.answer]);
  await expect.poll(() => grid.events().map(({ kind }) => kind), { timeout: 20_000 }).toEqual(['answer.received', 'answer.graded']);
  const shown = await served.ask('GET', `${path}/${first.json.answer}`, undefined, { secret: instructor });
  expect(shown.json.answer).toEqual(RIGHT);
  // forged above, and not passed
  expect(shown.json.grade.kind).not.toBe('passed');
  const view = await served.ask('GET', `/api/classes/${id}`, undefined, { secret: instructor });
  expect(view.json.rows[0]).toMatchObject({
    name: 'Ana Clara',
    cells: { 'one-image-three-containers': { status: 'tried', attempts: 1 } },
  });
  expect(view.json.seq).toBe(grid.seqs().at(-1));
  const summary = await served.ask('GET', `/api/classes/${id}/summary`, undefined, { secret: instructor });
  expect(summary.json.exercises).toMatchObject([{ exercise: 'one-image-three-containers', tried: 1, passed: 0 }]);
  grid.stop();
});

test('what is put before the class: learners hear of the machine step by step, late ones get the whole, and only leads the plan', async () => {
  const { id, code, instructor, assistant } = await makeClass(served);
  const put = (what: string, body: unknown, secret = instructor) =>
    served.ask('PUT', `/api/classes/${id}/${what}`, body, { secret });
  const view = async (secret: string) => (await served.ask('GET', `/api/classes/${id}`, undefined, { secret })).json;
  const ana = await joinClass(served, code, 'Ana');
  const { seq } = await view(ana.secret);
  const steps = [{ line: 'docker images' }, { line: 'docker tag alpine:3.13 minha:1' }];
  await put('show', { exercise: 'second-tag', steps: steps.slice(0, 1), at: 1 });
  const hears = follow(served.port, id, ana.secret, seq);
  await expect.poll(() => hears.events().length).toBe(1);
  hears.stop();
  await put('show', { exercise: 'second-tag', steps, at: 2 });
  await put('plan', { block: 'surprise' });
  await put('pause', { on: true });
  const again = follow(served.port, id, ana.secret, hears.lastId());
  await expect
    .poll(() => again.events())
    .toEqual([
      { kind: 'show.changed', exercise: 'second-tag', keep: 1, steps: steps.slice(1), at: 2 },
      { kind: 'pause.set', on: true },
    ]);
  const late = await view((await joinClass(served, code, 'Bia')).secret);
  expect([late.shown, late.isPaused, late.plan]).toEqual([{ exercise: 'second-tag', steps, at: 2 }, true, undefined]);
  expect((await view(assistant)).plan).toEqual({ block: 'surprise', startedAt: expect.any(Number) });
  await served.ask('DELETE', `/api/classes/${id}/show`, undefined, { secret: assistant });
  await expect.poll(() => again.events().at(-1)).toEqual({ kind: 'show.ended' });
  again.stop();
  expect((await view(ana.secret)).shown).toBeUndefined();
  const refused = async (body: unknown) => (await put('show', body)).json.error;
  const tooFar = { steps, at: 3 };
  const outside = { steps: [{ line: 'ls', files: { '../a': '' } }], at: 0 };
  expect([await refused(tooFar), await refused(outside)]).toMatchObject([
    { code: 'body-invalid', field: 'at' },
    { code: 'body-invalid' },
  ]);
  expect(await refused({ exercise: 'no-such', steps, at: 0 })).toMatchObject({ code: 'exercise-unknown' });
  const large = { steps: Array.from({ length: 10 }, () => ({ line: 'x'.repeat(6000) })), at: 0 };
  expect(await refused(large)).toMatchObject({ code: 'body-too-large' });
  expect(await refused({ steps: Array(201).fill({ line: '' }), at: 0 })).toMatchObject({ code: 'body-invalid', field: 'steps' });
});

test('an answer of content that nobody knows is kept, and says so', async () => {
  const { id, code, instructor } = await makeClass(served);
  const ana = await joinClass(served, code, 'Ana');
  const file = { ...(await answerFile(served.folder, 'second-tag', { lines: ['docker images'] })), content: '1.0123456789' };
  const { status, json } = await served.ask('POST', `/api/classes/${id}/answers`, file, { secret: ana.secret });
  expect([status, json.content]).toEqual([201, expect.stringMatching(/^\d+\.[0-9a-f]{10}$/)]);
  const grade = async () =>
    (await served.ask('GET', `/api/classes/${id}/answers/${json.answer}`, undefined, { secret: instructor })).json.grade;
  await expect.poll(grade, { timeout: 20_000 }).toEqual({ kind: 'content-unknown', content: '1.0123456789', now: json.content });
});

test('who comes back on another device is the same learner; removed, not any more; and back by a click', async () => {
  const { id, code, instructor } = await makeClass(served);
  const ana = await joinClass(served, code, 'Ana');
  const back = await served.ask('POST', '/api/return', { code, returnCode: ana.returnCode.toLowerCase() });
  expect(back.json).toMatchObject({ learner: ana.learner, name: 'Ana' });
  const me = () => served.ask('GET', `/api/classes/${id}`, undefined, { secret: back.json.secret });
  expect((await me()).json.me).toMatchObject({ learner: ana.learner });
  const change = (changes: unknown) =>
    served.ask('PATCH', `/api/classes/${id}/learners/${ana.learner}`, changes, { secret: instructor });
  await change({ removed: true });
  expect((await me()).json).toEqual({ error: { code: 'learner-removed', messageKey: 'class.refused.learnerRemoved' } });
  await change({ removed: false, name: 'Ana B.' });
  expect((await me()).json.me.name).toBe('Ana B.');
});

test('locked, full, a name in use, a name that is none, a wrong code', async () => {
  const { id, code, instructor } = await makeClass(served, 'Turma', 2);
  const join = async (name: string, typed = code) =>
    (await served.ask('POST', '/api/join', { code: typed, name, locale: 'en' })).json.error;
  expect(await join('Ana')).toBeUndefined();
  expect(await join('ana')).toEqual({ code: 'name-in-use', messageKey: 'class.refused.nameInUse', field: 'name' });
  expect(await join('<b>')).toMatchObject({ code: 'name-refused', field: 'name.signs' });
  expect(await join('Bia', 'AAAAAA')).toMatchObject({ code: 'code-unknown' });
  await served.ask('PATCH', `/api/classes/${id}`, { locked: true }, { secret: instructor });
  expect(await join('Bia')).toMatchObject({ code: 'class-locked' });
  await served.ask('PATCH', `/api/classes/${id}`, { locked: false }, { secret: instructor });
  expect(await join('Bia')).toBeUndefined();
  expect(await join('Caio')).toMatchObject({ code: 'class-full' });
});

test('leading: pace, windows, announcements, hints to one and to a cluster, a hand', async () => {
  const { id, code, instructor, assistant } = await makeClass(served);
  const [ana, bia] = [await joinClass(served, code, 'Ana'), await joinClass(served, code, 'Bia')];
  const asLead = (method: string, path: string, body?: unknown) =>
    served.ask(method, `/api/classes/${id}/${path}`, body, { secret: assistant });
  const hears = follow(served.port, id, bia.secret);
  await expect.poll(() => hears.heard.length).toBeGreaterThan(0);
  await asLead('PUT', 'pace', { mode: 'locked', place: { lesson: 'removing', exercise: 'second-tag' } });
  await asLead('POST', 'announcements', { text: 'Olhos aqui' });
  await asLead('POST', 'hints', {
    to: { kind: 'learners', learners: [ana.learner] },
    exercise: 'second-tag',
    says: { kind: 'text', text: 'só para Ana' },
  });
  const file = await answerFile(served.folder, 'second-tag', { lines: ['docker images'] });
  await served.ask('POST', `/api/classes/${id}/answers`, file, { secret: bia.secret });
  await expect.poll(() => hears.events().some(({ kind }) => kind === 'answer.graded'), { timeout: 20_000 }).toBe(true);
  const { rows } = (await served.ask('GET', `/api/classes/${id}`, undefined, { secret: instructor })).json;
  const { cluster } = rows[1].cells['second-tag'];
  const hint = { to: { kind: 'cluster', cluster }, exercise: 'second-tag', says: { kind: 'level', goal: 'tagged', level: 1 } };
  expect((await asLead('POST', 'hints', hint)).json.learners).toBe(1);
  const machine = (steps: string) =>
    asLead('POST', 'hints', { to: { kind: 'all' }, exercise: 'second-tag', says: { kind: 'machine', steps } });
  expect((await machine('#steps=1.q1YqS0ktKlayUlAqyS9RqAUA')).json.learners).toBe(2);
  for (const bad of ['javascript:alert(1)', '#steps=1.<b>', `#steps=1.${'a'.repeat(4000)}`])
    expect((await machine(bad)).json.error.code).toBe('body-invalid');
  await served.ask('PUT', `/api/classes/${id}/hand`, { up: true }, { secret: bia.secret });
  await asLead('DELETE', `learners/${bia.learner}/hand`);
  await asLead('PUT', 'windows/second-tag', { closesAt: 1000 });
  const late = await served.ask('POST', `/api/classes/${id}/answers`, { ...file, id: 'another-one' }, { secret: bia.secret });
  expect(late.json.error.code).toBe('exercise-closed');
  const inTime = { ...file, id: 'written-in-time', writtenAt: 500 };
  expect((await served.ask('POST', `/api/classes/${id}/answers`, inTime, { secret: bia.secret })).status).toBe(201);
  await expect
    .poll(() => hears.events().map(({ kind }) => kind))
    .toEqual(expect.arrayContaining(['pace.set', 'announcement.made', 'hint.sent', 'hand.raised', 'hand.lowered', 'window.set']));
  expect(JSON.stringify(hears.events())).not.toContain('Ana');
  hears.stop();
});

test('a vote: two rounds, both histograms, shown when published', async () => {
  const { id, code, instructor } = await makeClass(served);
  const learners = [await joinClass(served, code, 'Ana'), await joinClass(served, code, 'Bia')];
  const exercise = 'one-image-three-containers';
  const lead = (path: string, body?: unknown) =>
    served.ask('POST', `/api/classes/${id}/votes${path}`, body ?? {}, { secret: instructor });
  const { vote } = (await lead('', { exercise })).json;
  const cast = (index: number, round: number, value: string) =>
    served.ask(
      'PUT',
      `/api/classes/${id}/votes/${vote}/ballot`,
      { round, prediction: { kind: 'fields', values: { images: value } } },
      { secret: learners[index]?.secret ?? '' },
    );
  await cast(0, 1, '3');
  await cast(1, 1, ' 1 ');
  await lead(`/${vote}/close`);
  expect((await cast(0, 1, '1')).json.error.code).toBe('vote-closed');
  expect((await lead(`/${vote}/again`)).json.round).toBe(2);
  await cast(0, 2, '1');
  await cast(1, 2, '1');
  const seen = async () =>
    (await served.ask('GET', `/api/classes/${id}`, undefined, { secret: learners[0]?.secret ?? '' })).json.votes[0];
  expect(await seen()).not.toHaveProperty('rounds');
  await lead(`/${vote}/publish`);
  const choice = (value: string) => JSON.stringify({ values: { images: value } });
  expect((await seen()).rounds).toEqual([
    [
      { choice: choice('1'), count: 1 },
      { choice: choice('3'), count: 1 },
    ],
    [{ choice: choice('1'), count: 2 }],
  ]);
  expect(await seen()).not.toHaveProperty('answer');
  await lead(`/${vote}/publish`, { answer: { images: 1 } });
  expect(await seen()).toMatchObject({ published: true, answer: { images: 1 } });
  await lead(`/${vote}/hide`);
  expect(await seen()).toMatchObject({ published: false });
  expect(await seen()).not.toHaveProperty('rounds');
  expect(await seen()).not.toHaveProperty('answer');
});

test('erased: a learner by themselves, then the class; nothing is left in the bytes of the database', async () => {
  const { readFile, readdir } = await import('node:fs/promises');
  const { id, code, instructor } = await makeClass(served, 'Turma Xylofon');
  const ana = await joinClass(served, code, 'Anastasia Q');
  const file = await answerFile(served.folder, 'second-tag', { lines: ['echo what-anastasia-wrote'] });
  await served.ask('POST', `/api/classes/${id}/answers`, file, { secret: ana.secret });
  const bytes = async () => {
    const names = (await readdir(served.folder)).filter((name) => name.includes('sqlite'));
    return Buffer.concat(await Promise.all(names.map((name) => readFile(`${served.folder}/${name}`)))).toString('latin1');
  };
  expect(await bytes()).toContain('what-anastasia-wrote');
  const filing = { choices: { sum: 'all' }, text: 'anastasia was surprised' };
  const fileTicket = () => served.ask('PUT', `/api/classes/${id}/ticket/mine`, filing, { secret: ana.secret });
  expect((await fileTicket()).json.error.code).toBe('ticket-closed');
  await served.ask('PUT', `/api/classes/${id}/ticket`, { open: true }, { secret: instructor });
  expect((await fileTicket()).status).toBe(200);
  const view = async (secret: string) => (await served.ask('GET', `/api/classes/${id}`, undefined, { secret })).json.ticket;
  expect([await view(ana.secret), await view(instructor)]).toEqual([
    { open: true, mine: filing },
    { open: true, filed: 1 },
  ]);
  const filed = async () => (await served.ask('GET', `/api/classes/${id}/ticket`, undefined, { secret: instructor })).json.filed;
  expect(await filed()).toMatchObject([{ name: 'Anastasia Q', ...filing }]);
  expect(await bytes()).toContain('anastasia was surprised');
  const grade = async () =>
    (await served.ask('GET', `/api/classes/${id}/answers`, undefined, { secret: instructor })).json.answers[0].grade;
  await expect.poll(grade, { timeout: 20_000 }).not.toBeNull();
  expect((await served.ask('DELETE', `/api/classes/${id}/learners/${ana.learner}`, undefined, { secret: ana.secret })).status).toBe(
    200,
  );
  const after = await bytes();
  expect(await filed()).toEqual([]);
  for (const trace of ['Anastasia', 'what-anastasia-wrote', 'anastasia was surprised', ana.learner])
    expect(after.split(trace).length - 1).toBe(trace === ana.learner ? 1 : 0);
  await served.ask('DELETE', `/api/classes/${id}`, undefined, { secret: instructor });
  const gone = await bytes();
  for (const trace of ['Xylofon', ana.learner, id, code.replace('-', '')]) expect(gone).not.toContain(trace);
  expect((await served.ask('GET', `/api/classes/${id}`, undefined, { secret: instructor })).status).toBe(401);
});

test('names: a learner changes their own and nothing else; who leads changes any, removes and takes back in', async () => {
  const { id, code, assistant } = await makeClass(served);
  const [ana, bia] = [await joinClass(served, code, 'Ana'), await joinClass(served, code, 'Bia')];
  const change = async (secret: string, learner: string, body: unknown) =>
    (await served.ask('PATCH', `/api/classes/${id}/learners/${learner}`, body, { secret })).json.error?.code;
  expect(await change(ana.secret, ana.learner, { name: 'Ana Paula' })).toBeUndefined();
  expect(await change(ana.secret, ana.learner, { name: 'bia' })).toBe('name-in-use');
  expect(await change(ana.secret, ana.learner, { removed: true })).toBe('not-allowed');
  expect(await change(ana.secret, bia.learner, { name: 'X' })).toBe('not-allowed');
  expect(await change(assistant, bia.learner, { removed: true })).toBeUndefined();
  expect(await change(bia.secret, bia.learner, { name: 'Beatriz' })).toBe('learner-removed');
  expect(await change(assistant, bia.learner, { removed: false, name: 'Beatriz' })).toBeUndefined();
  const { rows } = (await served.ask('GET', `/api/classes/${id}`, undefined, { secret: assistant })).json;
  expect(rows.map((row: { name: string; removed: boolean }) => [row.name, row.removed])).toEqual([
    ['Ana Paula', false],
    ['Beatriz', false],
  ]);
});
