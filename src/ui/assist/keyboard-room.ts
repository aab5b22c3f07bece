/** How much of the page's foot lies under the keyboard on the screen, as the length `--keyboard`: rows that stick to the foot stand above it. */
let isWatched = false;

export function watchKeyboard(): void {
  const viewport = window.visualViewport;
  if (isWatched || viewport === null || viewport === undefined) return;
  isWatched = true;
  const measure = (): void => {
    const hidden = Math.max(0, Math.round(window.innerHeight - viewport.height - viewport.offsetTop));
    document.documentElement.style.setProperty('--keyboard', `${hidden}px`);
  };
  viewport.addEventListener('resize', measure);
  viewport.addEventListener('scroll', measure);
  measure();
}
