/**
 * The disk as a skyline, computed from what the machine holds. Chain IDs form a tree: each layer is one slab, drawn once, as wide
 * as what stands on it, the base at the bottom. A container is a slab on the layer it stands on; an image is a flag, planted where
 * its chain ends. Positions are in pixels of a picture `width` wide; a picture that needs more says so in its own `width`, and long tags are
 * cut there. The ground is at 0 and what stands on it has negative `y`: a picture that grows moves nothing that was there.
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
  readonly name: string;
  /** as much of it as there is room for */
  readonly text: string;
  /** length of its pole, from the flag's top down to the slab */
  readonly pole: number;
}
export type Item = Slab | Sheet | Flag;
/** What moves as one: a slab with all that stands on it, or the flags and containers of one slab. */
export interface Plot {
  readonly key: string;
  /** left edge in the picture, as of items */
  readonly x: number;
  readonly items: readonly Item[];
  readonly plots: readonly Plot[];
}
export interface Skyline {
  readonly width: number;
  readonly height: number;
  readonly plots: readonly Plot[];
  /** those of all plots, bottom to top, left to right */
  readonly items: readonly Item[];
}

export const NO_NAME = '<none>';

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
/** advance of one letter of a container's name, as wide as they come on average in bold, and the room of its pen with the edges */
export const NAME_LETTER = 7.6;
export const NAME_PEN = 46;
/** characters of a tag where not everything fits */
const CUT = 18;
/** from here on slabs are drawn thin, so that a deep image still fits */
const DEEP = 6;

interface Column {
  readonly min: number;
  /** @returns what it drew, given its place: left edge, the top of what it stands on, and its width */
  place(x: number, floor: number, width: number): Plot;
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
  const orphans = view.layers.filter((layer) => layer.parent !== undefined && !known.has(layer.parent));
  const columnsWith = (room: number): Column[] => {
    const standingOn = (chainId: string): Column[] => [
      ...porchColumn(chainId, flags.get(chainId) ?? [], sheets.get(chainId) ?? [], room),
      ...(byParent.get(chainId) ?? []).map((layer) => slabColumn(layer, standingOn(layer.chainId), height)),
    ];
    return [...standingOn(''), ...orphans.map((layer) => slabColumn(layer, standingOn(layer.chainId), height))];
  };
  const whole = columnsWith(Number.POSITIVE_INFINITY);
  const columns = minOf(whole) <= width ? whole : columnsWith(CUT);
  const needed = Math.max(width, Math.ceil(minOf(columns)));
  const plots = placeColumns(columns, 0, 0, needed);
  const items = plots.flatMap(itemsOf);
  const top = Math.min(0, ...items.map((item) => item.y));
  return { width: needed, height: Math.abs(top), plots, items };
}

function itemsOf({ items, plots }: Plot): Item[] {
  return [...items, ...plots.flatMap(itemsOf)];
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

/** Shares what is left over among the columns in proportion to what they need; where nothing is, each stands where the others put it. */
function placeColumns(columns: readonly Column[], x: number, floor: number, width: number): Plot[] {
  const gaps = GAP * Math.max(0, columns.length - 1);
  const needed = minOf(columns) - gaps;
  let left = x;
  return columns.map((column) => {
    const share = width - gaps === needed ? column.min : ((width - gaps) * column.min) / needed;
    const plot = column.place(left, floor, share);
    left += share + GAP;
    return plot;
  });
}

function slabColumn(layer: LayerView, above: readonly Column[], height: number): Column {
  return {
    min: Math.max(minOf(above), Math.ceil(7 * DIGIT + 20)),
    place(x, floor, width) {
      const y = floor - height;
      const slab: Slab = { kind: 'layer', key: layer.chainId, layer, x, y, width, height };
      return { key: layer.chainId, x, items: [slab], plots: placeColumns(above, x, y - GAP, width) };
    },
  };
}

/** Flags and containers of one slab stand together: the pole at the left, the cloths above the containers. */
function porchColumn(chainId: string, images: readonly ImageView[], containers: readonly ContainerView[], room: number): Column[] {
  const names = images.flatMap((image) => namesOf(image, room));
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
        const flags = names.map(({ image, name, text }, index): Flag => {
          const y = floor - Math.max(POLE, top) - FLAG * (index + 1) - GAP * index;
          const place = { x: x + INSET, y, width: clothWidth(text), height: FLAG, pole: floor + GAP - y };
          return { kind: 'flag', key: `${image.id} ${name}`, image, name, text, ...place };
        });
        const placed = placeColumns(sheets.map(sheetColumn), x + pole, floor, width - pole);
        return { key: `on ${chainId}`, x, items: [...placed.flatMap(itemsOf), ...flags], plots: [] };
      },
    },
  ];
}

type NamedImage = Pick<Flag, 'image' | 'name' | 'text'>;

function namesOf(image: ImageView, room: number): NamedImage[] {
  if (image.tags.length === 0) return [{ image, name: NO_NAME, text: NO_NAME }];
  return image.tags.map((tag) => {
    const name = tag.replace(/:latest$/, '');
    return { image, name, text: name.length <= room ? name : shortName(name, room) };
  });
}

/** The end tells images of one registry apart. */
function shortName(name: string, room: number): string {
  const own = name.slice(name.lastIndexOf('/') + 1);
  return own !== name && own.length + 2 <= room ? `…/${own}` : `…${name.slice(1 - room)}`;
}

function clothWidth(text: string): number {
  return Math.ceil(text.length * DIGIT + 16);
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
  const longest = Math.max(0, ...shown.map((change) => Math.min(16, change.path.length + 2)));
  return {
    container,
    shown,
    min: Math.ceil(Math.max(container.name.length * NAME_LETTER + NAME_PEN, longest * DIGIT + 22)),
    height: rows === 0 ? THIN : Math.max(SLAB, 27 + rows * ROW + 6),
  };
}

function sheetColumn({ container, shown, min, height }: MeasuredSheet): Column {
  return {
    min,
    place(x, floor, width) {
      const sheet: Sheet = { kind: 'container', key: container.id, container, shown, x, y: floor - height, width, height };
      return { key: container.id, x, items: [sheet], plots: [] };
    },
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
