import type { Container, Endpoint } from '../machine/container.ts';

/** What a container is, whether it runs or not: without its process, its addresses and ports, and what `--restart` did. */
export type StillContainer = Required<Omit<Container, 'bindings' | 'restarts' | 'process' | 'startedWith'>> &
  Pick<Container, 'startedWith'>;

/** Field by field, as a rest pattern takes ten times as long and every `docker run --rm` comes by here. */
export function withoutRun(container: Container): StillContainer {
  const { id, name, created, imageId, imageName, config, hostConfig, path, args, base, baseTree, tree, state, logs, startedWith } =
    container;
  const endpoints = withoutAddresses(container.endpoints);
  const still = {
    id,
    name,
    created,
    imageId,
    imageName,
    config,
    hostConfig,
    path,
    args,
    base,
    baseTree,
    tree,
    state,
    endpoints,
    logs,
  };
  return startedWith === undefined ? still : { ...still, startedWith };
}

function withoutAddresses(endpoints: Container['endpoints']): Container['endpoints'] {
  const still = new Map<string, Endpoint>();
  for (const [name, endpoint] of endpoints) {
    const { address: _, ...rest } = endpoint;
    still.set(name, rest);
  }
  return still;
}
