/**
 * `-v`, `--mount`, `--tmpfs` and `--volumes-from`: first as the client reads them (docker/cli 28 `compose/loader/volume.go`,
 * `container/opts.go`), then as the daemon looks at them (moby 20.10 `volume/mounts/linux_parser.go`, `daemon/volumes.go`).
 */
import { cleanPath } from '../../container/clean-path.ts';
import { getContainer } from '../../container/find-container.ts';
import { findNode } from '../../fs/lookup.ts';
import type { Mount } from '../../machine/container.ts';
import { type MountFlag, parseMountFlag } from '../args/mount-flag.ts';
import { type CommandCall, CommandFailure } from '../command-call.ts';
import { daemonSays } from '../words/daemon-words.ts';
import type { LateRefusals } from './late-refusals.ts';

export interface MountRequest {
  readonly mounts: readonly Mount[];
  /** a place of `--tmpfs`: looked at after the limits, and before the image */
  readonly problem?: string | undefined;
  /** `-v /data`: places for volumes without a name, which become settings of the container */
  readonly volumes: Readonly<Record<string, object>>;
}

/** @throws CommandFailure */
export function readMounts(call: CommandCall, late: LateRefusals): MountRequest {
  const { flags } = call;
  const specs = flags.list('volume').map((spec) => ({ spec, parts: splitSpec(spec) }));
  const places = specs.flatMap(({ parts }) => (parts.length === 1 ? parts : []));
  const binds = specs.flatMap(({ spec, parts }) => (parts.length === 1 ? [] : late.attempt(() => [readBind(call, spec)], [])));
  const tmpfs = flags.list('tmpfs').flatMap((value) => late.attempt(() => [readTmpfs(value)], []));
  const relative = tmpfs.find(({ target }) => !target.startsWith('/'))?.target;
  const mounts = (flags.isSet('mount') ? flags.list('mount') : []).map((value) => readMount(call, value));
  const own = [...binds, ...mounts, ...tmpfs];
  late.attempt(() => checkDuplicates(own), undefined);
  const targets = new Set(own.map(({ target }) => cleanPath(target)));
  const borrowed = flags.list('volumes-from').flatMap((from) => late.attempt(() => mountsFrom(call, from), []));
  return {
    problem: relative === undefined ? undefined : `invalid mount path: '${relative}' mount path must be absolute`,
    mounts: [...borrowed.filter(({ target }) => !targets.has(target)), ...own.map(withCleanTarget)],
    volumes: Object.fromEntries(places.map((place) => [place, {}])),
  };
}

function withCleanTarget(mount: Mount): Mount {
  return { ...mount, target: cleanPath(mount.target) };
}

/** A letter before the first colon is a drive of Windows, so `x:/a` is one part: a place inside, for a volume without a name. */
function splitSpec(spec: string): string[] {
  if (spec === '') throw new CommandFailure('invalid empty volume spec');
  if (spec.length <= 2) return [spec];
  const parts: string[] = [];
  let part = '';
  for (const [at, letter] of [...spec, ':'].entries()) {
    const isDrive = letter === ':' && /^\p{L}$/u.test(part) && at < spec.length;
    if (letter !== ':' || isDrive) {
      part += letter;
      continue;
    }
    if (part === '') throw new CommandFailure(`invalid spec: ${spec}: empty section between colons`);
    parts.push(part);
    part = '';
  }
  if (parts.length > 3) throw new CommandFailure(`invalid spec: ${spec}: too many colons`);
  return parts;
}

const MODES: readonly ReadonlySet<string>[] = [
  new Set(['ro', 'rw']),
  new Set(['z', 'Z']),
  new Set(['private', 'rprivate', 'slave', 'rslave', 'shared', 'rshared']),
  new Set(['nocopy']),
  new Set(['consistent', 'cached', 'delegated']),
];
const PROPAGATION = MODES[2];

function isMode(mode: string): boolean {
  if (mode === '') return true;
  const words = mode.split(',');
  return (
    words.every((word) => MODES.some((kind) => kind.has(word))) &&
    MODES.every((kind) => words.filter((word) => kind.has(word)).length <= 1)
  );
}

function readBind({ io }: CommandCall, spec: string): Mount {
  const invalid = (problem = ''): CommandFailure =>
    new CommandFailure(daemonSays(`invalid volume specification: '${spec}'${problem}`));
  const arr = spec.split(':');
  const [from = '', target = '', mode = ''] = arr;
  if (from === '' || arr.length > 3 || (arr.length === 2 && isMode(target))) throw invalid();
  if (!isMode(mode)) throw new CommandFailure(daemonSays(`invalid mode: ${mode}`));
  const source = /^[.~]/.test(from) ? absolute(io.cwd, from, io.env.get('HOME') ?? '/root') : from;
  const isBind = source.startsWith('/');
  const propagates = mode.split(',').some((word) => PROPAGATION?.has(word) === true);
  const problem = targetProblem(target) ?? (!isBind && propagates ? 'field BindOptions must not be specified' : undefined);
  if (problem !== undefined) throw invalid(`: invalid mount config for type "${isBind ? 'bind' : 'volume'}": ${problem}`);
  const readOnly = mode.split(',').includes('ro');
  const isFilled = !mode.split(',').includes('nocopy');
  if (isBind) return { kind: 'bind', source: cleanPath(source), target, readOnly, mode };
  return { kind: 'volume', name: from, target, readOnly, mode, ...(isFilled ? {} : { isFilled }) };
}

