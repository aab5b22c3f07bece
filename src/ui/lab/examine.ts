/** What the X-ray shows of a layer, an image or a container: the engine's examination as plain values that can leave the worker. */

import type { ContentStore } from '../../engine/index.ts';
import {
  type Content,
  createPart,
  type ExaminedFile,
  type LayerExamination,
  type Limits,
  loadExamination,
  type Machine,
  type Node,
  readContent,
  type TarEntry,
  text,
} from '../../engine/index.ts';
import { formatMode } from './files.ts';
import type { ContainerXray, ImageXray, LayerXray, Xray, XrayFile, XraySubject } from './xray-data.ts';

export const EXAMINATION = createPart(loadExamination);

/** More than these nobody scrolls through, and a page that holds them is slow; counts and sums are of all. */
const MAX_FILES = 20_000;
const MAX_ENTRIES = 5000;
const MAX_WASTE = 200;
const MAX_JSON = 200_000;
/** Two versions of a file are compared up to this size, in bytes: each, and in all. */
const MAX_COMPARED = 8_000_000;
const MAX_COMPARED_IN_ALL = 64_000_000;

/** One thing of one machine; what lies between two machines is for `compareMachines`. */
export type XrayOfOne = Exclude<XraySubject, { readonly kind: 'steps' }>;

export interface ExamineGround {
  readonly store: ContentStore;
  readonly limits: Limits;
  /** The machine one step before: what a container has since is marked. */
  readonly before?: Machine;
}

/** Undefined where the machine does not have it. */
export async function examine(machine: Machine, of: XrayOfOne, ground: ExamineGround): Promise<Xray | undefined> {
  switch (of.kind) {
    case 'layer':
      return describeLayer(await (await EXAMINATION.load()).examineLayer(machine, ground.store, ground.limits, of.chainId));
    case 'image':
      return describeImage(machine, of.id);
    case 'container':
      return describeContainer(machine, of.id, ground.before);
  }
}

async function describeLayer(layer: LayerExamination | undefined): Promise<LayerXray | undefined> {
  if (layer === undefined) return undefined;
  const { files, entries, maker, heldBy, packed, ...plain } = layer;
  return {
    kind: 'layer',
    ...plain,
    packed,
    ...(maker === undefined ? {} : { maker: { image: maker.image, row: maker.row, json: prettyJson(maker.entry) } }),
    ...(maker?.entry.created_by === undefined ? {} : { createdBy: maker.entry.created_by }),
    ...(maker?.entry.created === undefined ? {} : { created: maker.entry.created }),
    heldBy,
    ...(await describeFiles(files)),
    listing: entries.slice(0, MAX_ENTRIES).map(listEntry).join('\n'),
    entryCount: entries.length,
  };
}

async function describeImage(machine: Machine, id: string): Promise<ImageXray | undefined> {
  const { examineImage } = await EXAMINATION.load();
  const image = examineImage(machine, id);
  if (image === undefined) return undefined;
  const { files, config: _, configBytes, waste, ...plain } = image;
  return {
    kind: 'image',
    ...plain,
    waste: waste.slice(0, MAX_WASTE),
    wasteCount: waste.length,
    ...(await describeFiles(files)),
    json: prettyJson(parseOrText(text(configBytes))).slice(0, MAX_JSON),
  };
}

async function describeContainer(machine: Machine, id: string, before: Machine | undefined): Promise<ContainerXray | undefined> {
  const { examineContainer } = await EXAMINATION.load();
  const container = examineContainer(machine, id);
  if (container === undefined) return undefined;
  const { files, ...plain } = container;
  const then = before === undefined ? undefined : examineContainer(before, id);
  const known = then && new Map(then.files.map((file) => [file.path, file]));
  return { kind: 'container', ...plain, ...(await describeFiles(files, known)) };
}

