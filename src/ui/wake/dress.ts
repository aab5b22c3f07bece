/** The styles of what only scripts bring onto a page (styles/later.css). Whoever shows such a thing waits for them. */
let dressed: Promise<unknown> | undefined;

/** Asks for them once. @returns when they are here, or it is known that they do not come */
export function dress(): Promise<unknown> {
  dressed ??= new Promise((resolve) => {
    const link = document.querySelector<HTMLLinkElement>('link[data-later]');
    if (link === null) return resolve(undefined);
    link.onload = resolve;
    link.onerror = resolve;
    link.rel = 'stylesheet';
  });
  return dressed;
}
