import type { ChainId, ContainerId, Digest, ImageId } from '../oci/digest.ts';
import { listChain } from './holders.ts';
import type { Machine } from './machine.ts';

export interface Holders {
  readonly images: readonly ImageId[];
  readonly containers: readonly ContainerId[];
  readonly cacheRecords: readonly Digest[];
}

export function listHolders(machine: Machine, chainId: ChainId): Holders {
  return {
    images: [...machine.images.values()].filter((image) => image.chain.includes(chainId)).map((image) => image.id),
    containers: [...machine.containers.values()]
      .filter((one) => listChain(machine, one.base).includes(chainId))
      .map((one) => one.id),
    cacheRecords: [...machine.buildCache.records.values()].filter((one) => one.chain.includes(chainId)).map((one) => one.key),
  };
}
