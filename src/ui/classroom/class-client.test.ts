import { expect, test, vi } from 'vitest';
import { type ClassRefused, ClassUnreachable, createClassClient } from './class-client.ts';

const json = (status: number, body: unknown) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });
const stream = (text: string) => new Response(text, { status: 200, headers: { 'content-type': 'text/event-stream' } });

test('a call carries the secret, and what the server refuses is told by its code', async () => {
  const asked: [string, RequestInit | undefined][] = [];
  const client = createClassClient('s3cret', async (path, init) => {
    asked.push([String(path), init]);
    return json(409, { error: { code: 'name-in-use', messageKey: 'class.refused.nameInUse', field: 'name' } });
  });
  await expect(client.call('POST', '/api/join', { name: 'Ana' })).rejects.toMatchObject({ code: 'name-in-use', field: 'name' });
  expect(asked[0]?.[0]).toBe('/api/join');
  expect(asked[0]?.[1]).toMatchObject({ method: 'POST', body: '{"name":"Ana"}', headers: { authorization: 'Bearer s3cret' } });
});

test.each([
  { name: 'no network', answer: () => Promise.reject(new TypeError('failed')) },
  { name: 'a host that only has files', answer: async () => new Response('<h1>404</h1>', { status: 404 }) },
  { name: 'a page where JSON should be', answer: async () => new Response('<p>', { headers: { 'content-type': 'text/html' } }) },
])('$name is not a refusal', async ({ answer }) => {
  await expect(createClassClient(undefined, answer).call('GET', '/api/exercises')).rejects.toBeInstanceOf(ClassUnreachable);
});

test('following resumes after the last id, and ends where the class does', async () => {
  vi.useFakeTimers();
  const resumed: unknown[] = [];
  const answers = [
    stream(
      'id: 4\nevent: log\ndata: {"event":{"kind":"hand.lowered","learner":"a"}}\n\nid: 7\nevent: ping\ndata: {}\n\nid: 8\nevent: lo',
    ),
    stream('id: 9\nevent: log\ndata: {"event":{"kind":"hand.lowered","learner":"b"}}\n\n'),
    json(410, { error: { code: 'class-expired', messageKey: 'class.refused.classExpired' } }),
  ];
  const client = createClassClient('x', async (_, init) => {
    resumed.push(new Headers(init?.headers).get('last-event-id'));
    return answers.shift() ?? json(500, {});
  });
  const heard: unknown[] = [];
  const ended = new Promise<ClassRefused>((resolve) => {
    client.follow('c', 3, {
      onEvent: (event, seq) => heard.push([seq, 'learner' in event && event.learner]),
      onConnection: (isUp) => heard.push(isUp),
      onEnd: resolve,
    });
  });
  await vi.runAllTimersAsync();
  expect((await ended).code).toBe('class-expired');
  expect(resumed).toEqual(['3', '7', '9']);
  expect(heard).toEqual([true, [4, 'a'], false, true, [9, 'b'], false]);
  vi.useRealTimers();
});
