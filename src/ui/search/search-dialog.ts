/**
 * The search dialog (site/components/search.astro): a field, and what was found as links below it. Arrow keys go through the links from
 * the field; Enter opens the first.
 */
import { type Found, type FoundPage, findPages, openIndex } from './search-index.ts';

/** What begins a search in each dialog. */
const attached = new WeakMap<HTMLDialogElement, () => void>();

/** Each time it is opened (ui/wake/shortcuts.ts). What was typed before this script was there is looked for. */
export function searchIn(dialog: HTMLDialogElement): void {
  const begin = attached.get(dialog) ?? attachSearch(dialog);
  attached.set(dialog, begin);
  begin();
}

/** @returns what begins a search */
function attachSearch(dialog: HTMLDialogElement): () => void {
  const field = find<HTMLInputElement>(dialog, 'input');
  const list = find<HTMLElement>(dialog, '[data-found]');
  const status = find<HTMLElement>(dialog, '[role=status]');
  let asked: string | undefined;

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
  dialog.addEventListener('submit', () => list.querySelector('a')?.click());
  return () => {
    if (asked !== field.value.trim()) void ask();
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
