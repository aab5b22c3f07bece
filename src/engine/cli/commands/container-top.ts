import { isRunning } from '../../container/find-container.ts';
import { goQuote } from '../../go/quote.ts';
import { recordContainerEvent } from '../../machine/events.ts';
import { listProcesses } from '../../process/list-processes.ts';
import { soon } from '../../soon.ts';
import { namedContainer } from '../args/named-container.ts';
import { type CommandCall, CommandFailure } from '../command-call.ts';
import { alignTable } from '../text/align-table.ts';
import { daemonSays } from '../words/daemon-words.ts';
import { chooseColumns } from './process-columns.ts';

const COLUMN_WIDTH = 20;
/** of procps, without their values */
const LONG_OPTIONS: ReadonlySet<string> = new Set(
  '--cols --columns --context --cumulative --deselect --forest --format --group --headers --headings --heading --help --info --lines --no-headers --no-headings --noheading --noheaders --pid --ppid --quick-pid --rows --sid --signames --sort --tty --user --version --width'.split(
    ' ',
  ),
);

/** What `ps` on the host prints of the container's processes: the daemon finds them by their PID, so that column must be there. */
export async function containerTop({ ctx, ref, io, args, node }: CommandCall): Promise<number> {
  const [name = '', ...options] = args;
  const container = namedContainer(ref.current, name);
  if (!isRunning(container)) throw new CommandFailure(daemonSays(`Container ${container.id} is not running`));
  if (/^--[a-z]+$/.test(options[0] ?? '') && !LONG_OPTIONS.has(options[0] ?? ''))
    throw new CommandFailure(daemonSays('ps: error: unknown gnu long option'));
  const chosen = chooseColumns(options);
  if (chosen.kind === 'unknown')
    throw new CommandFailure(daemonSays(`ps: error: unknown user-defined format specifier ${goQuote(chosen.name)}`));
  if (chosen.kind === 'not-simulated')
    throw new CommandFailure(`camadas: "${node.path}" with "${options.join(' ')}" is not simulated here`);
  const { columns } = chosen;
  if (!columns.some(({ header }) => header === 'PID')) throw new CommandFailure(daemonSays("Couldn't find PID field in ps output"));
  const tty = container.hostConfig.tty ? 'pts/0' : '?';
  const processes = await soon(listProcesses(ctx, ref.current, container.id));
  ref.current = recordContainerEvent(ref.current, container, 'top');
  const rows = processes.map((process) =>
    splitLine(
      columns.map(({ text }) => text(process, tty)),
      columns.length,
    ),
  );
  const lines = [columns.map(({ header }) => header), ...rows].map((cells) => `${cells.join('\t')}\n`);
  io.write(1, alignTable(lines.join(''), COLUMN_WIDTH));
  return 0;
}

/** Docker reads what `ps` prints by its blanks: only the last column may have some inside. */
function splitLine(cells: readonly string[], count: number): string[] {
  const fields = cells.join(' ').split(/\s+/);
  return [...fields.slice(0, count - 1), fields.slice(count - 1).join(' ')];
}
