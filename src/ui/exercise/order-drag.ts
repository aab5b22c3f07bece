/**
 * Dragging a block with mouse, pen or finger: pointer events, because the drag-and-drop of HTML does not know fingers. The block follows the
 * pointer, the others stay where they are, and a line shows where it would go; nothing changes before it is let go. Escape takes it back.
 */

/** `index` counts the places between the other blocks in order; in the pool there are none. */
export type DropPlace = { readonly zone: 'chosen'; readonly index: number } | { readonly zone: 'pool' };

export interface DragOptions {
  /** holds the zones (`[data-zone]`) with the blocks (`[data-block]`) */
  readonly box: HTMLElement;
  readonly block: HTMLElement;
  readonly down: PointerEvent;
  /** where it would go now; undefined when it is over */
  onOver(place: DropPlace | undefined): void;
  onDrop(place: DropPlace): void;
}

/** Pixels before a press counts as a drag. */
const THRESHOLD = 5;
/** Near the edge of the window the page scrolls, so many pixels a frame. */
const EDGE = 56;
const SCROLL_STEP = 9;

export function startDrag({ box, block, down, onOver, onDrop }: DragOptions): void {
  const from = { x: down.pageX, y: down.pageY };
  const ending = new AbortController();
  const listening = { signal: ending.signal };
  let pointer = { x: down.clientX, y: down.clientY };
  let isDragging = false;
  let frame = 0;

  function draw(): void {
    const offset = { x: pointer.x + scrollX - from.x, y: pointer.y + scrollY - from.y };
    if (!isDragging && Math.hypot(offset.x, offset.y) < THRESHOLD) return;
    isDragging = true;
    block.classList.add('dragged');
    block.style.translate = `${offset.x}px ${offset.y}px`;
    onOver(placeAt(box, block, pointer.y));
  }
  function scroll(): void {
    frame = requestAnimationFrame(scroll);
    if (!isDragging) return;
    const step = pointer.y < EDGE ? -SCROLL_STEP : pointer.y > innerHeight - EDGE ? SCROLL_STEP : 0;
    if (step === 0) return;
    scrollBy(0, step);
    draw();
  }
  function end(isDropped: boolean): void {
    ending.abort();
    cancelAnimationFrame(frame);
    block.classList.remove('dragged');
    block.style.translate = '';
    onOver(undefined);
    if (isDropped && isDragging) onDrop(placeAt(box, block, pointer.y));
  }

  addEventListener(
    'pointermove',
    (event) => {
      if (event.pointerId !== down.pointerId) return;
      pointer = { x: event.clientX, y: event.clientY };
      draw();
    },
    listening,
  );
  addEventListener('pointerup', (event) => event.pointerId === down.pointerId && end(true), listening);
  addEventListener('pointercancel', (event) => event.pointerId === down.pointerId && end(false), listening);
  addEventListener('keydown', (event) => event.key === 'Escape' && end(false), { ...listening, capture: true });
  frame = requestAnimationFrame(scroll);
}

/** @param y of the pointer, in the window */
function placeAt(box: HTMLElement, dragged: HTMLElement, y: number): DropPlace {
  const pool = box.querySelector('[data-zone=pool]');
  if (pool !== null && y >= pool.getBoundingClientRect().top) return { zone: 'pool' };
  const others = [...box.querySelectorAll('[data-zone=chosen] [data-block]')].filter((block) => block !== dragged);
  const above = others.filter((block) => {
    const { top, height } = block.getBoundingClientRect();
    return top + height / 2 < y;
  });
  return { zone: 'chosen', index: above.length };
}
