/** What the page needs to know of a machine: its picture's data, and which digests mean the same bytes. */
import { describeMachine, type Machine, shortId } from '../../engine/index.ts';
import { measureUsage } from '../../exercise/index.ts';
import type { Snapshot } from './protocol.ts';

export function describeSnapshot(machine: Machine): Pick<Snapshot, 'view' | 'names' | 'cwd' | 'isInside'> {
  const { host, visit } = machine;
  return {
    view: describeMachine(machine),
    names: layerNames(machine),
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
