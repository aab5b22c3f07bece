/** The same mix where each command that can writes a file, and each commit makes a layer. */
import { commandsPerSecond, realShellRate } from '../command-rate.ts';
import type { Figure } from '../figure.ts';

function mixed(pass: number): string[] {
  return [
    `docker tag alpine:3.13 base:${pass}`,
    `docker run --name job alpine:3.13 sh -c 'echo ${pass} > /job'`,
    `docker exec box sh -c 'echo ${pass} > /note'`,
    `docker commit box snap:${pass}`,
    'docker rm job',
    'docker images',
    `docker rmi base:${pass} snap:${pass}`,
  ];
}

export async function measure(): Promise<Figure[]> {
  const line = "/bin/sh -c 'echo 1 > note'";
  return [
    {
      name: 'file-commands',
      value: (await commandsPerSecond(mixed)).warm,
      unit: 'commands/s',
      reference: { name: `lines of ${line} in a real sh`, value: realShellRate(line) },
      target: { atLeast: 3000 },
    },
  ];
}
