/** Pointing at a digest, wherever it stands (prose, terminal, picture, table), lights every other place where the same bytes are named. */
import { effect, type Signal } from '@preact/signals';

export function lightHashes(lit: Signal<string | undefined>): void {
  const point = ({ target }: Event): void => {
    lit.value = target instanceof Element ? target.closest<HTMLElement>('[data-hash]')?.dataset['hash'] : undefined;
  };
  document.addEventListener('pointerover', point);
  document.addEventListener('focusin', point);
  effect(() => {
    const key = lit.value;
    for (const element of document.querySelectorAll('.lit')) element.classList.remove('lit');
    if (key === undefined) return;
    const light = (): void => {
      for (const element of document.querySelectorAll(`[data-hash="${CSS.escape(key)}"]:not(.lit)`)) element.classList.add('lit');
    };
    light();
    // a command prints while the pointer rests on a slab
    const observer = new MutationObserver(light);
    observer.observe(document.body, { childList: true, subtree: true });
    return () => observer.disconnect();
  });
}
