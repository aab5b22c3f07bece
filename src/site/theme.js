// Before the first paint, so that nothing flashes: the theme chosen here, else the system's, and that scripts run at all.
(() => {
  const root = document.documentElement;
  let chosen = null;
  try {
    chosen = localStorage.getItem('camadas.theme');
  } catch {
    // no storage: the system decides
  }
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const apply = () => {
    root.dataset.theme = chosen ?? (dark.matches ? 'dark' : 'light');
  };
  apply();
  dark.addEventListener('change', apply);
  if (location.protocol === 'file:') {
    // no other script runs there, so the page stays as it is without scripts, and says so
    addEventListener('DOMContentLoaded', () => document.querySelector('[data-from-disk]')?.removeAttribute('hidden'));
  } else {
    root.classList.add('js');
  }
})();