/** @param known the same some steps before; what has another node since, or none, counts as new */
export async function describeFiles(
  files: readonly ExaminedFile[],
  known?: ReadonlyMap<string, ExaminedFile>,
): Promise<Pick<LayerXray, 'files' | 'fileCount' | 'counts'>> {
  const counts = { A: 0, C: 0, D: 0 };
  for (const { change } of files) if (change !== undefined) counts[change] += 1;
  const budget = { left: MAX_COMPARED_IN_ALL };
  const shown: XrayFile[] = [];
  for (const file of files.slice(0, MAX_FILES)) {
    const isNew = known !== undefined && file.change !== undefined && !isSame(known.get(file.path), file);
    shown.push(await describeFile(file, isNew, budget));
  }
  return { files: shown, fileCount: files.length, counts };
}

function isSame(then: ExaminedFile | undefined, now: ExaminedFile): boolean {
  return then !== undefined && then.change === now.change && then.node === now.node;
}

async function describeFile(file: ExaminedFile, isNew: boolean, budget: { left: number }): Promise<XrayFile> {
  const { path, change, node, was, size, hidden, opaque, inside } = file;
  const shown = node ?? was;
  if (shown === undefined) throw new TypeError(`${path} is nowhere`);
  const { isCopiedUp } = await EXAMINATION.load();
  const bytes = isCopiedUp(file) ? await compareBytes(was, node, budget) : undefined;
  return {
    path,
    size,
    hidden,
    ...factsOf(shown),
    ...(change === undefined ? {} : { change }),
    ...(change === 'C' && was !== undefined ? { was: { ...factsOf(was), size: sizeOf(was) } } : {}),
    ...(bytes === undefined ? {} : { bytes }),
    ...(opaque === undefined ? {} : { opaque }),
    ...(inside === undefined ? {} : { inside }),
    ...(isNew ? { isNew } : {}),
  };
}

function factsOf(node: Node) {
  return {
    kind: node.kind,
    mode: formatMode(node),
    owner: `${node.uid}:${node.gid}`,
    ...(node.kind === 'symlink' ? { target: node.target } : {}),
  };
}

function sizeOf(node: Node): number {
  return node.kind === 'file' ? node.content.size : 0;
}

async function compareBytes(was: Node | undefined, node: Node | undefined, budget: { left: number }) {
  if (was?.kind !== 'file' || node?.kind !== 'file') return undefined;
  if (was.content === node.content) return 'same';
  const { size } = was.content;
  if (size !== node.content.size) return 'other';
  if (size > MAX_COMPARED || size > budget.left) return undefined;
  budget.left -= size;
  return (await hasSameBytes(was.content, node.content)) ? 'same' : 'other';
}

async function hasSameBytes(one: Content, other: Content): Promise<boolean> {
  const [a, b] = await Promise.all([readContent(one), readContent(other)]);
  return a.every((byte, i) => byte === b[i]);
}

function prettyJson(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value, undefined, 2);
}

function parseOrText(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return json;
  }
}

/** As `tar -tv --utc` prints it. */
export function listEntry(entry: TarEntry): string {
  const kind = entry.type === 'hardlink' ? 'file' : entry.type;
  const letters = formatMode({ kind, mode: entry.mode });
  const mode = entry.type === 'hardlink' ? `h${letters.slice(1)}` : letters;
  const owner = `${entry.uname || entry.uid}/${entry.gname || entry.gid}`;
  const isDevice = entry.type === 'char' || entry.type === 'block';
  const size = isDevice ? `${entry.major},${entry.minor}` : String(entry.content.size);
  const link = entry.type === 'symlink' ? ` -> ${entry.linkname}` : entry.type === 'hardlink' ? ` link to ${entry.linkname}` : '';
  return `${mode} ${owner} ${size.padStart(18 - owner.length)} ${formatTime(entry.mtime)} ${entry.name}${link}`;
}

/** A tar may tell a time that no calendar has. */
function formatTime(seconds: number): string {
  const date = new Date(seconds * 1000);
  return Number.isNaN(date.getTime()) ? String(seconds) : date.toISOString().slice(0, 16).replace('T', ' ');
}
