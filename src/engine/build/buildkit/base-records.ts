/**
 * The layers of images that builds stand on, in the cache: one record for each, so that they stay when the image goes. Their bytes are
 * counted nowhere: docker shows 0B.
 */
import type { EngineContext } from '../../cas/content-store.ts';
import type { CacheRecord } from '../../machine/build-cache.ts';
import type { Machine } from '../../machine/machine.ts';
import type { ChainId } from '../../oci/digest.ts';
import { addRecord, definitionOf, findRecord, touchRecord } from '../cache/cache-records.ts';

export function baseDefinition(chain: readonly ChainId[]) {
  return definitionOf(['image', chain.at(-1) ?? '']);
}

export function findBaseRecord(machine: Machine, chain: readonly ChainId[]): CacheRecord | undefined {
  return findRecord(machine, baseDefinition(chain));
}

export function holdImage(
  ctx: Pick<EngineContext, 'ports'>,
  machine: Machine,
  chain: readonly ChainId[],
  description = 'from local ',
): { machine: Machine; added: readonly CacheRecord[] } {
  const made: CacheRecord[] = [];
  let current = machine;
  let parent: CacheRecord | undefined;
  for (let height = 1; height <= chain.length; height++) {
    const part = chain.slice(0, height);
    const known = findBaseRecord(current, part);
    if (known !== undefined) {
      parent = known;
      continue;
    }
    const added = addRecord(ctx, current, {
      definition: baseDefinition(part),
      ...(parent === undefined ? {} : { parent: parent.key }),
      type: 'regular',
      description,
      chain: part,
      made: false,
      size: 0,
    });
    current = added.machine;
    // Taking the layers in counts as a use of those below.
    if (parent !== undefined) current = touchRecord(current, parent);
    parent = added.record;
    made.push(added.record);
  }
  return { machine: current, added: made };
}
