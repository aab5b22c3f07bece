/**
 * Where a registry was seen to have a layer (moby 20.10 `distribution/metadata/v2_metadata_service.go`): what a push asks before it
 * uploads. What was learned outlives the image, as `layerDigests` does.
 */
import type { DiffId } from '../oci/digest.ts';
import type { LayerSource, Machine } from './machine.ts';
import { withEntry } from './shared-map.ts';

/** What the daemon remembers of one layer. */
const MAX_SOURCES = 50;

/** Oldest first. */
export function listLayerSources(machine: Machine, diffId: DiffId): readonly LayerSource[] {
  return machine.layerSources.get(diffId) ?? [];
}

/** One that is known becomes the youngest. */
export function addLayerSource(machine: Machine, diffId: DiffId, source: LayerSource): Machine {
  const others = listLayerSources(machine, diffId).filter((known) => !isSame(known, source));
  return {
    ...machine,
    layerDigests: withEntry(machine.layerDigests, source.digest, diffId),
    layerSources: new Map(machine.layerSources).set(diffId, [...others, source].slice(-MAX_SOURCES)),
  };
}

export function removeLayerSource(machine: Machine, diffId: DiffId, source: LayerSource): Machine {
  const others = listLayerSources(machine, diffId).filter((known) => !isSame(known, source));
  return { ...machine, layerSources: new Map(machine.layerSources).set(diffId, others) };
}

function isSame(one: LayerSource, other: LayerSource): boolean {
  return one.digest === other.digest && one.repository === other.repository && one.pushed === other.pushed;
}
