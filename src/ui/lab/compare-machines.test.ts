/** What lies between two steps of a session, on the real engine. */
import { expect, test } from 'vitest';
import { openLab } from '../../curriculum/lab.ts';
import { EMPTY_START } from '../../exercise/index.ts';
import * as part from './compare-machines.ts';
import { openLabSession } from './lab-session.ts';
import type { StepChange, StepsXray } from './xray-data.ts';

const lab = await openLab();
const session = await openLabSession(lab, {
  start: EMPTY_START,
  steps: [
    'docker pull -q alpine:3.13',
    'docker run -d --name box alpine:3.13 sleep 600',
    'docker exec box sh -c "echo x >> /etc/motd; touch /new"',
    'docker commit box mine',
    'docker tag mine alpine:3.13; echo words > note.txt',
    'docker rm -f box',
    'docker rmi mine alpine:3.13',
  ].map((line) => ({ line })),
});

async function compare(from: number, to: number): Promise<StepsXray | undefined> {
  const { xray } = await session.compare(part, { from, to });
  return xray?.kind === 'steps' ? xray : undefined;
}
function words(one: StepChange): string {
  switch (one.kind) {
    case 'image':
      return `${one.change} image ${one.tags.join()}`;
    case 'tag':
      return `${one.change} tag ${one.name}${one.was === undefined ? '' : ' moved'}`;
    case 'layer':
      return `${one.change} layer of ${one.size} B`;
    case 'container':
      return `${one.change} container ${one.name} ${one.was === undefined ? '' : `${one.was.status} `}${one.status}`;
  }
}
const files = ({ files: parts }: StepsXray) =>
  parts.flatMap(({ of, files: list }) =>
    list
      .filter(({ change }) => change !== undefined)
      .map(({ change, path }) => `${of.kind === 'host' ? 'host' : of.name} ${change} ${path}`),
  );

test.each([
  { from: 0, to: 1, changes: ['A image alpine:3.13', 'A tag alpine:3.13', 'A layer of 5600000 B'], changed: [] },
  { from: 1, to: 2, changes: ['A container box running'], changed: [] },
  { from: 2, to: 3, changes: ['C container box running running'], changed: ['box C /etc/motd', 'box A /new'] },
  { from: 1, to: 3, changes: ['A container box running'], changed: ['box C /etc/motd', 'box A /new'] },
  {
    from: 3,
    to: 4,
    changes: ['A image mine:latest', 'A tag mine:latest', expect.stringMatching(/^A layer of \d+ B$/)],
    changed: [],
  },
  { from: 4, to: 5, changes: ['C tag alpine:3.13 moved'], changed: ['host A /root/lab/note.txt'] },
  { from: 5, to: 6, changes: ['D container box running'], changed: [] },
  { from: 3, to: 2, changes: ['C container box running running'], changed: ['box C /etc/motd', 'box D /new'] },
  { from: 3, to: 3, changes: [], changed: [] },
])('from $from to $to', async ({ from, to, changes, changed }) => {
  const xray = await compare(from, to);
  expect(xray?.changes.map(words)).toEqual(changes);
  expect(xray && files(xray)).toEqual(changed);
});

test('there and back: what came goes, and the disk is as it was', async () => {
  const [there, back] = [await compare(0, 5), await compare(5, 0)];
  const turned = { A: 'D', D: 'A', C: 'C' } as const;
  const namesOf = (xray: StepsXray | undefined, turn = false) =>
    xray?.changes.map((one) => words(turn ? { ...one, change: turned[one.change] } : one)).sort();
  expect(namesOf(there)).toEqual(namesOf(back, true));
  expect(there?.disk).toEqual({ was: back?.disk.now, now: back?.disk.was });
});

test('a step that was not taken compares with nothing; where one stands is another matter', async () => {
  expect(await compare(0, 99)).toBeUndefined();
  expect(await compare(-1, 2)).toBeUndefined();
  session.goto(1);
  expect((await compare(0, 7))?.changes).not.toEqual([]);
  session.goto(7);
});
