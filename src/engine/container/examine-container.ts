/**
 * A container's writable layer: what was made, copied up and hidden in it. A file of a lower layer that is opened for writing is copied up
 * whole, so its full size counts, whatever was changed in it (SEMANTICS section 5).
 */
import { type ExaminedFile, examineTrees } from '../layer/examine-trees.ts';
import { writableSize } from '../layer/sizes.ts';
import type { Container } from '../machine/container.ts';
import type { Machine } from '../machine/machine.ts';
import type { ChainId, ContainerId, ImageId } from '../oci/digest.ts';

export interface ContainerExamination {
  readonly id: ContainerId;
  readonly name: string;
  readonly status: Container['state']['status'];
  readonly imageId: ImageId;
  readonly imageName: string;
  readonly base?: ChainId;
  /** bytes of its writable layer, the SIZE of `docker ps -s` */
  readonly size: number;
  /** bytes of the layers below that it hides or wrote anew */
  readonly hidden: number;
  /** of `size`, bytes of files that stood below, too: copied up whole, or written anew in their place */
  readonly copiedUp: number;
  readonly files: readonly ExaminedFile[];
}

/** Undefined for a container that the machine does not have. */
export function examineContainer(machine: Machine, id: string): ContainerExamination | undefined {
  const container = machine.containers.get(id as ContainerId);
  if (container === undefined) return undefined;
  const files = examineTrees(container.baseTree, container.tree);
  const tops = files.filter(({ path }) => path.lastIndexOf('/') === 0);
  return {
    id: container.id,
    name: container.name,
    status: container.state.status,
    imageId: container.imageId,
    imageName: container.imageName,
    ...(container.base === undefined ? {} : { base: container.base }),
    size: writableSize(container.baseTree, container.tree),
    hidden: tops.reduce((sum, { hidden }) => sum + hidden, 0),
    copiedUp: files.reduce((sum, file) => (isCopiedUp(file) ? sum + file.size : sum), 0),
    files,
  };
}

/** A file that was there below and is now the container's own. */
export function isCopiedUp({ was, node }: ExaminedFile): boolean {
  return was?.kind === 'file' && node?.kind === 'file';
}
