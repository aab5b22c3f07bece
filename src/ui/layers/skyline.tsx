/**
 * The picture of the disk. Every slab, sheet and flag can be reached with the arrow keys and opened; what leaves the machine falls
 * out of the picture, what moves slides to its new place. The table beside it (layer-table.tsx) says the same in words. A change costs
 * what changed: what is the same in the next picture is not drawn again (docs/seeing.md).
 */
import { useSignal } from '@preact/signals';
import { useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import type { MachineView } from '../../engine/index.ts';
import { shortDigest } from '../kit/hue.ts';
import type { Say } from '../kit/say.ts';
import type { XraySubject } from '../lab/xray-data.ts';
import { Shape, shapeOf } from './item-shape.tsx';
import { describeItem } from './item-words.ts';
import { createMotion, type Motion } from './motion.ts';
import { type Direction, findNeighbour, type Item, layOutSkyline, type Plot } from './skyline.model.ts';

export interface SkylineProps {
  readonly view: MachineView;
  readonly say: Say;
  /** pixels it may take; it may need more, and scrolls then */
  readonly width: number;
  /** absent where the picture is only looked at */
  readonly onOpen?: (of: XraySubject) => void;
}

const DIRECTIONS: ReadonlyMap<string, Direction> = new Map([
  ['ArrowUp', 'up'],
  ['ArrowDown', 'down'],
  ['ArrowLeft', 'left'],
  ['ArrowRight', 'right'],
]);

export function Skyline({ view, say, width, onOpen }: SkylineProps) {
  const picture = useRef<SVGSVGElement>(null);
  const given = useRef(width);
  given.current = width;
  const motion = useMemo(
    () =>
      createMotion(
        () => picture.current,
        () => given.current,
      ),
    [],
  );
  const skyline = useMemo(() => layOutSkyline(view, width), [view, width]);
  const reachable = useSignal<string | undefined>(undefined);
  const current = skyline.items.find(({ key }) => key === reachable.value) ?? skyline.items[0];
  const drawn = useRef<ReadonlySet<string> | undefined>(undefined);

  useLayoutEffect(() => {
    motion.settle(width);
    const before = drawn.current;
    drawn.current = new Set(skyline.items.map(({ key }) => key));
    const first = before && skyline.items.find(({ key }) => !before.has(key));
    if (first !== undefined && skyline.width > width) afterLayout(() => bringIntoView(picture.current?.parentElement, first));
  }, [skyline]);

  function itemAt(event: Event): Item | undefined {
    const key = event.target instanceof Element ? event.target.closest('[data-item]')?.getAttribute('data-item') : undefined;
    return skyline.items.find((item) => item.key === key);
  }
  function open(event: Event): void {
    const item = itemAt(event);
    if (item !== undefined) onOpen?.(subjectOf(item));
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      open(event);
      return;
    }
    const direction = DIRECTIONS.get(event.key);
    if (direction === undefined || current === undefined) return;
    event.preventDefault();
    const next = findNeighbour(skyline.items, current, direction);
    if (next === undefined) return;
    reachable.value = next.key;
    picture.current?.querySelector<SVGGElement>(`[data-item="${CSS.escape(next.key)}"]`)?.focus();
  }

  const summary = say('layers.summary', {
    layers: view.totals.layers,
    images: view.totals.images,
    containers: view.totals.containers,
  });
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be drawn in
    <svg
      ref={picture}
      class="skyline"
      width={skyline.width}
      height={skyline.height + 2}
      viewBox={`0 ${-skyline.height - 1} ${skyline.width} ${skyline.height + 2}`}
      role="group"
      aria-label={summary}
      onClick={open}
      onKeyDown={onKeyDown}
      onFocusIn={(event) => {
        reachable.value = itemAt(event)?.key;
      }}
    >
      {skyline.plots.map((plot) => (
        <PlotGroup
          key={plot.key}
          plot={plot}
          at={0}
          view={view}
          say={say}
          motion={motion}
          isButton={onOpen !== undefined}
          current={current?.key}
        />
      ))}
    </svg>
  );
}

