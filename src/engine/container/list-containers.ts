/** `docker ps` (moby `daemon/list.go`; SEMANTICS section 4 does the same for images): which containers, newest first. */

import { findImage } from '../image/find-image.ts';
import { ImageError } from '../image/image-error.ts';
import type { Container } from '../machine/container.ts';
import { type Filters, matchesLabels, NO_FILTERS } from '../machine/filters.ts';
import { listChildren } from '../machine/image-references.ts';
import type { Machine } from '../machine/machine.ts';
import type { ContainerId, ImageId } from '../oci/digest.ts';
import { InvalidReferenceError } from '../reference/reference-error.ts';
import { ContainerError } from './container-error.ts';
import { findContainerByName, isRunning } from './find-container.ts';
import { matchesNamePattern } from './name-pattern.ts';

export interface ListContainersOptions {
  /** stopped ones too; `--filter status=` and `last` mean it */
  readonly all?: boolean;
  /** `-n`, `-l`: at most so many, of all states */
  readonly last?: number;
  readonly filters?: Filters;
  /** one more condition, where the caller knows more: `publish` and `expose` are about ports, which are given when a container starts */
  readonly accepts?: (container: Container) => boolean;
}

const ACCEPTED = new Set([
  'ancestor',
  'before',
  'exited',
  'expose',
  'health',
  'id',
  'isolation',
  'is-task',
  'label',
  'name',
  'network',
  'publish',
  'since',
  'status',
  'volume',
]);
const HEALTH = new Set(['starting', 'healthy', 'unhealthy', 'none']);
const STATES = new Set(['paused', 'restarting', 'running', 'dead', 'created', 'exited', 'removing']);

/** @throws ContainerError `container.invalidFilter`, `container.invalidExitCode`, `container.notListed`, `container.unknownHealth` */
export function listContainers(machine: Machine, options: ListContainersOptions = {}): Container[] {
  const filters = options.filters ?? NO_FILTERS;
  checkFilters(filters);
  const last = options.last ?? 0;
  const all = options.all === true || last > 0 || filters.has('status');
  const exitCodes = (filters.get('exited') ?? []).map(readExitCode);
  const ancestors = filters.has('ancestor') ? listDescendants(machine, filters.get('ancestor') ?? []) : undefined;
  const found = between(machine, byAge(machine), filters).filter(
    (container) =>
      (all || isRunning(container)) &&
      matchesPatterns(filters, 'name', container.name, `/${container.name}`) &&
      isIdentified(machine, container, filters.get('id')) &&
      matchesPatterns(filters, 'status', container.state.status) &&
      matchesLabels(filters, container.config.Labels) &&
      (exitCodes.length === 0 || hasExited(container, exitCodes)) &&
      (ancestors === undefined || ancestors.has(container.imageId)) &&
      matchesOneOf(filters, 'volume', mountNames(container)) &&
      matchesOneOf(filters, 'network', networkNames(container)) &&
      matchesOneOf(filters, 'health', [container.state.health?.status ?? 'none']) &&
      !(filters.get('is-task') ?? []).includes('true') &&
      options.accepts?.(container) !== false,
  );
  return last > 0 ? found.slice(0, last) : found;
}

/** By the beginning of its ID, where no other container's begins alike (moby `truncindex`). */
function isIdentified({ containers }: Machine, { id }: Container, wanted: readonly string[] | undefined): boolean {
  if (wanted === undefined) return true;
  const isUnique = (text: string) => [...containers.keys()].filter((other) => other.startsWith(text)).length === 1;
  return wanted.some((text) => text !== '' && id.startsWith(text) && isUnique(text));
}

/** Newest first; of those made at the same moment, the last to come first. */
export function byAge(machine: Machine): Container[] {
  return [...machine.containers.values()].reverse().sort((a, b) => b.created - a.created);
}

function checkFilters(filters: Filters): void {
  for (const name of filters.keys()) if (!ACCEPTED.has(name)) throw new ContainerError('container.invalidFilter', { name });
  for (const value of filters.get('status') ?? [])
    if (!STATES.has(value)) throw new ContainerError('container.invalidFilter', { name: 'status', value });
  for (const value of filters.get('health') ?? [])
    if (!HEALTH.has(value)) throw new ContainerError('container.unknownHealth', { value });
  const [isTask] = filters.get('is-task') ?? [];
  if (isTask !== undefined && isTask !== 'true' && isTask !== 'false')
    throw new ContainerError('container.invalidFilter', { name: 'is-task', value: `[${isTask}]` });
}

function readExitCode(value: string): number {
  if (!/^[+-]?\d+$/.test(value)) throw new ContainerError('container.invalidExitCode', { value });
  return Number(value);
}

/** `before=x` are those made before x, `since=x` those made after it. */
function between(machine: Machine, list: readonly Container[], filters: Filters): Container[] {
  const idOf = (names: readonly string[] | undefined): ContainerId | undefined => {
    const name = names?.at(-1);
    return name === undefined ? undefined : findWhole(machine, name).id;
  };
  const before = idOf(filters.get('before'));
  const since = idOf(filters.get('since'));
  const start = before === undefined ? 0 : list.findIndex((container) => container.id === before) + 1;
  const end = since === undefined ? list.length : list.findIndex((container) => container.id === since);
  return list.slice(start, end);
}

/** A whole ID or a name: the beginning of an ID is none here. */
function findWhole(machine: Machine, name: string): Container {
  const found = machine.containers.get(name as ContainerId) ?? findContainerByName(machine, name);
  if (found === undefined) throw new ContainerError('container.notListed', { name });
  return found;
}

/** An image and everything made from it by parent links; a name that means none is passed over. */
function listDescendants(machine: Machine, names: readonly string[]): Set<ImageId> {
  const found = new Set<ImageId>();
  const add = (id: ImageId): void => {
    if (found.has(id)) return;
    found.add(id);
    for (const child of listChildren(machine, id)) add(child.id);
  };
  for (const name of names) {
    const id = findQuietly(machine, name);
    if (id !== undefined) add(id);
  }
  return found;
}

function findQuietly(machine: Machine, name: string): ImageId | undefined {
  try {
    return findImage(machine, name)?.id;
  } catch (error) {
    if (error instanceof InvalidReferenceError || error instanceof ImageError) return undefined;
    throw error;
  }
}

/** Any of the patterns. */
function matchesPatterns(filters: Filters, name: string, ...texts: readonly string[]): boolean {
  const patterns = filters.get(name);
  return patterns === undefined || patterns.some((pattern) => texts.some((text) => matchesNamePattern(pattern, text)));
}

function hasExited(container: Container, codes: readonly number[]): boolean {
  return !isRunning(container) && container.state.startedAt !== undefined && codes.includes(container.state.exitCode);
}

function matchesOneOf(filters: Filters, name: string, values: readonly string[]): boolean {
  const wanted = filters.get(name);
  return wanted === undefined || wanted.some((one) => values.includes(one));
}

function mountNames(container: Container): string[] {
  return container.hostConfig.mounts.flatMap((mount) => {
    if (mount.kind === 'volume') return [mount.name, mount.target];
    return mount.kind === 'bind' ? [mount.source, mount.target] : [];
  });
}

/** Names and IDs. */
function networkNames({ endpoints }: Container): string[] {
  return [...endpoints].flatMap(([name, { networkId }]) => [name, networkId]);
}
