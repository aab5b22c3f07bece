/** BuildKit's own cache in the machine: records by what they were made of. It holds layers, so nothing in it goes with an image. */
import { utf8 } from '../../bytes/utf8.ts';
import type { EngineContext } from '../../cas/content-store.ts';
import type { CacheRecord } from '../../machine/build-cache.ts';
import { drawId } from '../../machine/draw-id.ts';
import type { Machine } from '../../machine/machine.ts';
import { type Digest, digestBytes } from '../../oci/digest.ts';

/** BuildKit's word for the type of what a client sent. */
export const LOCAL_SOURCE = 'source.local';
/** BuildKit's word for the type of a folder of `RUN --mount=type=cache`. */
export const CACHE_MOUNT = 'exec.cachemount';

/** The key of a step: of its definition and of what it stands on. */
export function definitionOf(parts: readonly unknown[]): Digest {
  const text = JSON.stringify(parts);
  const known = definitions.get(text);
  if (known !== undefined) return known;
  if (definitions.size >= MAX_KEPT) definitions.clear();
  const definition = digestBytes(utf8(text));
  definitions.set(text, definition);
  return definition;
}

/** A build says the same steps several times, the next build most of them again. */
const definitions = new Map<string, Digest>();
const MAX_KEPT = 1000;

/** Of several results of one definition (`--no-cache` made another) the newest. */
export function findRecord(machine: Machine, definition: Digest): CacheRecord | undefined {
  let best: CacheRecord | undefined;
  for (const record of machine.buildCache.records.values()) {
    if (record.definition !== definition && record.graphs?.includes(definition) !== true) continue;
    if (best === undefined || record.createdAt >= best.createdAt) best = record;
  }
  return best;
}

export type NewRecord = Pick<CacheRecord, 'definition' | 'type' | 'description' | 'chain' | 'made' | 'size'> &
  Partial<Pick<CacheRecord, 'graphs' | 'parent' | 'mount' | 'createdText'>>;

export function addRecord(
  ctx: Pick<EngineContext, 'ports'>,
  machine: Machine,
  record: NewRecord,
): { machine: Machine; record: CacheRecord } {
  const drawn = drawId(ctx, machine);
  const added: CacheRecord = {
    ...record,
    key: definitionOf([record.definition, drawn.id]),
    id: shortName(drawn.id),
    createdAt: machine.now,
    lastUsedAt: machine.now,
    usageCount: 1,
  };
  return { machine: putRecord(drawn.machine, added), record: added };
}

/** One more use, with whatever else became of it. */
export function touchRecord(
  machine: Machine,
  record: CacheRecord,
  change: Partial<Pick<CacheRecord, 'mount' | 'size'>> = {},
): Machine {
  return putRecord(machine, { ...record, ...change, lastUsedAt: machine.now, usageCount: record.usageCount + 1 });
}

/** `docker system df` and a prune with a limit ask each record for its size; what was sent by a client keeps that size from then on. */
export function measureRecords(machine: Machine): Machine {
  const { records } = machine.buildCache;
  if (![...records.values()].some(isUnmeasured)) return machine;
  const measured = [...records].map(
    ([key, record]) => [key, isUnmeasured(record) ? { ...record, isMeasured: true } : record] as const,
  );
  return { ...machine, buildCache: { records: new Map(measured) } };
}

function isUnmeasured({ type, isMeasured }: CacheRecord): boolean {
  return type === LOCAL_SOURCE && isMeasured !== true;
}

/** The same record, found by one more key. */
export function addGraph(machine: Machine, record: CacheRecord, graph: Digest): { machine: Machine; record: CacheRecord } {
  if (record.definition === graph || record.graphs?.includes(graph) === true) return { machine, record };
  const found = { ...record, graphs: [...(record.graphs ?? []), graph] };
  return { machine: putRecord(machine, found), record: found };
}

export function dropRecords(machine: Machine, definitions: ReadonlySet<Digest>): Machine {
  const left = [...machine.buildCache.records].filter(([, record]) => !definitions.has(record.definition));
  return { ...machine, buildCache: { records: new Map(left) } };
}

function putRecord(machine: Machine, record: CacheRecord): Machine {
  return { ...machine, buildCache: { records: new Map(machine.buildCache.records).set(record.key, record) } };
}

const NAME_LENGTH = 25;

/** BuildKit's IDs: 25 digits and letters. */
export function shortName(id: string): string {
  return BigInt(`0x${id}`).toString(36).slice(0, NAME_LENGTH).padStart(NAME_LENGTH, '0');
}
