/** The styles of what only scripts bring onto a page (styles/later.css). Whoever shows such a thing waits for them. */
let dressed: Promise<unknown> | undefined;
/** Milliseconds that anybody waits for looks. */
const LATEST_MS = 3000;

/** Asks for them once. @returns when they are here, or do not come in time */
export function dress(): Promise<unknown> {
  dressed ??= new Promise((resolve) => {
    const link = document.querySelector<HTMLLinkElement>('link[data-later]');
    if (link === null) return resolve(undefined);
    link.onload = resolve;
    link.onerror = resolve;
    setTimeout(resolve, LATEST_MS);
    link.rel = 'stylesheet';
  });
  return dressed;
}
