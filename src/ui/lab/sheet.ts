/** Phones: the machine lies in a sheet at the foot of the page. Opening moves the focus into it and keeps it there; Escape and the button
 * bring it back. */
import { effect, type Signal } from '@preact/signals';

const NARROW = '(max-width: 1023px)';

export interface Sheet {
  openSheet(): void;
}

export function attachSheet(isOpen: Signal<boolean>): Sheet {
  const machine = document.getElementById('machine');
  const opener = document.querySelector<HTMLElement>('[data-open-machine]');
  const behind = document.querySelectorAll('.site-header, .lesson-nav, .lesson-main, .machine-bar');
  const narrow = matchMedia(NARROW);
  let wasOpen = false;

  function show(): void {
    const isUp = isOpen.value && narrow.matches;
    machine?.classList.toggle('open', isUp);
    machine?.toggleAttribute('inert', narrow.matches && !isUp);
    for (const element of behind) element.toggleAttribute('inert', isUp);
    document.documentElement.classList.toggle('sheet-open', isUp);
    opener?.setAttribute('aria-expanded', String(isUp));
    if (isUp && !wasOpen) machine?.querySelector<HTMLElement>('[role=tab][aria-selected=true]')?.focus();
    if (!isUp && wasOpen) opener?.focus();
    wasOpen = isUp;
  }
  effect(show);
  narrow.addEventListener('change', show);
  machine?.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && !event.defaultPrevented) isOpen.value = false;
  });
  return {
    openSheet() {
      isOpen.value = true;
    },
  };
}
