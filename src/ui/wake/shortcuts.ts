/**
 * Keys that work anywhere: `/` or Ctrl+K searches, `?` lists the keys. The ones that are a single character can be switched off in that
 * list (WCAG 2.1.4), and never act where something is typed.
 */
import { dress } from './dress.ts';

const OFF_KEY = 'camadas.shortcuts';

export function attachShortcuts(): void {
  const search = document.querySelector<HTMLDialogElement>('[data-search]');
  const keys = document.querySelector<HTMLDialogElement>('[data-shortcuts]');
  const offSwitch = keys?.querySelector<HTMLInputElement>('[type=checkbox]');

  function openSearch(): void {
    if (search === null) return;
    void Promise.all([import('../search/search-dialog.ts'), dress()]).then(([{ openSearchIn }]) => openSearchIn(search));
  }
  function openKeys(): void {
    void dress().then(() => {
      if (keys !== null && !keys.open) keys.showModal();
    });
  }
  for (const opener of document.querySelectorAll('[data-open-search]')) opener.addEventListener('click', openSearch);
  for (const opener of document.querySelectorAll('[data-open-shortcuts]')) opener.addEventListener('click', openKeys);
  keys?.addEventListener('click', ({ target }) => {
    if (target === keys || (target instanceof Element && target.closest('[data-close]') !== null)) keys.close();
  });
  if (offSwitch) {
    offSwitch.checked = !isOff();
    offSwitch.addEventListener('change', () => setOff(!offSwitch.checked));
  }
  addEventListener('keydown', (event) => {
    const isSearch = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === 'k';
    const isSingle = !event.ctrlKey && !event.metaKey && !event.altKey && !isTyping(event.target) && !isOff();
    if (event.defaultPrevented || document.querySelector('dialog[open]') !== null) return;
    if (isSearch || (isSingle && event.key === '/')) {
      event.preventDefault();
      openSearch();
    } else if (isSingle && event.key === '?') {
      event.preventDefault();
      openKeys();
    }
  });
}

/** Monaco's place for letters is an EditContext: neither a field nor editable, but a textbox by its role. */
function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select, [role=textbox]'));
}

function isOff(): boolean {
  try {
    return localStorage.getItem(OFF_KEY) === 'off';
  } catch {
    return false;
  }
}

function setOff(off: boolean): void {
  try {
    if (off) localStorage.setItem(OFF_KEY, 'off');
    else localStorage.removeItem(OFF_KEY);
  } catch {
    // the choice lives as long as the page
  }
}
