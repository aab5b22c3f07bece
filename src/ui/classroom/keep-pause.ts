/** While the class is paused, exercises and the machine take no word, and say why; what was written stays, and whoever was writing is there again afterwards. */
import { effect } from '@preact/signals';
import type { Room } from './room.ts';

/** @param why said at each of them */
export function keepPause(room: Room, why: string): void {
  let writing: Element | null = null;
  let isPaused = false;
  const places = () => document.querySelectorAll<HTMLElement>('[data-exercise], [data-island=machine]');
  const holdMachine = (): void => {
    // not the machine itself: on phones it is closed by the same attribute
    for (const child of document.querySelectorAll<HTMLElement>('[data-island=machine] > *')) child.inert = isPaused;
  };
  const awaking = new MutationObserver(holdMachine);
  effect(() => {
    const next = room.view.value?.isPaused === true;
    if (next === isPaused) return;
    isPaused = next;
    if (isPaused) writing = document.activeElement;
    for (const place of places()) {
      if (isPaused) place.dataset['paused'] = why;
      else delete place.dataset['paused'];
    }
    holdMachine();
    awaking.disconnect();
    const machine = document.querySelector('[data-island=machine]');
    if (isPaused && machine !== null) awaking.observe(machine, { childList: true });
    // cards are let go by whoever keeps the pace, in the same turn
    if (!isPaused && writing instanceof HTMLElement && writing !== document.body) {
      const place = writing;
      queueMicrotask(() => document.activeElement === document.body && place.focus({ preventScroll: true }));
    }
  });
}
