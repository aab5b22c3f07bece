/** The container that an argument means (moby `daemon/container.go` GetContainer): full ID, then name, then the beginning of an ID. */
import type { Container } from '../machine/container.ts';
import type { Machine } from '../machine/machine.ts';
import type { ContainerId } from '../oci/digest.ts';
import { ContainerError } from './container-error.ts';

/** @throws ContainerError `container.ambiguous` where several IDs begin so */
export function findContainer(machine: Machine, argument: string): Container | undefined {
  const byId = machine.containers.get(argument as ContainerId);
  if (byId !== undefined) return byId;
  const byName = findContainerByName(machine, argument);
  if (byName !== undefined || argument === '') return byName;
  const found = [...machine.containers.values()].filter((container) => container.id.startsWith(argument));
  if (found.length > 1) throw new ContainerError('container.ambiguous', { argument });
  return found[0];
}

/** @throws ContainerError `container.notFound`, `container.ambiguous`, `container.emptyName` */
export function getContainer(machine: Machine, argument: string): Container {
  if (argument === '') throw new ContainerError('container.emptyName', { argument });
  const container = findContainer(machine, argument);
  if (container === undefined) throw new ContainerError('container.notFound', { argument });
  return container;
}

/** With or without the slash that inspect shows in front. */
export function findContainerByName(machine: Machine, name: string): Container | undefined {
  const bare = name.startsWith('/') ? name.slice(1) : name;
  for (const container of machine.containers.values()) if (container.name === bare) return container;
  const slash = bare.indexOf('/');
  return slash < 0 ? undefined : findLinked(machine, bare.slice(0, slash), bare.slice(slash + 1));
}

/** `app/data`: what one container calls another. */
function findLinked(machine: Machine, parent: string, alias: string): Container | undefined {
  const links = findContainerByName(machine, parent)?.hostConfig.settings?.links ?? [];
  const link = links.find((one) => one.alias === alias);
  return link && machine.containers.get(link.id);
}

const RUNNING: ReadonlySet<Container['state']['status']> = new Set(['running', 'paused', 'restarting']);

/** Not stopped: one that is paused, or waits to be started again, still runs for every rule about removal. */
export function isRunning(container: Container): boolean {
  return RUNNING.has(container.state.status);
}
