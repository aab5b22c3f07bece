import { expect, test } from 'vitest';
import { PartError } from './errors.ts';
import { createPart } from './part.ts';

test('a part is fetched once, and at hand afterwards', async () => {
  let fetched = 0;
  const part = createPart(async () => ({ value: ++fetched }));
  expect(part.loaded).toBeUndefined();
  expect(await part.load()).toEqual({ value: 1 });
  expect(await part.load()).toBe(part.loaded);
});

test('who asks while it is being fetched gets the same', async () => {
  const part = createPart(async () => ({}));
  const [one, other] = await Promise.all([part.load(), part.load()]);
  expect(one).toBe(other);
  expect(part.loaded).toBe(one);
});

test('a part that could not be fetched is fetched by the next try', async () => {
  const answers = [() => Promise.reject(new TypeError('no network')), () => Promise.resolve('here')];
  const part = createPart(() => answers.shift()?.() ?? Promise.reject(new Error('asked too often')));
  await expect(part.load()).rejects.toThrow(PartError);
  expect(part.loaded).toBeUndefined();
  expect(await part.load()).toBe('here');
  expect(part.loaded).toBe('here');
});
