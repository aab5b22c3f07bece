/**
 * The disk as a skyline, computed from what the machine holds. Chain IDs form a tree: each layer is one slab, drawn once, as wide
 * as what stands on it, the base at the bottom. A container is a slab on the layer it stands on; an image is a flag, planted where
 * its chain ends. Positions are in pixels of a picture `width` wide; a picture that needs more says so in its own `width`.
 */
import type { MachineView } from '../../engine/index.ts';

export type LayerView = MachineView['layers'][number];
export type ImageView = MachineView['images'][number];
export type ContainerView = MachineView['containers'][number];

export interface Box {
  readonly key: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
export interface Slab extends Box {
  readonly kind: 'layer';
  readonly layer: LayerView;
}
export interface Sheet extends Box {
  readonly kind: 'container';
  readonly container: ContainerView;
  /** the first few changes; the rest only counts */
  readonly shown: ContainerView['changes'];
}
export interface Flag extends Box {
  readonly kind: 'flag';
  readonly image: ImageView;
  /** a tag (without `:latest`), or `<none>` */
  readonly text: string;
  /** length of its pole, from the flag's top down to the slab */
  readonly pole: number;
}
export type Item = Slab | Sheet | Flag;
export interface Skyline {
  readonly width: number;
  readonly height: number;
  /** bottom to top, left to right */
  readonly items: readonly Item[];
}

const GAP = 4;
const SLAB = 44;
const THIN = 30;
const FLAG = 22;
const POLE = 8;
/** left of the containers, for the pole of the flags above them */
const POLE_ROOM = 14;
/** from a column's edge to its flag */
const INSET = 4;
const ROW = 17;
const SHOWN_CHANGES = 3;
/** advance of one character of the mono face at the size the picture writes with */
const DIGIT = 7.2;
/** from here on slabs are drawn thin, so that a deep image still fits */
const DEEP = 6;

interface Column {
  readonly min: number;
  /** @returns what it drew, given its place: left edge, the top of what it stands on, and its width */
  place(x: number, floor: number, width: number): Item[];
}

export function layOutSkyline(view: MachineView, width: number): Skyline {
  const byParent = groupBy(view.layers, (layer) => layer.parent ?? '');
  const known = new Set<string>(view.layers.map((layer) => layer.chainId));
  const flags = groupBy(
    view.images.filter((image) => !image.intermediate),
    (image) => image.top ?? '',
  );
  const sheets = groupBy(view.containers, (container) => container.base ?? '');
  const height = depthOf(byParent, '') >= DEEP ? THIN : SLAB;
  const standingOn = (chainId: string): Column[] => [
    ...porchColumn(flags.get(chainId) ?? [], sheets.get(chainId) ?? []),
    ...(byParent.get(chainId) ?? []).map((layer) => slabColumn(layer, standingOn(layer.chainId), height)),
  ];
  const orphans = view.layers.filter((layer) => layer.parent !== undefined && !known.has(layer.parent));
  const columns = [...standingOn(''), ...orphans.map((layer) => slabColumn(layer, standingOn(layer.chainId), height))];
  const needed = Math.max(width, Math.ceil(minOf(columns)));
  const items = placeColumns(columns, 0, 0, needed);
  const top = Math.min(0, ...items.map((item) => item.y));
  return { width: needed, height: Math.abs(top), items: items.map((item) => ({ ...item, y: item.y - top })) };
}

function groupBy<T>(list: readonly T[], keyOf: (one: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const one of list) {
    const key = keyOf(one);
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return groups;
}

function depthOf(byParent: ReadonlyMap<string, readonly LayerView[]>, parent: string): number {
  const above = byParent.get(parent) ?? [];
  return above.length === 0 ? 0 : 1 + Math.max(...above.map((layer) => depthOf(byParent, layer.chainId)));
}

function minOf(columns: readonly Column[]): number {
  return columns.reduce((sum, column) => sum + column.min, 0) + GAP * Math.max(0, columns.length - 1);
}

/** Shares what is left over among the columns in proportion to what they need. */
function placeColumns(columns: readonly Column[], x: number, floor: number, width: number): Item[] {
  const gaps = GAP * Math.max(0, columns.length - 1);
  const needed = minOf(columns) - gaps;
  let left = x;
  return columns.flatMap((column) => {
    const share = ((width - gaps) * column.min) / needed;
    const items = column.place(left, floor, share);
    left += share + GAP;
    return items;
  });
}

function slabColumn(layer: LayerView, above: readonly Column[], height: number): Column {
  return {
    min: Math.max(minOf(above), 7 * DIGIT + 20),
    place(x, floor, width) {
      const y = floor - height;
      const slab: Slab = { kind: 'layer', key: layer.chainId, layer, x, y, width, height };
      return [slab, ...placeColumns(above, x, y - GAP, width)];
    },
  };
}

/** Flags and containers of one slab stand together: the pole at the left, the cloths above the containers. */
function porchColumn(images: readonly ImageView[], containers: readonly ContainerView[]): Column[] {
  const names = images.flatMap(namesOf);
  if (names.length === 0 && containers.length === 0) return [];
  const sheets = containers.map(measureSheet);
  const pole = names.length === 0 ? 0 : POLE_ROOM;
  const standing = sheets.reduce((sum, sheet) => sum + sheet.min, 0) + GAP * Math.max(0, sheets.length - 1);
  const widest = Math.max(0, ...names.map(({ text }) => clothWidth(text) + 2 * INSET));
  const top = Math.max(0, ...sheets.map(({ height }) => height + GAP));
  return [
    {
      min: Math.max(widest, (sheets.length === 0 ? 0 : pole) + standing),
      place(x, floor, width) {
        const flags = names.map(({ image, text }, index): Flag => {
          const y = floor - Math.max(POLE, top) - FLAG * (index + 1) - GAP * index;
          const key = `${image.id} ${text}`;
          return { kind: 'flag', key, image, text, x: x + INSET, y, width: clothWidth(text), height: FLAG, pole: floor + GAP - y };
        });
        return [...placeColumns(sheets.map(sheetColumn), x + pole, floor, width - pole), ...flags];
      },
    },
  ];
}

function namesOf(image: ImageView): { readonly image: ImageView; readonly text: string }[] {
  if (image.tags.length === 0) return [{ image, text: '<none>' }];
  return image.tags.map((tag) => ({ image, text: tag.replace(/:latest$/, '') }));
}

function clothWidth(text: string): number {
  return text.length * DIGIT + 16;
}

interface MeasuredSheet {
  readonly container: ContainerView;
  readonly shown: ContainerView['changes'];
  readonly min: number;
  readonly height: number;
}

function measureSheet(container: ContainerView): MeasuredSheet {
  const shown = container.changes.slice(0, SHOWN_CHANGES);
  const rows = shown.length + (container.changeCount > shown.length ? 1 : 0);
  const longest = Math.max(container.name.length + 3, ...shown.map((change) => Math.min(16, change.path.length + 2)));
  return { container, shown, min: longest * DIGIT + 22, height: rows === 0 ? THIN : Math.max(SLAB, 27 + rows * ROW + 6) };
}

function sheetColumn({ container, shown, min, height }: MeasuredSheet): Column {
  return {
    min,
    place: (x, floor, width) => [{ kind: 'container', key: container.id, container, shown, x, y: floor - height, width, height }],
  };
}

export type Direction = 'up' | 'down' | 'left' | 'right';

/** The nearest item that lies wholly in a direction, for the arrow keys: straight ahead counts more than aside. */
export function findNeighbour(items: readonly Item[], from: Item, direction: Direction): Item | undefined {
  const isVertical = direction === 'up' || direction === 'down';
  const middle = (item: Item): number => (isVertical ? item.x + item.width / 2 : item.y + item.height / 2);
  const overlaps = (item: Item): boolean =>
    isVertical
      ? item.x < from.x + from.width && from.x < item.x + item.width
      : item.y < from.y + from.height && from.y < item.y + item.height;
  const ahead = (item: Item): number =>
    ({
      up: from.y - (item.y + item.height),
      down: item.y - (from.y + from.height),
      left: from.x - (item.x + item.width),
      right: item.x - (from.x + from.width),
    })[direction];
  const far = (item: Item): number => ahead(item) + (overlaps(item) ? 0 : 3 * Math.abs(middle(item) - middle(from)));
  return items.filter((item) => item.key !== from.key && ahead(item) > -1).sort((a, b) => far(a) - far(b))[0];
}
