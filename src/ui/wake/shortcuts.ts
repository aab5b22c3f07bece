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

  function open(dialog: HTMLDialogElement | null): void {
    void dress().then(() => {
      if (dialog === null || dialog.open) return;
      dialog.showModal();
      // selecting a checkbox gives it the focus, in Chromium
      dialog.querySelector<HTMLInputElement>('[type=text]')?.select();
    });
  }
  /** At once, so that whoever types on types into it while its script is on the way. */
  function openSearch(): void {
    if (search === null) return;
    open(search);
    import('../search/search-dialog.ts').then(({ searchIn }) => searchIn(search), sayFailed);
  }
  function sayFailed(): void {
    const status = search?.querySelector<HTMLElement>('[data-failed]');
    if (status) status.textContent = status.dataset['failed'] ?? '';
  }
  const openKeys = (): void => open(keys);
  for (const opener of document.querySelectorAll('[data-open-search]')) opener.addEventListener('click', openSearch);
  for (const opener of document.querySelectorAll('[data-open-shortcuts]')) opener.addEventListener('click', openKeys);
  search?.addEventListener('submit', (event) => event.preventDefault());
  for (const dialog of [search, keys]) {
    dialog?.addEventListener('click', ({ target }) => {
      if (target === dialog || (target instanceof Element && target.closest('a, [data-close]') !== null)) dialog.close();
    });
  }
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

/**
 * Monaco's place for letters is an EditContext: neither a field nor editable, but a textbox by its role. A field keeps the focus until the next
 * frame when its dialog is closed.
 */
function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement) || target.closest('dialog:not([open])') !== null) return false;
  return target.isContentEditable || target.matches('input, textarea, select, [role=textbox]');
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
