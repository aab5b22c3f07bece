import { expect, test } from 'vitest';
import { dockerCommand, hasFlag } from './docker-call.ts';

test.each([
  { line: 'rmi -f alpine', name: 'rmi', args: ['-f', 'alpine'] },
  { line: 'image rm -f alpine', name: 'rmi', args: ['-f', 'alpine'] },
  { line: 'image remove alpine', name: 'rmi', args: ['alpine'] },
  { line: 'image ls', name: 'images', args: [] },
  { line: 'image pull alpine', name: 'pull', args: ['alpine'] },
  { line: 'image prune -a', name: 'image prune', args: ['-a'] },
  { line: 'container rm box', name: 'rm', args: ['box'] },
  { line: 'container ls -a', name: 'ps', args: ['-a'] },
  { line: 'container start box', name: 'start', args: ['box'] },
  { line: 'system df -v', name: 'system df', args: ['-v'] },
  { line: '--log-level debug rmi alpine', name: 'rmi', args: ['alpine'] },
  { line: '-D rmi alpine', name: 'rmi', args: ['alpine'] },
  { line: '', name: '', args: [] },
])('dockerCommand: $line', ({ line, name, args }) => {
  expect(dockerCommand(line === '' ? [] : line.split(' '))).toEqual({ name, args });
});

test.each([
  { line: 'rmi -f alpine', found: true },
  { line: 'rmi alpine -f', found: true },
  { line: 'rmi --force alpine', found: true },
  { line: 'rmi --force=true alpine', found: true },
  { line: 'rmi --force=false alpine', found: false },
  { line: 'rm -vf box', found: true },
  { line: 'rm -v box', found: false },
  { line: 'rmi -- -f', found: false },
  { line: 'run alpine rm -f /etc/motd', found: false },
  { line: 'images --filter dangling=true', found: false },
])('hasFlag -f, --force: $line is $found', ({ line, found }) => {
  expect(hasFlag(dockerCommand(line.split(' ')), ['-f', '--force'])).toBe(found);
});
