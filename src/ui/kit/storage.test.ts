import { expect, test } from 'vitest';
import { createStorage } from './storage.ts';

interface Note {
  readonly version: 2;
  readonly text: string;
}

test('what is written is read again, unless it is of another version or removed', () => {
  const storage = createStorage();
  storage.write<Note>('n', { version: 2, text: 'a' });
  expect(storage.read<Note>('n', 2)).toEqual({ version: 2, text: 'a' });
  expect(storage.read('n', 1)).toBeUndefined();
  storage.remove('n');
  expect(storage.read<Note>('n', 2)).toBeUndefined();
});
