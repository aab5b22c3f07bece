import { getContainer, isRunning } from '../../container/find-container.ts';
import { formatTimestamp } from '../../machine/timestamps.ts';
import { type ContainerProcess, listProcesses } from '../../process/list-processes.ts';
import { type CommandCall, CommandFailure } from '../command-call.ts';
import { alignTable } from '../text/align-table.ts';
import { daemonSays } from '../words/daemon-words.ts';

const COLUMN_WIDTH = 20;

/** What `ps` on the host prints of the container's processes, in its usual forms. CPU and memory are not simulated. */
export async function containerTop({ ctx, ref, io, args, node }: CommandCall): Promise<number> {
  const [name = '', ...options] = args;
  const container = getContainer(ref.current, name);
  if (!isRunning(container)) throw new CommandFailure(daemonSays(`Container ${container.id} is not running`));
  const columns = readOptions(options);
  if (columns === undefined) throw new CommandFailure(`camadas: "${node.path}" with "${options.join(' ')}" is not simulated here`);
  if (!columns.some(([header]) => header === 'PID')) throw new CommandFailure(daemonSays("Couldn't find PID field in ps output"));
  const tty = container.hostConfig.tty ? 'pts/0' : '?';
  const processes = await listProcesses(ctx, ref.current, container.id);
  const rows = processes.map((process) =>
    splitLine(
      columns.map(([, column]) => column(process, tty)),
      columns.length,
    ),
  );
  const lines = [columns.map(([header]) => header), ...rows].map((cells) => `${cells.join('\t')}\n`);
  io.write(1, alignTable(lines.join(''), COLUMN_WIDTH));
  return 0;
}

type Column = readonly [header: string, text: (process: ContainerProcess, tty: string) => string];

/** Docker reads what `ps` prints by its blanks: only the last column may have some inside. */
function splitLine(cells: readonly string[], count: number): string[] {
  const fields = cells.join(' ').split(/\s+/);
  return [...fields.slice(0, count - 1), fields.slice(count - 1).join(' ')];
}

const USER = ({ uid }: ContainerProcess): string => (uid === 0 ? 'root' : String(uid));
const COMMAND = ({ command }: ContainerProcess): string => command;
const PID: Column = ['PID', ({ pid }) => String(pid)];
const PPID: Column = ['PPID', ({ ppid }) => String(ppid)];
const TTY: Column = ['TTY', (_, tty) => tty];
const TIME: Column = ['TIME', () => '00:00:00'];
const SHORT_TIME: Column = ['TIME', () => '0:00'];
const STIME: Column = ['STIME', ({ startedAt }) => clock(startedAt)];
const STAT: Column = ['STAT', () => 'Ss'];
const NAME: Column['1'] = ({ command }) => (command.split(' ')[0] ?? '').split('/').at(-1) ?? '';

const FULL: readonly Column[] = [['UID', USER], PID, PPID, ['C', () => '0'], STIME, TTY, TIME, ['CMD', COMMAND]];
const LONG: readonly Column[] = [
  ['USER', USER],
  PID,
  ['%CPU', () => '0.0'],
  ['%MEM', () => '0.0'],
  ['VSZ', () => '0'],
  ['RSS', () => '0'],
  TTY,
  STAT,
  ['START', ({ startedAt }) => clock(startedAt)],
  SHORT_TIME,
  ['COMMAND', COMMAND],
];
const ALL: readonly Column[] = [PID, TTY, TIME, ['CMD', NAME]];
const PLAIN: readonly Column[] = [PID, TTY, STAT, SHORT_TIME, ['COMMAND', COMMAND]];
const FORMS: ReadonlyMap<string, readonly Column[]> = new Map([
  ['', FULL],
  ['-ef', FULL],
  ['-f', FULL],
  ['aux', LONG],
  ['u', LONG],
  ['-e', ALL],
  ['-A', ALL],
  ['ax', PLAIN],
  ['-x', PLAIN],
]);

/** of `ps -o` */
const NAMED: ReadonlyMap<string, Column> = new Map<string, Column>([
  ['pid', PID],
  ['ppid', PPID],
  ['uid', ['UID', ({ uid }) => String(uid)]],
  ['user', ['USER', USER]],
  ['tty', ['TT', (_, tty) => tty]],
  ['time', TIME],
  ['stime', STIME],
  ['cmd', ['CMD', COMMAND]],
  ['args', ['COMMAND', COMMAND]],
  ['command', ['COMMAND', COMMAND]],
  ['comm', ['COMMAND', NAME]],
]);

/** @returns undefined for what `ps` may know and the simulation does not */
function readOptions(options: readonly string[]): readonly Column[] | undefined {
  const [option, list = ''] = options;
  if (options.length !== 2 || (option !== '-o' && option !== '-eo')) return FORMS.get(options.join(' '));
  const columns = list.split(',').map((name) => NAMED.get(name));
  return columns.every((column) => column !== undefined) ? columns : undefined;
}

/** `12:00` */
function clock(moment: number): string {
  return formatTimestamp(moment).slice(11, 16);
}
