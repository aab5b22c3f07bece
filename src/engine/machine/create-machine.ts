/** A Docker that was just installed: no image, no container, and the learner's own files. */

import type { Tree } from '../fs/node.ts';
import { EMPTY_TREE } from '../fs/tree.ts';
import type { Ports } from '../ports.ts';
import type { Machine } from './machine.ts';

export interface MachineOptions {
  readonly hostTree?: Tree;
  /** exported shell variables */
  readonly env?: ReadonlyMap<string, string>;
  /** where the shell stands; `/` when left out */
  readonly cwd?: string;
}

export function createMachine(ports: Pick<Ports, 'epoch'>, options: MachineOptions = {}): Machine {
  const variables = new Map(options.env ?? []);
  return {
    now: ports.epoch,
    drawn: 0,
    images: new Map(),
    references: new Map(),
    layers: new Map(),
    layerDigests: new Map(),
    layerSources: new Map(),
    containers: new Map(),
    volumes: new Map(),
    networks: new Map(),
    lastPorts: new Map(),
    buildCache: { records: new Map() },
    host: {
      tree: options.hostTree ?? EMPTY_TREE,
      cwd: options.cwd ?? '/',
      variables,
      exported: new Set(variables.keys()),
      functions: new Map(),
      status: 0,
    },
    events: undefined,
  };
}
