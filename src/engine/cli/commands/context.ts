/** `docker context ls` and `show`: there is one, the daemon of this computer. */
import type { CommandCall } from '../command-call.ts';
import { formatList } from '../format/format-list.ts';
import type { ListLayout, Row } from '../format/list-row.ts';
import { goBool } from '../template/go-value.ts';

const LAYOUT: ListLayout = {
  typeName: '*formatter.clientContextContext',
  headers: { Name: 'NAME', Description: 'DESCRIPTION', DockerEndpoint: 'DOCKER ENDPOINT', Error: 'ERROR', Current: '' },
};
const TABLE = 'table {{.Name}}{{if .Current}} *{{end}}\t{{.Description}}\t{{.DockerEndpoint}}\t{{.Error}}';

export async function contextShow({ io }: CommandCall): Promise<number> {
  io.write(1, 'default\n');
  return 0;
}

export async function contextLs({ ctx, io, flags }: CommandCall): Promise<number> {
  const text = (value: string) => () => value;
  const row: Row = {
    columns: {
      Name: text('default'),
      Description: text('Current DOCKER_HOST based configuration'),
      DockerEndpoint: text('unix:///var/run/docker.sock'),
      Error: text(''),
      Current: () => goBool(true),
    },
  };
  const source = flags.text('format') || 'table';
  const table = flags.bool('quiet') ? '{{.Name}}' : TABLE;
  io.write(1, await formatList(source === 'table' ? table : source, LAYOUT, [row], ctx.ports.limits.shellSteps));
  return 0;
}
