/**
 * What left falls, what is new comes in, what moved slides. Only what changed is touched: a slab that moves takes along what stands on it,
 * and what stays is neither measured nor copied. Nothing moves where the reader has asked for reduced motion, nor when the picture is
 * first drawn.
 */
export interface Place {
  readonly x: number;
  readonly y: number;
}

export interface Motion {
  appear(element: SVGGElement, place: Place): void;
  slide(element: SVGGElement, from: Place, to: Place): void;
  /** @param element one that is about to leave the picture, with its place in the picture */
  fall(element: SVGGElement, place: Place): void;
  /** The picture is drawn, and later changes of it move; of another width it is laid out anew, and nothing moves. */
  settle(width: number): void;
}

const EASE = 'cubic-bezier(0.2, 0.7, 0.3, 1)';
const MOVE_MS = 320;
const FALL_MS = 520;

const placeWords = ({ x, y }: Place): string => `translate(${x}px, ${y}px)`;

export function createMotion(picture: () => SVGSVGElement | null, width: () => number): Motion {
  let settled: number | undefined;
  const moves = (): boolean => settled === width() && !matchMedia('(prefers-reduced-motion: reduce)').matches;

  /** Its last look: the element itself, which the picture has no use for any more. */
  function drop(element: SVGGElement, place: Place): void {
    for (const name of ['data-item', 'data-hash', 'role', 'tabindex']) element.removeAttribute(name);
    element.setAttribute('aria-hidden', 'true');
    element.classList.add('ghost');
    element.removeAttribute('transform');
    picture()?.append(element);
    const fallen = `${placeWords({ x: place.x, y: place.y + 60 })} rotate(2deg)`;
    element
      .animate(
        [
          { transform: placeWords(place), opacity: 0.9 },
          { transform: fallen, opacity: 0 },
        ],
        { duration: FALL_MS, easing: 'ease-in' },
      )
      .finished.finally(() => element.remove());
  }

  return {
    appear(element, place) {
      if (!moves()) return;
      element.animate(
        [
          { transform: placeWords({ x: place.x, y: place.y - 24 }), opacity: 0 },
          { transform: placeWords(place), opacity: 1 },
        ],
        { duration: MOVE_MS, easing: EASE },
      );
    },
    slide(element, from, to) {
      if (!moves()) return;
      element.animate([{ transform: placeWords(from) }, { transform: placeWords(to) }], { duration: MOVE_MS, easing: EASE });
    },
    fall(element, place) {
      if (!moves()) return;
      // the picture takes it out first
      queueMicrotask(() => {
        if (picture()?.isConnected === true) drop(element, place);
      });
    },
    settle(drawn) {
      settled = drawn;
    },
  };
}
