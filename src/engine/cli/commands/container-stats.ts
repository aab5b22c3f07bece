import { isRunning } from '../../container/find-container.ts';
import { byAge } from '../../container/list-containers.ts';
import type { Container } from '../../machine/container.ts';
import { shortId } from '../../oci/digest.ts';
import { listProcesses } from '../../process/list-processes.ts';
import { soon } from '../../soon.ts';
import { namedContainer } from '../args/named-container.ts';
import { type CommandCall, CommandFailure } from '../command-call.ts';
import { formatList } from '../format/format-list.ts';
import type { ListLayout, Row } from '../format/list-row.ts';

const LAYOUT: ListLayout = {
  typeName: '*container.statsContext',
  headers: {
    Container: 'CONTAINER',
    Name: 'NAME',
    ID: 'CONTAINER ID',
    CPUPerc: 'CPU %',
    MemUsage: 'MEM USAGE / LIMIT',
    NetIO: 'NET I/O',
    BlockIO: 'BLOCK I/O',
    MemPerc: 'MEM %',
    PIDs: 'PIDS',
  },
};
const TABLE = 'table {{.ID}}\t{{.Name}}\t{{.CPUPerc}}\t{{.MemUsage}}\t{{.MemPerc}}\t{{.NetIO}}\t{{.BlockIO}}\t{{.PIDs}}';

/** Processors, memory and network are not simulated: but for the number of processes all figures are zero. */
export async function containerStats(call: CommandCall): Promise<number> {
  const { ctx, ref, io, flags, args, node } = call;
  if (!flags.bool('no-stream')) throw new CommandFailure(`camadas: "${node.path}" without --no-stream is not simulated here`);
  const all = flags.bool('all');
  const chosen =
    args.length > 0
      ? args.map((name) => ({ name, container: namedContainer(ref.current, name) }))
      : byAge(ref.current)
          .filter((container) => all || isRunning(container))
          .map((container) => ({ name: shortId(container.id), container }));
  const truncate = !flags.bool('no-trunc');
  const rows = await Promise.all(chosen.map(({ name, container }) => statsRow(call, name, container, truncate)));
  const source = flags.text('format') || 'table';
  io.write(1, await formatList(source === 'table' ? TABLE : source, LAYOUT, rows, ctx.ports.limits.shellSteps));
  return 0;
}

/** @param name as it was asked for */
async function statsRow({ ctx, ref }: CommandCall, name: string, container: Container, truncate: boolean): Promise<Row> {
  const id = truncate ? shortId(container.id) : container.id;
  const { length } = await soon(listProcesses(ctx, ref.current, container.id));
  const text = (value: string) => () => value;
  return {
    columns: {
      Container: text(name),
      Name: text(container.name),
      ID: text(id),
      CPUPerc: text('0.00%'),
      MemUsage: text('0B / 0B'),
      MemPerc: text('0.00%'),
      NetIO: text('0B / 0B'),
      BlockIO: text('0B / 0B'),
      PIDs: text(String(length)),
    },
  };
}
