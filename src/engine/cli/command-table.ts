/** Which program runs which command, by the first of its names; what few lines need is loaded in groups. */
import { InvariantError } from '../errors.ts';
import { createPart, type Part } from '../part.ts';
import type { CommandGroup, CommandRun } from './command-call.ts';
import { containerCreate } from './commands/container-create.ts';
import { containerLs } from './commands/container-ls.ts';
import { containerRm } from './commands/container-rm.ts';
import { containerRun } from './commands/container-run.ts';
import { imageHistory } from './commands/image-history.ts';
import { imageLs } from './commands/image-ls.ts';
import { imagePrune } from './commands/image-prune.ts';
import { imagePull } from './commands/image-pull.ts';
import { imageRm } from './commands/image-rm.ts';
import { imageTag } from './commands/image-tag.ts';

type CommandSource = CommandRun | Part<{ readonly COMMANDS: CommandGroup }>;

const GROUPS: readonly { readonly names: readonly string[]; readonly part: Exclude<CommandSource, CommandRun> }[] = [
  {
    names: ['image build', 'builder prune'],
    part: createPart(() => import('./command-groups/build-commands.ts')),
  },
  {
    names: [
      'container attach',
      'container commit',
      'container diff',
      'container exec',
      'container kill',
      'container logs',
      'container pause',
      'container port',
      'container prune',
      'container rename',
      'container restart',
      'container start',
      'container stats',
      'container stop',
      'container top',
      'container unpause',
      'container update',
      'container wait',
    ],
    part: createPart(() => import('./command-groups/container-commands.ts')),
  },
  {
    names: ['container inspect', 'image inspect', 'inspect', 'network inspect', 'volume inspect'],
    part: createPart(() => import('./command-groups/inspect-commands.ts')),
  },
  {
    names: [
      'network create',
      'network ls',
      'network prune',
      'network rm',
      'system df',
      'system events',
      'system info',
      'system prune',
      'version',
      'volume create',
      'volume ls',
      'volume prune',
      'volume rm',
    ],
    part: createPart(() => import('./command-groups/system-commands.ts')),
  },
  {
    names: ['container cp', 'container export', 'image import', 'image load', 'image push', 'image save', 'login', 'logout'],
    part: createPart(() => import('./command-groups/transfer-commands.ts')),
  },
];

const SOURCES: ReadonlyMap<string, CommandSource> = new Map<string, CommandSource>([
  ['container create', containerCreate],
  ['container ls', containerLs],
  ['container rm', containerRm],
  ['container run', containerRun],
  ['image history', imageHistory],
  ['image ls', imageLs],
  ['image prune', imagePrune],
  ['image pull', imagePull],
  ['image rm', imageRm],
  ['image tag', imageTag],
  ...GROUPS.flatMap(({ names, part }) => names.map((name) => [name, part] as const)),
]);

/** At once where it is there, else when its group has been loaded; undefined where there is no such command. @throws PartError */
export function findCommandRun(name: string): CommandRun | undefined | Promise<CommandRun> {
  const source = SOURCES.get(name);
  if (source === undefined || typeof source === 'function') return source;
  return source.loaded === undefined ? source.load().then((group) => getRun(group, name)) : getRun(source.loaded, name);
}

function getRun({ COMMANDS }: { readonly COMMANDS: CommandGroup }, name: string): CommandRun {
  const run = COMMANDS.get(name);
  if (run === undefined) throw new InvariantError(`no command ${name} in its group`);
  return run;
}
