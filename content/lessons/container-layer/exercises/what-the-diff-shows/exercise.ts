import { type Condition, defineExercise } from '../../../../../src/exercise/index.ts';

const ticked = (item: string): Condition => ({ kind: 'ticked', item });
const notTicked = (item: string): Condition => ({ kind: 'not', of: ticked(item) });

export const exercise = defineExercise({
  id: 'what-the-diff-shows',
  lesson: 'container-layer',
  kind: 'predict',
  misconceptions: ['M23', 'M25'],
  start: { commands: ['docker pull -q alpine:3.13'] },
  question: {
    kind: 'which-lines',
    run: [
      `docker run --name obra alpine:3.13 sh -c 'echo x >> /etc/motd; rm /etc/os-release; mkdir /novo; echo y > /novo/a'`,
      'docker diff obra',
    ],
    items: [
      { id: 'motd-changed', line: 'C /etc/motd' },
      { id: 'motd-added', line: 'A /etc/motd' },
      { id: 'release-deleted', line: 'D /etc/os-release' },
      { id: 'new-folder-added', line: 'A /novo' },
      { id: 'new-folder-changed', line: 'C /novo' },
      { id: 'new-file-added', line: 'A /novo/a' },
      { id: 'etc-changed', line: 'C /etc' },
      { id: 'bin-changed', line: 'C /bin' },
    ],
  },
  nearMisses: [
    { id: 'whole-image', misconception: 'M23', condition: ticked('bin-changed') },
    { id: 'changed-is-not-added', misconception: 'M23', condition: ticked('motd-added') },
    { id: 'deletion-leaves-nothing', misconception: 'M25', condition: notTicked('release-deleted') },
    { id: 'new-is-not-changed', condition: ticked('new-folder-changed') },
    { id: 'new-forgotten', condition: { kind: 'any', of: [notTicked('new-folder-added'), notTicked('new-file-added')] } },
    { id: 'folder-forgotten', condition: notTicked('etc-changed') },
  ],
});
