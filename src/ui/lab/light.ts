/** Pointing at a digest, wherever it stands (prose, terminal, picture, table), lights every other place where the same bytes are named. */
import { effect, type Signal } from '@preact/signals';
import type { Snapshot } from './protocol.ts';

type Known = Pick<Snapshot, 'names' | 'manifests'>;

/** The key under which the machine knows the same bytes: the diff ID for any hash of a layer, the image ID for a manifest's digest; else the key itself. */
export function mainKey(key: string, { names, manifests }: Known): string {
  return names[key] ?? manifests?.[key] ?? key;
}

/** Every key that is lit together with this one. */
export function sameKeys(key: string, known: Known): readonly string[] {
  const main = mainKey(key, known);
  const others = Object.entries({ ...known.manifests, ...known.names }).filter(([other, name]) => name === main && other !== main);
  return [main, ...others.map(([other]) => other)];
}

/** @param known of the machine that is shown */
export function lightHashes(lit: Signal<string | undefined>, known: () => Known): void {
  const point = ({ target }: Event): void => {
    lit.value = target instanceof Element ? target.closest<HTMLElement>('[data-hash]')?.dataset['hash'] : undefined;
  };
  document.addEventListener('pointerover', point);
  document.addEventListener('focusin', point);
  effect(() => {
    const key = lit.value;
    for (const element of document.querySelectorAll('.lit')) element.classList.remove('lit');
    if (key === undefined) return;
    const selector = sameKeys(key, known())
      .map((same) => `[data-hash="${CSS.escape(same)}"]:not(.lit)`)
      .join();
    const light = (): void => {
      for (const element of document.querySelectorAll(selector)) element.classList.add('lit');
    };
    light();
    // a command prints while the pointer rests on a slab
    const observer = new MutationObserver(light);
    observer.observe(document.body, { childList: true, subtree: true });
    return () => observer.disconnect();
  });
}
