/** Visits to a container in which somebody presses Ctrl+C: played on a real Docker (`record-visits.ts`) and on the engine. */

export const CTRL_C = '\u0003';

export interface VisitCase {
  readonly name: string;
  /** run before, at no terminal */
  readonly setup?: string;
  /** of a container with the name `visit` */
  readonly command: string;
  /** each sent when the terminal is quiet again; Ctrl+C by itself, all others with Enter */
  readonly typed: readonly string[];
}

const STATUS = 'echo $?';
const RUNNING = 'docker run -dit --name visit alpine:3.13';

export const VISIT_CASES: readonly VisitCase[] = [
  {
    name: 'a shell gets its prompt back from what runs, and gives up the rest of the line',
    command: 'docker run -it --name visit alpine:3.13',
    typed: [
      ...['sleep 100', CTRL_C, STATUS],
      ...['tail -f /etc/os-release', CTRL_C, STATUS],
      ...['sleep 100; echo never', CTRL_C, STATUS],
      ...['sleep 100 || echo never', CTRL_C, STATUS],
      ...['sleep 100 | cat', CTRL_C, STATUS],
      ...['while true; do sleep 1; done', CTRL_C, STATUS],
      ...["sh -c 'sleep 100; echo never'", CTRL_C, STATUS],
      ...['(sleep 100; echo never)', CTRL_C, STATUS],
    ],
  },
  {
    name: 'from what reads, too, and from a line that is not complete',
    setup: RUNNING,
    command: 'docker exec -it visit sh',
    typed: [
      ...['cat', 'one', CTRL_C, STATUS],
      ...['cat; echo never', CTRL_C, STATUS],
      ...["sh -c 'cat; echo never'", CTRL_C, STATUS],
      ...['read x', CTRL_C, STATUS],
      ...['read x; echo never', CTRL_C, STATUS],
      ...['for i in 1', CTRL_C, STATUS],
      ...[CTRL_C, STATUS],
    ],
  },
  {
    name: 'a shell in a shell sees to what it has started itself',
    setup: RUNNING,
    command: 'docker exec -it visit sh',
    typed: ['sh', 'sleep 100', CTRL_C, STATUS, 'exit 3', STATUS, 'sleep 100', CTRL_C, STATUS],
  },
  {
    name: 'waiting for a job is given up, the job is not',
    setup: RUNNING,
    command: 'docker exec -it visit sh',
    typed: ['sleep 1000 &', 'wait', CTRL_C, STATUS, 'kill $! && echo killed'],
  },
  {
    name: 'with a trap it is the trap’s, and the line goes on',
    setup: RUNNING,
    command: 'docker exec -it visit sh',
    typed: ['trap "echo caught" INT', 'sleep 100; echo on', CTRL_C, STATUS, CTRL_C, 'echo more'],
  },
  { name: 'a program alone ends', setup: RUNNING, command: 'docker exec -it visit tail -f /etc/os-release', typed: [CTRL_C] },
  { name: 'one that reads ends', setup: RUNNING, command: 'docker exec -it visit cat', typed: ['one', CTRL_C] },
  {
    name: 'the first process of a container goes on, as the kernel keeps it from what it does not catch',
    command: 'docker run -it --name visit alpine:3.13 cat',
    typed: ['one', CTRL_C, 'two'],
  },
];
