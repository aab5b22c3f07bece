// Before the first paint, so that nothing flashes: the theme chosen here, else the system's; that scripts run at all; whose letters to read in;
// what is pressed before the script is there that knows what it is for; and who runs the page where it was opened from a disk.
(() => {
  const root = document.documentElement;
  let chosen = null;
  let hasLetters = false;
  try {
    chosen = localStorage.getItem('camadas.theme');
    hasLetters = localStorage.getItem('camadas.letters') !== null;
  } catch {
    // no storage: the system decides
  }
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const apply = () => {
    root.dataset.theme = chosen ?? (dark.matches ? 'dark' : 'light');
  };
  apply();
  dark.addEventListener('change', apply);
  // 52 kB that a slow line has better uses for (docs/decisions/0021). Chromium guesses 1.4 Mbit/s before it has measured, so the page must have been slow to come, too
  const { downlink, saveData } = navigator.connection ?? {};
  const isSlow = downlink < 3 && performance.now() > 150;
  if (!hasLetters && (saveData || isSlow)) root.classList.add('plain-letters');
  root.classList.add('js');
  // ui/wake/boot.ts says when it listens. A form's button would load the page anew; what is typed into a field stands in it
  const early = [];
  const hold = (event) => {
    const { target, type } = event;
    const button = type === 'click' ? target.closest('button') : null;
    if (button !== null) {
      event.preventDefault();
      early.push(() => button.click());
    } else if (type === 'keydown' && !target.matches('input, textarea, select')) {
      early.push(() => target.dispatchEvent(new KeyboardEvent(type, event)));
    }
  };
  addEventListener('click', hold);
  addEventListener('keydown', hold);
  addEventListener('listening', () => {
    removeEventListener('click', hold);
    removeEventListener('keydown', hold);
    for (const again of early) again();
  }, { once: true });
  if (location.protocol === 'file:') {
    // no module runs there: ui/disk stands in for the browser. Without its folder the page stays as it is without scripts, and says so
    const script = document.createElement('script');
    script.src = `${root.dataset.root}disk/page.js`;
    script.onerror = () => {
      root.classList.remove('js');
      dispatchEvent(new Event('alone'));
    };
    document.head.append(script);
    addEventListener('alone', () => {
      // in the page, as nobody could close it over it
      const show = () => {
        const notice = document.querySelector('[data-from-disk]');
        notice?.removeAttribute('hidden');
        if (notice !== null) document.querySelector('.site-header')?.after(notice);
      };
      if (document.readyState === 'loading') addEventListener('DOMContentLoaded', show);
      else show();
    });
  }
})();
