/** The lab machine at build time, with the registry read from content/registry. One per process: start states are shared. */
import type { RegistryContent } from '../engine/index.ts';
import { createStartCache, labPortsOver, type StartCache } from '../exercise/index.ts';
import { nodePlatform } from '../server/node-platform.ts';
import { openRegistryFolder } from '../server/registry-folder.ts';
import { projectPath } from './content-files.ts';
import { REGISTRY_FOLDER } from './lab-catalog.ts';

type Ports = Awaited<ReturnType<typeof labPortsOver>>;

export interface Lab {
  readonly ports: Ports;
  readonly starts: StartCache;
  readonly registry: RegistryContent;
}

let opened: Promise<Lab> | undefined;

export function openLab(): Promise<Lab> {
  opened ??= open();
  return opened;
}

async function open(): Promise<Lab> {
  const registry = await openRegistryFolder(projectPath(REGISTRY_FOLDER));
  const ports = await labPortsOver(registry, nodePlatform);
  return { ports, starts: createStartCache(ports), registry };
}
