/**
 * The picture of the disk. Every slab, sheet and flag can be reached with the arrow keys and opened; what leaves the machine falls
 * out of the picture, what moves slides to its new place. The table beside it (layer-table.tsx) says the same in words.
 */
import { useSignal } from '@preact/signals';
import { useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import type { MachineView } from '../../engine/index.ts';
import { hueClass, shortDigest } from '../kit/hue.ts';
import type { Say } from '../kit/say.ts';
import type { XraySubject } from '../lab/xray-data.ts';
import { createMotion, type Motion } from './motion.ts';
import { shortCreatedBy } from './short-created-by.ts';
import { type Direction, findNeighbour, type Item, layOutSkyline } from './skyline.model.ts';

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
  const motion = useRef<Motion | undefined>(undefined);
  const skyline = useMemo(() => layOutSkyline(view, width), [view, width]);
  const reachable = useSignal<string | undefined>(undefined);
  const current = skyline.items.find(({ key }) => key === reachable.value) ?? skyline.items[0];

  useLayoutEffect(() => {
    if (picture.current === null) return;
    motion.current ??= createMotion(picture.current);
    motion.current.moveTo(skyline.items);
  }, [skyline]);

  function step(event: KeyboardEvent): void {
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
      viewBox={`0 -1 ${skyline.width} ${skyline.height + 2}`}
      role="group"
      aria-label={summary}
      onKeyDown={step}
    >
      {skyline.items.map((item) => {
        const open = () => onOpen?.(subjectOf(item));
        return (
          // biome-ignore lint/a11y/noStaticElementInteractions: it is a button wherever it does something; SVG has no element for it
          <g
            key={item.key}
            class={`item ${item.kind}`}
            data-item={item.key}
            data-hash={hashOf(item)}
            transform={`translate(${item.x} ${item.y})`}
            role={onOpen === undefined ? 'img' : 'button'}
            tabIndex={onOpen === undefined ? undefined : item === current ? 0 : -1}
            onFocus={() => {
              reachable.value = item.key;
            }}
            onClick={open}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' && event.key !== ' ') return;
              event.preventDefault();
              open();
            }}
          >
            <title>{describeItem(item, view, say)}</title>
            <Shape item={item} view={view} say={say} />
          </g>
        );
      })}
    </svg>
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

function holdersOf(chainId: string, view: MachineView): string[] {
  const layer = view.layers.find((one) => one.chainId === chainId);
  const images = view.images.filter(({ id }) => layer?.imageIds.includes(id));
  const containers = view.containers.filter(({ id }) => layer?.containerIds.includes(id));
  return [
    ...images.flatMap(({ tags, id }) => (tags.length === 0 ? [shortDigest(id)] : tags)),
    ...containers.map(({ name }) => name),
  ];
}

export function describeItem(item: Item, view: MachineView, say: Say): string {
  if (item.kind === 'layer') {
    return say('layers.slab', {
      digest: shortDigest(item.layer.diffId),
      size: say.bytes(item.layer.size),
      createdBy: shortCreatedBy(item.layer.createdBy) || say('layers.unknown'),
      holders: holdersOf(item.layer.chainId, view).join(', ') || say('layers.nobody'),
    });
  }
  if (item.kind === 'container') {
    return say('layers.sheet', {
      name: item.container.name,
      status: say(`layers.status.${item.container.status}`),
      changes: item.container.changeCount,
      size: say.bytes(item.container.writableSize),
    });
  }
  return say('layers.flag', { name: item.text, digest: shortDigest(item.image.id) });
}

function Shape({ item, view, say }: { readonly item: Item; readonly view: MachineView; readonly say: Say }) {
  if (item.kind === 'layer') return <SlabShape item={item} view={view} say={say} />;
  if (item.kind === 'container') return <SheetShape item={item} />;
  return (
    <>
      <path class="pole" d={`M1 0V${item.pole}`} />
      <rect class={item.text === '<none>' ? 'cloth none' : 'cloth'} width={item.width} height={item.height} rx="4" />
      <text class="mono" x="8" y="15">
        {item.text}
      </text>
    </>
  );
}

function SlabShape({
  item,
  view,
  say,
}: {
  readonly item: Extract<Item, { kind: 'layer' }>;
  readonly view: MachineView;
  readonly say: Say;
}) {
  const { layer, width, height } = item;
  const isTall = height >= 40;
  const digits = width > 12 * 7.8 + 24 ? 12 : 7;
  const hasSize = width > digits * 7.8 + 84;
  const room = Math.floor((width - 24) / 6.4);
  const isHeldByContainersOnly = layer.imageIds.length === 0 && layer.containerIds.length > 0;
  const note = isHeldByContainersOnly
    ? say('layers.kept', { holders: holdersOf(layer.chainId, view).join(', ') })
    : shortCreatedBy(layer.createdBy);
  return (
    <>
      <rect class={`body ${hueClass(layer.diffId)}${isHeldByContainersOnly ? ' kept' : ''}`} width={width} height={height} rx="6" />
      <text class="mono digest" x="12" y={isTall ? 19 : 20}>
        {shortDigest(layer.diffId).slice(0, digits)}
      </text>
      {hasSize && (
        <text class="size" x={width - 12} y={isTall ? 19 : 20}>
          {say.bytes(layer.size)}
        </text>
      )}
      {isTall && (
        <text class="note" x="12" y="36">
          {shorten(hasSize ? note : say.bytes(layer.size), room)}
        </text>
      )}
    </>
  );
}

function SheetShape({ item }: { readonly item: Extract<Item, { kind: 'container' }> }) {
  const { container, shown, width, height } = item;
  const rest = container.changeCount - shown.length;
  const room = Math.floor((width - 22) / 7);
  return (
    <>
      <rect class={`body ${container.status}`} x="1" width={width - 2} height={height} rx="6" />
      <text class="name" x="11" y="20">
        {shorten(container.name, room - 3)}
      </text>
      <path class="pen" d={`M${width - 24} 22l1-4 8-8 3 3-8 8Z`} />
      {shown.map((change, index) => (
        <text key={change.path} class="mono change" x="11" y={39 + index * 17}>
          <tspan class="letter">{change.kind}</tspan> {shorten(change.path, room - 2)}
        </text>
      ))}
      {rest > 0 && (
        <text class="mono change" x="11" y={39 + shown.length * 17}>
          {`+ ${rest}`}
        </text>
      )}
    </>
  );
}

function shorten(text: string, room: number): string {
  return text.length <= room ? text : `${text.slice(0, Math.max(1, room - 1))}…`;
}
