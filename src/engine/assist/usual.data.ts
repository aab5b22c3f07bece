/**
 * What people type most, the most usual first: counted over the course's own commands, and for `docker run` in the order of Docker's
 * guides. What is not here comes after, in docker's own order.
 */

/** By a command's first name. */
export const USUAL_COMMANDS: readonly string[] = [
  'container run',
  'container ls',
  'image ls',
  'image pull',
  'image build',
  'container exec',
  'container rm',
  'image rm',
  'image tag',
  'container start',
  'container stop',
  'image history',
  'container diff',
  'container commit',
  'container cp',
  'container logs',
  'inspect',
  'container create',
  'image save',
  'image load',
  'image inspect',
  'image prune',
  'container prune',
  'container inspect',
  'system df',
  'system prune',
];

export interface UsualFlags {
  /** names of flags; one that begins with `-` is several short ones together */
  readonly first: readonly string[];
  /** how many of them are offered before the arguments, where nothing of the next word is typed */
  readonly ahead?: number;
}

export const USUAL_FLAGS: ReadonlyMap<string, UsualFlags> = new Map(
  Object.entries({
    'container run': {
      first:
        'rm -it name detach env publish volume workdir network user entrypoint mount read-only restart pull label hostname'.split(
          ' ',
        ),
      ahead: 7,
    },
    'container create': { first: 'name -it env publish volume workdir network user entrypoint'.split(' '), ahead: 2 },
    'container exec': { first: '-it detach env workdir user'.split(' '), ahead: 1 },
    'container start': { first: ['attach', '-ai', 'interactive'] },
    'container ls': { first: 'all size quiet filter format no-trunc'.split(' ') },
    'container rm': { first: ['force', 'volumes'] },
    'container stop': { first: ['timeout'] },
    'container restart': { first: ['timeout'] },
    'container logs': { first: ['follow', 'tail', 'timestamps'] },
    'container commit': { first: ['message', 'change', 'author'] },
    'image ls': { first: 'all filter quiet digests no-trunc format'.split(' ') },
    'image pull': { first: ['quiet', 'platform', 'all-tags'] },
    'image rm': { first: ['force'] },
    'image build': { first: 'tag file no-cache progress build-arg target quiet pull'.split(' '), ahead: 1 },
    'image history': { first: ['no-trunc', 'format', 'quiet'] },
    'image save': { first: ['output'], ahead: 1 },
    'image load': { first: ['input'] },
    'image prune': { first: ['force', 'all', 'filter'] },
    'container prune': { first: ['force', 'filter'] },
    'builder prune': { first: ['force', 'all'] },
    'system prune': { first: ['force', 'all', 'volumes'] },
    'system df': { first: ['verbose'] },
    inspect: { first: ['format', 'type', 'size'] },
    'image inspect': { first: ['format'] },
    'container inspect': { first: ['format', 'size'] },
  } satisfies Readonly<Record<string, UsualFlags>>),
);

/** On the host and in containers, as far as they are there. */
export const USUAL_PROGRAMS: readonly string[] =
  'docker ls cat echo rm cd pwd mkdir touch cp mv grep head tail du wc tar chmod ln find sh env ps sleep exit export'.split(' ');
