/**
 * The search dialog (site/components/search.astro): a field, and what was found as links below it. Arrow keys go through the links from
 * the field; Enter opens the first.
 */
import { type Found, type FoundPage, findPages, openIndex } from './search-index.ts';

/** What opens each dialog; made when it is opened first. */
const attached = new WeakMap<HTMLDialogElement, () => void>();

export function openSearchIn(dialog: HTMLDialogElement): void {
  const open = attached.get(dialog) ?? attachSearch(dialog);
  attached.set(dialog, open);
  open();
}

/** @returns what opens it */
function attachSearch(dialog: HTMLDialogElement): () => void {
  const field = find<HTMLInputElement>(dialog, 'input');
  const list = find<HTMLElement>(dialog, '[data-found]');
  const status = find<HTMLElement>(dialog, '[role=status]');
  let asked = '';

  async function ask(): Promise<void> {
    const query = field.value.trim();
    asked = query;
    if (query === '') {
      show(undefined, '');
      return;
    }
    try {
      const found = await findPages(query);
      if (found === undefined || asked !== query) return;
      show(found, found.total === 0 ? sentence('none', query) : sentence(found.total === 1 ? 'one' : 'other', query, found.total));
    } catch {
      if (asked === query) show(undefined, sentence('failed', query));
    }
  }

  function sentence(name: 'none' | 'one' | 'other' | 'failed', query: string, count = 0): string {
    return (status.dataset[name] ?? '').replace('{query}', query).replace('{count}', String(count));
  }

  function show(found: Found | undefined, said: string): void {
    list.replaceChildren(...(found?.pages ?? []).map(pageItem));
    status.textContent = said;
  }

  function step(event: KeyboardEvent): void {
    const direction = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (direction === 0) return;
    event.preventDefault();
    const places: readonly HTMLElement[] = [field, ...list.querySelectorAll('a')];
    const here = places.findIndex((place) => place.matches(':focus'));
    places[Math.min(places.length - 1, Math.max(0, here + direction))]?.focus();
  }

  field.addEventListener('input', () => void ask());
  dialog.addEventListener('keydown', step);
  dialog.addEventListener('submit', (event) => {
    event.preventDefault();
    list.querySelector('a')?.click();
  });
  dialog.addEventListener('click', (event) => {
    const { target } = event;
    if (target === dialog || (target instanceof Element && target.closest('a, [data-close]') !== null)) dialog.close();
  });
  return () => {
    if (!dialog.open) dialog.showModal();
    field.select();
    openIndex().catch(() => show(undefined, sentence('failed', '')));
  };
}

function pageItem({ title, url, places }: FoundPage): HTMLElement {
  const item = document.createElement('li');
  for (const { heading, url: placeUrl, excerpt } of places) {
    const link = document.createElement('a');
    link.href = placeUrl;
    const name = link.appendChild(document.createElement('strong'));
    name.textContent = heading === undefined ? title : `${title} › ${heading}`;
    const text = link.appendChild(document.createElement('span'));
    for (const { text: words, isHit } of excerpt) {
      if (!isHit) text.append(words);
      else text.appendChild(document.createElement('mark')).textContent = words;
    }
    item.append(link);
  }
  item.dataset['url'] = url;
  return item;
}

function find<E extends Element>(place: Element, selector: string): E {
  const found = place.querySelector<E>(selector);
  if (found === null) throw new TypeError(`no ${selector}`);
  return found;
}
