/** How a slab, a sheet and a flag are drawn, from their top left corner. */
import type { MachineView } from '../../engine/index.ts';
import { hueClass, shortDigest } from '../kit/hue.ts';
import type { Say } from '../kit/say.ts';
import { holdersOf } from './item-words.ts';
import { shortCreatedBy } from './short-created-by.ts';
import { type Item, NAME_LETTER, NAME_PEN, NO_NAME, type Sheet, type Slab } from './skyline.model.ts';

export interface ShapeWords {
  /** beside the digest */
  readonly size: string;
  /** who made it or, where only containers hold it, who keeps it */
  readonly note: string;
}

/** @returns what is written on it, and all that its look depends on besides its width and height as one text */
export function shapeOf(item: Item, view: MachineView, say: Say): ShapeWords & { readonly look: string } {
  if (item.kind === 'flag') return { size: '', note: '', look: `${item.text} ${item.pole}` };
  if (item.kind === 'container') {
    const { shown, container } = item;
    const look = [container.name, container.status, container.changeCount, ...shown.map(({ kind, path }) => kind + path)].join(
      '\n',
    );
    return { size: '', note: '', look };
  }
  const { layer } = item;
  const size = say.bytes(layer.size);
  const note = isKept(item) ? say('layers.kept', { holders: holdersOf(layer, view).join(', ') }) : shortCreatedBy(layer.createdBy);
  return { size, note, look: `${layer.diffId} ${isKept(item)} ${size} ${note}` };
}

/** No image has it any more. */
function isKept({ layer }: Slab): boolean {
  return layer.imageIds.length === 0 && layer.containerIds.length > 0;
}

export function Shape({ item, ...words }: ShapeWords & { readonly item: Item }) {
  if (item.kind === 'layer') return <SlabShape item={item} {...words} />;
  if (item.kind === 'container') return <SheetShape item={item} />;
  return (
    <>
      <path class="pole" d={`M1 0V${item.pole}`} />
      <rect class={item.name === NO_NAME ? 'cloth none' : 'cloth'} width={item.width} height={item.height} rx="4" />
      <text class="mono" x="8" y="15">
        {item.text}
      </text>
    </>
  );
}

function SlabShape({ item, size, note }: ShapeWords & { readonly item: Slab }) {
  const { layer, width, height } = item;
  const isTall = height >= 40;
  const digits = width > 12 * 7.8 + 24 ? 12 : 7;
  const hasSize = width > digits * 7.8 + 84;
  const room = Math.floor((width - 24) / 6.4);
  return (
    <>
      <rect class={`body ${hueClass(layer.diffId)}${isKept(item) ? ' kept' : ''}`} width={width} height={height} rx="6" />
      <text class="mono digest" x="12" y={isTall ? 19 : 20}>
        {shortDigest(layer.diffId).slice(0, digits)}
      </text>
      {hasSize && (
        <text class="size" x={width - 12} y={isTall ? 19 : 20}>
          {size}
        </text>
      )}
      {isTall && (
        <text class="note" x="12" y="36">
          {shorten(hasSize ? note : size, room)}
        </text>
      )}
    </>
  );
}

function SheetShape({ item }: { readonly item: Sheet }) {
  const { container, shown, width, height } = item;
  const rest = container.changeCount - shown.length;
  const room = Math.floor((width - 22) / 7);
  return (
    <>
      <rect class={`body ${container.status}`} x="1" width={width - 2} height={height} rx="6" />
      <text class="name" x="11" y="20">
        {shorten(container.name, Math.floor((width - NAME_PEN + 1) / NAME_LETTER))}
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
