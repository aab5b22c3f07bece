/** What the page needs to know of a machine: its picture's data, and which digests mean the same bytes. */
import { type Digest, describeMachine, type Machine, shortId } from '../../engine/index.ts';
import { measureUsage } from '../../exercise/index.ts';
import type { Snapshot } from './protocol.ts';

export function describeSnapshot(machine: Machine): Pick<Snapshot, 'view' | 'names' | 'manifests' | 'cwd' | 'isInside'> {
  const { host, visit } = machine;
  const manifests = manifestNames(machine);
  return {
    view: describeMachine(machine),
    names: layerNames(machine),
    ...(Object.keys(manifests).length === 0 ? {} : { manifests }),
    cwd: host.cwd,
    ...(visit === undefined ? {} : { isInside: true }),
  };
}

/** Before anything was done. */
export function startSnapshot(machine: Machine): Snapshot {
  const usage = measureUsage({ end: machine, steps: [], events: [] });
  return { ...describeSnapshot(machine), at: 0, goals: [], usage };
}

/** A layer is known by three hashes (packed, unpacked, chain); all of them get the colour of the unpacked bytes. */
function layerNames(machine: Machine): Record<string, string> {
  const names: Record<string, string> = {};
  for (const [digest, diffId] of machine.layerDigests) names[shortId(digest)] = shortId(diffId);
  for (const { chainId, diffId } of machine.layers.values()) {
    names[shortId(chainId)] = shortId(diffId);
    names[shortId(diffId)] = shortId(diffId);
  }
  return names;
}

/** By which digests images were pulled: what `docker image inspect` lists as RepoDigests. */
function manifestNames({ references }: Machine): Record<string, string> {
  const manifests: Record<string, string> = {};
  for (const [name, id] of references) {
    const digest = name.split('@')[1];
    if (digest !== undefined) manifests[shortId(digest as Digest)] = shortId(id);
  }
  return manifests;
}
