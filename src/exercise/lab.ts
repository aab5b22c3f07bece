/**
 * The lab machine that lessons and exercises begin on: one fixed clock and seed, so that a page built today, a phone offline next
 * year and the server's grading all see the same IDs, dates and digests.
 */
import {
  DEFAULT_LIMITS,
  type HttpPort,
  loadRegistryServing,
  type PlatformPort,
  type Ports,
  type RegistryContent,
} from '../engine/index.ts';

/** 15 January 2026, 12:00 UTC. */
export const LAB_EPOCH = 1_768_478_400_000;
const LAB_SEED = 'camadas';

export function labPorts(http: HttpPort, platform?: PlatformPort): Ports {
  const ports: Ports = { epoch: LAB_EPOCH, seed: LAB_SEED, limits: DEFAULT_LIMITS, http };
  return platform === undefined ? ports : { ...ports, platform };
}

/** Where the registry's content is at hand and need not be fetched: the build, the server, the tests. */
export async function labPortsOver(content: RegistryContent, platform: PlatformPort): Promise<Ports> {
  const { createHubRegistry } = await loadRegistryServing();
  return labPorts(createHubRegistry(content), platform);
}
