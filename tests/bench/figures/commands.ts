/** The commands of a session that change names, containers and images, and no file. */
import { commandsPerSecond, realShellRate } from '../command-rate.ts';
import type { Figure } from '../figure.ts';

const COMMANDS: Readonly<Record<string, (pass: number) => readonly string[]>> = {
  tag: (pass) => [`docker tag alpine:3.13 base:${pass % 10}`],
  'tag-rmi': (pass) => [`docker tag alpine:3.13 base:${pass}`, `docker rmi base:${pass}`],
  images: () => ['docker images'],
  ps: () => ['docker ps'],
  exec: () => ['docker exec box echo hi'],
  run: () => ['docker run --rm alpine:3.13 true'],
  commit: (pass) => [`docker commit box snap:${pass % 10}`],
};

function mixed(pass: number): string[] {
  return [
    `docker tag alpine:3.13 base:${pass}`,
    'docker run --rm alpine:3.13 true',
    'docker exec box echo hi',
    `docker commit box snap:${pass}`,
    'docker images',
    `docker rmi base:${pass} snap:${pass}`,
  ];
}

export async function measure(): Promise<Figure[]> {
  const reference = { name: 'lines of /bin/true in a real sh', value: realShellRate('/bin/true') };
  const unit = 'commands/s';
  const { first, warm } = await commandsPerSecond(mixed);
  const figures: Figure[] = [
    { name: 'commands', value: warm, unit, reference, target: { atLeast: 20_000 } },
    { name: 'commands.first', value: first, unit, reference },
  ];
  for (const [name, script] of Object.entries(COMMANDS)) {
    figures.push({ name: `commands.${name}`, value: (await commandsPerSecond(script)).warm, unit, reference });
  }
  return figures;
}
