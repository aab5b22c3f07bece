/** A container's run played again from its value (docs/decisions/0002) is the run that was left: what one sees in it then is the same. */
import { beforeAll, expect, test } from 'vitest';
import { openLab } from '../../curriculum/lab.ts';
import { createRecorder, EMPTY_START, type PreparedStart } from '../../exercise/index.ts';
import type { Machine } from '../machine/machine.ts';

let start: PreparedStart;
beforeAll(async () => {
  const { starts } = await openLab();
  start = await starts.prepare({ ...EMPTY_START, commands: ['docker pull -q alpine:3.13'] });
});

/** Everything that a later command could tell apart: files with numbers and times, processes with theirs. */
const LOOK = [
  `docker exec box sh -c 'ls -lai / /dev /tmp /data 2>/dev/null; ps; cat /note /other /data/note 2>/dev/null; echo $$ $RANDOM'`,
  'docker logs box',
  'docker diff box',
];

/** The same machine, for which no run is at hand: lives are kept by the very value. */
function forgetRuns(machine: Machine): Machine {
  const containers = [...machine.containers].map(([id, container]) => {
    const { process } = container;
    return [id, process === undefined ? container : { ...container, process: { ...process } }] as const;
  });
  return { ...machine, containers: new Map(containers) };
}

async function look(lines: readonly string[], machine: Machine): Promise<string> {
  const steps = await createRecorder({ ...start, machine }).run(lines);
  expect(steps.filter(({ stopped }) => stopped !== undefined)).toEqual([]);
  return steps
    .slice(-LOOK.length)
    .map(({ output, status }) => `${output}? ${status}`)
    .join('\n');
}

const QUIET = 'docker run -d --name box -v keep:/data --tmpfs /tmp alpine:3.13 sleep 999999';
const SCRIPTS: Readonly<Record<string, readonly string[]>> = {
  'commands that write, link and remove': [
    QUIET,
    `docker exec box sh -c 'echo 1 > /note; ln /note /other; mkdir /srv/a'`,
    `docker exec box sh -c 'echo 2 >> /note; rm /other; touch /srv/a/b'`,
    'docker exec box cat /note',
  ],
  'a volume and a tmpfs': [
    QUIET,
    `docker exec box sh -c 'echo 1 > /data/note; echo 2 > /tmp/x'`,
    `docker run --rm -v keep:/data alpine:3.13 sh -c 'echo 3 >> /data/note'`,
    `docker exec box sh -c 'echo 4 >> /data/note'`,
  ],
  '/dev changed': [QUIET, `docker exec box sh -c 'echo 1 > /dev/made; echo 1 > /note'`, 'docker exec box cat /dev/made'],
  'files copied in between': [
    QUIET,
    'docker exec box touch /note',
    'echo hi > f; docker cp f box:/note',
    'docker exec box touch /a',
  ],
  'paused in between': [QUIET, 'docker exec box touch /note', 'docker pause box', 'docker unpause box', 'docker exec box touch /a'],
  'a main process that works': [
    `docker run -d --name box alpine:3.13 sh -c 'while true; do cat /note; sleep 1; done'`,
    `docker exec box sh -c 'echo 1 > /note'`,
    'sleep 3',
    `docker exec box sh -c 'echo 2 > /note'`,
    'sleep 2',
  ],
  'a main process with an open file': [
    `docker run -d --name box alpine:3.13 sh -c 'exec 3>/note; while true; do sleep 5; echo x >&3; done'`,
    'docker exec box mv /note /other',
    'docker exec box touch /note',
    'sleep 11',
  ],
  'a main process that is sent signals': [
    `docker run -d --name box alpine:3.13 sh -c 'trap "echo got >> /note" USR1; while true; do sleep 100; done'`,
    'docker exec box kill -USR1 1',
    'docker exec box touch /a',
    'docker kill -s USR1 box',
    'docker exec box touch /b',
  ],
  'a command that stays': [
    QUIET,
    'docker exec -d box sleep 50',
    'docker exec box touch /note',
    'sleep 60',
    'docker exec box touch /a',
  ],
};

test.each(Object.entries(SCRIPTS))('%s', async (_name, lines) => {
  for (let count = 1; count <= lines.length; count += 1) {
    const done = lines.slice(0, count);
    const recorder = createRecorder(start);
    await recorder.run(done);
    const played = await look(LOOK, forgetRuns(recorder.machine));
    expect(played, done.at(-1)).toBe(await look([...done, ...LOOK], start.machine));
  }
});

test('commands that have gone leave one trace together', async () => {
  const recorder = createRecorder(start);
  await recorder.run([QUIET, ...Array.from({ length: 20 }, (_, at) => `docker exec box sh -c 'echo ${at} >> /note'`)]);
  const [box] = recorder.machine.containers.values();
  expect(box?.process?.inputs.map(({ kind }) => kind)).toEqual(['traces']);
});
