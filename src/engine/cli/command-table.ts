/** Which program runs which command, by the first of its names; what few lines need is loaded in groups. */
import { InvariantError } from '../errors.ts';
import { createPart, type Part } from '../part.ts';
import type { CommandGroup, CommandRun } from './command-call.ts';
import { imageLs } from './commands/image-ls.ts';
import { imageTag } from './commands/image-tag.ts';

type CommandSource = CommandRun | Part<{ readonly COMMANDS: CommandGroup }>;

const GROUPS: readonly { readonly names: readonly string[]; readonly part: Exclude<CommandSource, CommandRun> }[] = [
  {
    names: ['container ls', 'container rm', 'image history', 'image rm'],
    part: createPart(() => import('./command-groups/list-commands.ts')),
  },
  {
    names: ['container create', 'container run'],
    part: createPart(() => import('./command-groups/run-commands.ts')),
  },
  {
    names: ['image pull'],
    part: createPart(() => import('./command-groups/pull-commands.ts')),
  },
  {
    names: ['image build'],
    part: createPart(() => import('./command-groups/build-commands.ts')),
  },
  {
    names: [
      'container attach',
      'container diff',
      'container exec',
      'container kill',
      'container logs',
      'container pause',
      'container port',
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
    names: ['builder prune', 'container prune', 'image prune', 'network prune', 'system prune', 'volume prune'],
    part: createPart(() => import('./command-groups/prune-commands.ts')),
  },
  {
    names: [
      'network connect',
      'network create',
      'network disconnect',
      'network ls',
      'network rm',
      'system df',
      'system events',
      'system info',
      'version',
      'volume create',
      'volume ls',
      'volume rm',
    ],
    part: createPart(() => import('./command-groups/system-commands.ts')),
  },
  {
    names: [
      'config ls',
      'context ls',
      'context show',
      'node ls',
      'plugin ls',
      'secret ls',
      'service ls',
      'stack ls',
      'swarm leave',
    ],
    part: createPart(() => import('./command-groups/other-commands.ts')),
  },
  { names: ['manifest inspect'], part: createPart(() => import('./command-groups/manifest-commands.ts')) },
  {
    names: [
      'container commit',
      'container cp',
      'container export',
      'image import',
      'image load',
      'image push',
      'image save',
      'login',
      'logout',
    ],
    part: createPart(() => import('./command-groups/transfer-commands.ts')),
  },
];

const SOURCES: ReadonlyMap<string, CommandSource> = new Map<string, CommandSource>([
  ['image ls', imageLs],
  ['image tag', imageTag],
  ...GROUPS.flatMap(({ names, part }) => names.map((name) => [name, part] as const)),
]);

/** At once where it is there, else when its group has been loaded; undefined where there is no such command. @throws PartError */
export function findCommandRun(name: string): CommandRun | undefined | Promise<CommandRun> {
  const source = SOURCES.get(name);
  if (source === undefined || typeof source === 'function') return source;
  return source.loaded === undefined ? source.load().then((group) => getRun(group, name)) : getRun(source.loaded, name);
}

/** Begins to fetch what a line will most likely need, while the specs of all commands are on their way, too. */
export function expectCommand(words: readonly string[]): void {
  const [first = '', second = ''] = words;
  const isMeant = (name: string): boolean => name === first || name.endsWith(` ${first}`) || name === `${first} ${second}`;
  for (const { names, part } of GROUPS) if (part.loaded === undefined && names.some(isMeant)) part.load().catch(() => undefined);
}

function getRun({ COMMANDS }: { readonly COMMANDS: CommandGroup }, name: string): CommandRun {
  const run = COMMANDS.get(name);
  if (run === undefined) throw new InvariantError(`no command ${name} in its group`);
  return run;
}
