/** Looking into a layer, a container or the learner's own computer: one folder at a time, and what is in a file. */
import {
  type Content,
  type DirNode,
  findNode,
  type Machine,
  type Node,
  readContent,
  sliceContent,
  type Tree,
} from '../../engine/index.ts';

export type FileSource =
  | { readonly kind: 'layer'; readonly chainId: string }
  | { readonly kind: 'container'; readonly id: string }
  | { readonly kind: 'host' };

export interface FileRow {
  readonly name: string;
  readonly kind: Node['kind'];
  /** bytes; of a folder absent */
  readonly size?: number;
  /** as `ls -l` writes it: `drwxr-xr-x` */
  readonly mode: string;
  readonly owner: string;
  readonly target?: string;
  /** Against what lies below: added, changed (for a folder: something in it), deleted. Absent where it is as below. */
  readonly change?: 'A' | 'C' | 'D';
}

export interface FileText {
  /** absent where the bytes are no text */
  readonly text?: string;
  readonly size: number;
  readonly cut: boolean;
}

const SHOWN_BYTES = 32_000;

/** A tree and what it stands on; undefined where the source is gone. */
function findTrees(machine: Machine, of: FileSource): { readonly tree: Tree; readonly below?: Tree } | undefined {
  if (of.kind === 'host') return { tree: machine.host.tree };
  if (of.kind === 'container') {
    const container = [...machine.containers.values()].find(({ id }) => id === of.id);
    return container && { tree: container.tree, below: container.baseTree };
  }
  const layer = [...machine.layers.values()].find(({ chainId }) => chainId === of.chainId);
  if (layer === undefined) return undefined;
  const parent = layer.parent === undefined ? undefined : machine.layers.get(layer.parent);
  return parent === undefined ? { tree: layer.tree } : { tree: layer.tree, below: parent.tree };
}

/** The folder's entries sorted by name, those that are gone from it included. */
export function listFolder(machine: Machine, of: FileSource, path: string): FileRow[] {
  const trees = findTrees(machine, of);
  if (trees === undefined) return [];
  const { tree, below } = trees;
  const here = entriesOf(tree, path);
  const under = below === undefined ? new Map<string, Node>() : entriesOf(below, path);
  const names = [...new Set([...here.keys(), ...under.keys()])].sort();
  const isBase = of.kind === 'layer' && below === undefined;
  return names.flatMap((name) => {
    const node = here.get(name);
    const old = under.get(name);
    if (node === undefined) return old === undefined ? [] : [describeNode(name, old, 'D')];
    const change = old === undefined ? 'A' : old === node ? undefined : 'C';
    return [describeNode(name, node, of.kind === 'host' ? undefined : isBase ? 'A' : change)];
  });
}

function entriesOf(tree: Tree, path: string): ReadonlyMap<string, Node> {
  const node = findNode(tree, path);
  return node?.kind === 'dir' ? (node as DirNode).entries : new Map();
}

function describeNode(name: string, node: Node, change: FileRow['change']): FileRow {
  return {
    name,
    kind: node.kind,
    mode: formatMode(node),
    owner: `${node.uid}:${node.gid}`,
    ...(node.kind === 'file' ? { size: node.content.size } : {}),
    ...(node.kind === 'symlink' ? { target: node.target } : {}),
    ...(change === undefined ? {} : { change }),
  };
}

const TYPE_LETTER = { dir: 'd', file: '-', symlink: 'l', fifo: 'p', char: 'c', block: 'b', socket: 's' } as const;

export function formatMode(node: Pick<Node, 'kind' | 'mode'>): string {
  const bit = (shift: number, letter: string) => ((node.mode >> shift) & 1 ? letter : '-');
  const run = (shift: number, special: number, letter: string) => {
    const isSpecial = (node.mode >> special) & 1;
    const runs = (node.mode >> shift) & 1;
    return isSpecial ? (runs ? letter : letter.toUpperCase()) : runs ? 'x' : '-';
  };
  return [
    TYPE_LETTER[node.kind],
    bit(8, 'r') + bit(7, 'w') + run(6, 11, 's'),
    bit(5, 'r') + bit(4, 'w') + run(3, 10, 's'),
    bit(2, 'r') + bit(1, 'w') + run(0, 9, 't'),
  ].join('');
}

/**
 * The file that a line in the terminal would mean by this path: in the container whose terminal is open, or on the learner's own computer.
 * Undefined where something else is there: a folder, a device, what is mounted into the container.
 */
export async function readHere({ host, visit, containers }: Machine, path: string): Promise<FileText | 'missing' | undefined> {
  const container = visit && containers.get(visit.container);
  const { tree, cwd } = visit === undefined || container === undefined ? host : { tree: container.tree, cwd: visit.cwd };
  const whole = path.startsWith('/') ? path : `${cwd}/${path}`;
  if (container?.hostConfig.mounts.some(({ target }) => `${whole}/`.startsWith(`${target}/`)) === true) return undefined;
  const node = findNode(tree, whole);
  if (node === undefined) return 'missing';
  return node.kind === 'file' ? readText(node.content) : undefined;
}

export async function readFile(machine: Machine, of: FileSource, path: string): Promise<FileText> {
  const tree = findTrees(machine, of)?.tree;
  const node = tree && findNode(tree, path);
  return node?.kind === 'file' ? readText(node.content) : { size: 0, cut: false };
}

async function readText(content: Content): Promise<FileText> {
  const cut = content.size > SHOWN_BYTES;
  const head = await readContent(cut ? sliceContent(content, 0, SHOWN_BYTES) : content);
  const facts = { size: content.size, cut };
  if (head.includes(0)) return facts;
  return { ...facts, text: new TextDecoder().decode(head) };
}
