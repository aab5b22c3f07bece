/**
 * What left falls, what is new comes in, what moved slides: from the places before and after, on the elements themselves. Nothing
 * moves where the reader has asked for reduced motion.
 */
import type { Item } from './skyline.model.ts';

export interface Motion {
  /** Called after the picture was drawn anew. */
  moveTo(items: readonly Item[]): void;
}

const EASE = 'cubic-bezier(0.2, 0.7, 0.3, 1)';

export function createMotion(picture: SVGSVGElement): Motion {
  let before: ReadonlyMap<string, Item> | undefined;
  const looks = new Map<string, SVGGElement>();
  const isStill = () => matchMedia('(prefers-reduced-motion: reduce)').matches;
  const elementOf = (key: string) => picture.querySelector<SVGGElement>(`[data-item="${CSS.escape(key)}"]`);

  function fall(item: Item): void {
    const ghost = looks.get(item.key)?.cloneNode(true);
    if (!(ghost instanceof SVGGElement)) return;
    for (const name of ['data-item', 'data-hash', 'role', 'tabindex']) ghost.removeAttribute(name);
    ghost.setAttribute('aria-hidden', 'true');
    ghost.classList.add('ghost');
    picture.append(ghost);
    const place = `translate(${item.x}px, ${item.y}px)`;
    const fallen = `translate(${item.x}px, ${item.y + 60}px) rotate(2deg)`;
    ghost
      .animate(
        [
          { transform: place, opacity: 0.9 },
          { transform: fallen, opacity: 0 },
        ],
        { duration: 520, easing: 'ease-in' },
      )
      .finished.finally(() => ghost.remove());
  }

  function slide(element: SVGGElement, from: Item, to: Item): void {
    if (from.x === to.x && from.y === to.y) return;
    const place = (item: Item) => ({ transform: `translate(${item.x}px, ${item.y}px)` });
    element.animate([place(from), place(to)], { duration: 320, easing: EASE });
  }

  function appear(element: SVGGElement, item: Item): void {
    const above = `translate(${item.x}px, ${item.y - 24}px)`;
    const place = `translate(${item.x}px, ${item.y}px)`;
    element.animate(
      [
        { transform: above, opacity: 0 },
        { transform: place, opacity: 1 },
      ],
      { duration: 320, easing: EASE },
    );
  }

  return {
    moveTo(items) {
      const now = new Map(items.map((item) => [item.key, item]));
      if (before !== undefined && !isStill()) {
        for (const item of before.values()) if (!now.has(item.key)) fall(item);
        for (const item of items) {
          const element = elementOf(item.key);
          const old = before.get(item.key);
          if (element === null) continue;
          if (old === undefined) appear(element, item);
          else slide(element, old, item);
        }
      }
      before = now;
      looks.clear();
      for (const { key } of items) {
        const element = elementOf(key);
        if (element !== null) looks.set(key, element.cloneNode(true) as SVGGElement);
      }
    },
  };
}
