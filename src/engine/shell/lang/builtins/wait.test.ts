import { expect, it } from 'vitest';
import { ash } from '../../harness.ts';

it('ash tells of a signal only where it waits for that one child', async () => {
  expect(await ash('sleep 5 & kill $!; wait; echo $?')).toMatchObject({ out: '0\n', err: '' });
  expect(await ash('sleep 5 & kill $!; wait $!; echo $?')).toMatchObject({ out: '143\n', err: 'Terminated\n' });
});
