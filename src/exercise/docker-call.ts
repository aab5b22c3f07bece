/** Which docker command a call is, whatever name it was called by, and which flags it was given. */

const MANAGED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  image: { ls: 'images', list: 'images', rm: 'rmi', remove: 'rmi', prune: 'image prune', inspect: 'image inspect' },
  container: { ls: 'ps', list: 'ps', ps: 'ps', remove: 'rm', prune: 'container prune', inspect: 'container inspect' },
};
const STANDALONE = new Set(['image', 'container', 'system', 'builder', 'volume', 'network', 'buildx']);
const GLOBAL_WITH_VALUE = new Set([
  '-H',
  '--host',
  '-c',
  '--context',
  '-l',
  '--log-level',
  '--config',
  '--tlscacert',
  '--tlscert',
  '--tlskey',
]);
/** Behind the first argument of these stands the container's own command line. */
const ENDS_FLAGS_AT_ARGUMENT = new Set(['run', 'create', 'exec']);

export interface DockerCommand {
  /** `rmi`, `image prune`, `system df` */
  readonly name: string;
  /** after the name */
  readonly args: readonly string[];
}

export function dockerCommand(args: readonly string[]): DockerCommand {
  let at = 0;
  while (args[at]?.startsWith('-')) at += GLOBAL_WITH_VALUE.has(args[at] ?? '') ? 2 : 1;
  const first = args[at] ?? '';
  const second = args[at + 1] ?? '';
  if (!STANDALONE.has(first)) return { name: first, args: args.slice(at + 1) };
  const managed = MANAGED[first];
  const name = managed === undefined ? `${first} ${second}` : (managed[second] ?? second);
  return { name, args: args.slice(at + 2) };
}

/** They change nothing, whatever they are called with. */
const LOOKS = new Set([
  ...['', 'help', 'version', 'info', 'system info', 'system df', 'buildx du', 'search', 'events'],
  ...['images', 'history', 'image inspect', 'inspect', 'container inspect'],
  ...['ps', 'logs', 'diff', 'top', 'stats', 'port'],
  ...['volume ls', 'volume inspect', 'network ls', 'network inspect'],
]);

/** Whether a call only looks at what is there: a limit on commands does not count it, so that nobody loses a star by looking first. */
export function onlyLooks(args: readonly string[]): boolean {
  const command = dockerCommand(args);
  return LOOKS.has(command.name) || hasFlag(command, ['--help']);
}

/** `flags` as written alone: `-f` is also found in `-vf`, `--force` in `--force=true`. */
export function hasFlag(command: DockerCommand, flags: readonly string[]): boolean {
  for (const arg of command.args) {
    if (arg === '--') return false;
    if (!arg.startsWith('-') && ENDS_FLAGS_AT_ARGUMENT.has(command.name)) return false;
    if (flags.some((flag) => isFlag(arg, flag))) return true;
  }
  return false;
}

function isFlag(arg: string, flag: string): boolean {
  if (flag.startsWith('--')) return arg === flag || (arg.startsWith(`${flag}=`) && arg !== `${flag}=false`);
  return /^-[A-Za-z]+$/.test(arg) && arg.includes(flag.slice(1));
}
