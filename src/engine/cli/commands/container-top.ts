import { getContainer, isRunning } from '../../container/find-container.ts';
import { formatTimestamp } from '../../machine/timestamps.ts';
import { type ContainerProcess, listProcesses } from '../../process/list-processes.ts';
import { type CommandCall, CommandFailure } from '../command-call.ts';
import { alignTable } from '../text/align-table.ts';
import { daemonSays } from '../words/daemon-words.ts';

const COLUMN_WIDTH = 20;

/** What `ps` on the host prints of the container's processes, in its two usual forms. CPU and memory are not simulated. */
export async function containerTop({ ctx, ref, io, args, node }: CommandCall): Promise<number> {
  const [name = '', ...options] = args;
  const container = getContainer(ref.current, name);
  if (!isRunning(container)) throw new CommandFailure(daemonSays(`Container ${container.id} is not running`));
  const columns = FORMS.get(options.join(' '));
  if (columns === undefined) throw new CommandFailure(`camadas: "${node.path}" with "${options.join(' ')}" is not simulated here`);
  const tty = container.hostConfig.tty ? 'pts/0' : '?';
  const processes = await listProcesses(ctx, ref.current, container.id);
  const rows = processes.map((process) => columns.map(([, column]) => column(process, tty)));
  const lines = [columns.map(([header]) => header), ...rows].map((cells) => `${cells.join('\t')}\n`);
  io.write(1, alignTable(lines.join(''), COLUMN_WIDTH));
  return 0;
}

type Column = readonly [header: string, text: (process: ContainerProcess, tty: string) => string];

const USER = ({ uid }: ContainerProcess): string => (uid === 0 ? 'root' : String(uid));
const PID: Column = ['PID', ({ pid }) => String(pid)];
const TTY: Column = ['TTY', (_, tty) => tty];
const TIME: Column = ['TIME', () => '00:00:00'];

const FULL: readonly Column[] = [
  ['UID', USER],
  PID,
  ['PPID', ({ ppid }) => String(ppid)],
  ['C', () => '0'],
  ['STIME', ({ startedAt }) => clock(startedAt)],
  TTY,
  TIME,
  ['CMD', ({ command }) => command],
];
const LONG: readonly Column[] = [
  ['USER', USER],
  PID,
  ['%CPU', () => '0.0'],
  ['%MEM', () => '0.0'],
  ['VSZ', () => '0'],
  ['RSS', () => '0'],
  TTY,
  ['STAT', () => 'Ss'],
  ['START', ({ startedAt }) => clock(startedAt)],
  ['TIME', () => '0:00'],
  ['COMMAND', ({ command }) => command],
];
const FORMS: ReadonlyMap<string, readonly Column[]> = new Map([
  ['', FULL],
  ['-ef', FULL],
  ['aux', LONG],
]);

/** `12:00` */
function clock(moment: number): string {
  return formatTimestamp(moment).slice(11, 16);
}
