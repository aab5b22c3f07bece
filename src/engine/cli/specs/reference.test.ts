import { expect, test } from 'vitest';
import { listCommandReference } from './reference.ts';

const all = listCommandReference();

test('each command stands once, with all its names', () => {
  const names = all.map(({ name }) => name);
  expect(names).toEqual([...new Set(names)].sort());
  expect(all.find(({ name }) => name === 'docker image rm')).toMatchObject({
    aliases: ['docker image remove', 'docker rmi'],
    usage: 'docker image rm [OPTIONS] IMAGE [IMAGE...]',
    short: 'Remove one or more images',
    isSimulated: true,
    flags: [
      { name: '-f, --force', isSimulated: true },
      { name: '--no-prune', isSimulated: true },
    ],
  });
});

test('what is not simulated says so, and so do its flags', () => {
  const trust = all.filter(({ name }) => name.startsWith('docker trust '));
  expect(trust.length).toBeGreaterThan(0);
  expect(trust.flatMap(({ isSimulated, flags }) => [isSimulated, ...flags.map((flag) => flag.isSimulated)])).not.toContain(true);
});