function targetProblem(target: string): string | undefined {
  if (target === '') return 'field Target must not be empty';
  if (cleanPath(target) === '/' && target.startsWith('/')) return "invalid specification: destination can't be '/'";
  return target.startsWith('/') ? undefined : `invalid mount path: '${target}' mount path must be absolute`;
}

function readMount(call: CommandCall, value: string): Mount {
  const mount = parseMountFlag(value);
  if ('problem' in mount) throw new CommandFailure(`invalid argument "${value}" for "--mount" flag: ${mount.problem}`, 125);
  const source = mount.type === 'bind' && mount.source.startsWith('.') ? absolute(call.io.cwd, mount.source, '') : mount.source;
  const problem = mountProblem(call, { ...mount, source });
  if (problem !== undefined) throw new CommandFailure(daemonSays(`invalid mount config for type "${mount.type}": ${problem}`));
  const { target, readOnly, isFilled } = mount;
  if (mount.type === 'bind') return { kind: 'bind', source: cleanPath(source), target, readOnly, isMount: true };
  if (mount.type === 'tmpfs')
    return { kind: 'tmpfs', target, isMount: true, ...(mount.tmpfs === '' ? {} : { options: mount.tmpfs }), readOnly };
  return { kind: 'volume', name: source, target, readOnly, isMount: true, ...(isFilled ? {} : { isFilled }) };
}

function mountProblem({ ref }: CommandCall, { type, source, target, readOnly }: MountFlag): string | undefined {
  const wrong = targetProblem(target);
  if (wrong !== undefined) return wrong;
  switch (type) {
    case 'bind':
      if (source === '') return 'field Source must not be empty';
      if (!source.startsWith('/')) return `invalid mount path: '${source}' mount path must be absolute`;
      return findNode(ref.current.host.tree, source) === undefined ? `bind source path does not exist: ${source}` : undefined;
    case 'volume':
      return source === '' && readOnly ? 'must not set ReadOnly mode when using anonymous volumes' : undefined;
    case 'tmpfs':
      return source === '' ? undefined : 'field Source must not be specified';
    default:
      return 'mount type unknown';
  }
}

/** Flags of mount(8) and what a tmpfs knows (moby `pkg/mount/flags.go`). */
const TMPFS_FLAGS = new Set(
  'async atime dev diratime dirsync exec noatime nodev nodiratime noexec norelatime nostrictatime nosuid private rbind relatime remount ro rprivate rshared rslave runbindable rw shared slave strictatime suid sync unbindable defaults bind mand nomand'.split(
    ' ',
  ),
);
const TMPFS_DATA = new Set(['size', 'mode', 'uid', 'gid', 'nr_inodes', 'nr_blocks', 'mpol']);

/** `--tmpfs target[:options]` */
function readTmpfs(value: string): Mount {
  const colon = value.indexOf(':');
  const target = colon < 0 ? value : value.slice(0, colon);
  const options = colon < 0 ? '' : value.slice(colon + 1);
  const words = options === '' ? [] : options.split(',');
  const unknown = words.filter(
    (word) => !TMPFS_FLAGS.has(word) && !(word.includes('=') && TMPFS_DATA.has(word.split('=')[0] ?? '')),
  );
  if (unknown.length > 0)
    throw new CommandFailure(daemonSays(`invalid tmpfs option [${unknown.map((word) => `"${word}"`).join(' ')}]`));
  return { kind: 'tmpfs', target, options, readOnly: words.includes('ro') };
}

function checkDuplicates(mounts: readonly Mount[]): void {
  const taken = new Set<string>();
  const inOrder = [...mounts.filter(({ kind }) => kind === 'tmpfs'), ...mounts.filter(({ kind }) => kind !== 'tmpfs')];
  for (const { target } of inOrder) {
    if (taken.has(cleanPath(target))) throw new CommandFailure(daemonSays(`Duplicate mount point: ${target}`));
    taken.add(cleanPath(target));
  }
}

/** `--volumes-from name[:ro]`: what another container has mounted, but for its memory. */
function mountsFrom({ ref }: CommandCall, from: string): Mount[] {
  const [name = '', mode = ''] = from.split(':');
  if (!isMode(mode)) throw new CommandFailure(daemonSays(`invalid mode: ${mode}`));
  const { mounts } = getContainer(ref.current, name).hostConfig;
  return mounts.flatMap((mount) => {
    if (mount.kind === 'tmpfs') return [];
    return mode === 'ro' ? { ...mount, readOnly: true } : mount;
  });
}

function absolute(cwd: string, path: string, home: string): string {
  const expanded = path.startsWith('~') ? home + path.slice(1) : path;
  return cleanPath(expanded.startsWith('/') ? expanded : `${cwd}/${expanded}`);
}
