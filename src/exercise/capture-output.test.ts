import { expect, test } from 'vitest';
import { utf8 } from '../engine/index.ts';
import { captureOutput } from './capture-output.ts';

test('streams apart, and both as a terminal shows them', () => {
  const captured = captureOutput();
  captured.sink.write(1, utf8('3.13: Pulling from library/alpine\n'));
  captured.sink.progress('a', '5843afab3874: Downloading');
  captured.sink.progress('b', '0a1b: Waiting');
  captured.sink.progress('a', '5843afab3874: Pull complete ');
  captured.sink.progress('b', '0a1b: Already exists ');
  captured.sink.write(2, utf8('oh '));
  captured.sink.write(2, utf8('no\n'));
  captured.sink.write(1, utf8('done\n'));
  expect([captured.stdout(), captured.stderr(), captured.output()]).toEqual([
    '3.13: Pulling from library/alpine\ndone\n',
    'oh no\n',
    '3.13: Pulling from library/alpine\n5843afab3874: Pull complete \n0a1b: Already exists \noh no\ndone\n',
  ]);
});

test('a character cut between two writes is whole again', () => {
  const captured = captureOutput();
  const bytes = utf8('ção');
  captured.sink.write(1, bytes.subarray(0, 1));
  captured.sink.write(1, bytes.subarray(1));
  expect(captured.stdout()).toBe('ção');
});