/** Asking for sizes at once would lay the whole picture out twice in the frame of a change. */
function afterLayout(run: () => void): void {
  requestAnimationFrame(() => requestAnimationFrame(run));
}

/** A picture wider than its place: what came must be seen. */
function bringIntoView(place: HTMLElement | null | undefined, { x, width }: Item): void {
  if (place === null || place === undefined || place.scrollWidth <= place.clientWidth) return;
  const isSeen = x < place.scrollLeft + place.clientWidth && x + width > place.scrollLeft;
  const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches;
  if (!isSeen) place.scrollTo({ left: x - 24, behavior: isStill ? 'instant' : 'smooth' });
}

interface PartProps {
  readonly view: MachineView;
  readonly say: Say;
  readonly motion: Motion;
  readonly isButton: boolean;
  /** the item that the Tab key reaches */
  readonly current: string | undefined;
}

/** What is the same place but for the arithmetic has not moved. */
const rounded = (pixels: number): number => Math.round(pixels * 100) / 100;

/** @param at left edge of the plot it lies in */
function PlotGroup({ plot, at, ...rest }: PartProps & { readonly plot: Plot; readonly at: number }) {
  const element = useRef<SVGGElement>(null);
  const x = rounded(plot.x - at);
  const was = useRef(x);
  useLayoutEffect(() => {
    if (element.current !== null && was.current !== x) rest.motion.slide(element.current, { x: was.current, y: 0 }, { x, y: 0 });
    was.current = x;
  }, [x]);
  return (
    <g class="plot" ref={element} transform={`translate(${x} 0)`}>
      {plot.items.map((item) => (
        <ItemGroup key={item.key} item={item} at={plot.x} {...rest} />
      ))}
      {plot.plots.map((above) => (
        <PlotGroup key={above.key} plot={above} at={plot.x} {...rest} />
      ))}
    </g>
  );
}

function ItemGroup({ item, at, view, say, motion, isButton, current }: PartProps & { readonly item: Item; readonly at: number }) {
  const element = useRef<SVGGElement>(null);
  const [x, y] = [rounded(item.x - at), item.y];
  const was = useRef({ x, y });
  const whole = useRef(item);
  whole.current = item;
  useLayoutEffect(() => {
    const { current: drawn } = element;
    if (drawn === null) return;
    motion.appear(drawn, { x, y });
    return () => motion.fall(drawn, whole.current);
  }, []);
  useLayoutEffect(() => {
    const { x: oldX, y: oldY } = was.current;
    if (element.current !== null && (oldX !== x || oldY !== y)) motion.slide(element.current, was.current, { x, y });
    was.current = { x, y };
  }, [x, y]);
  const words = describeItem(item, view, say);
  const isReachable = item.key === current;
  const { look, ...shape } = shapeOf(item, view, say);
  // an element that is the same is not looked through again
  return useMemo(
    () => (
      <g
        ref={element}
        class={`item ${item.kind}`}
        data-item={item.key}
        data-hash={hashOf(item)}
        transform={`translate(${x} ${y})`}
        role={isButton ? 'button' : 'img'}
        tabindex={isButton ? (isReachable ? 0 : -1) : undefined}
      >
        <title>{words}</title>
        <Shape item={item} {...shape} />
      </g>
    ),
    [words, look, x, y, item.width, item.height, isButton, isReachable],
  );
}

function subjectOf(item: Item): XraySubject {
  if (item.kind === 'layer') return { kind: 'layer', chainId: item.layer.chainId };
  if (item.kind === 'container') return { kind: 'container', id: item.container.id };
  return { kind: 'image', id: item.image.id };
}

function hashOf(item: Item): string {
  if (item.kind === 'layer') return shortDigest(item.layer.diffId);
  if (item.kind === 'container') return shortDigest(item.container.id);
  return shortDigest(item.image.id);
}
