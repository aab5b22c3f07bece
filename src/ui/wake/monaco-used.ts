/** Whether the browser has this build's Monaco, because somebody has used it here. */
import { findLocalStorage, readJson, writeJson } from '../keep/old-storage.ts';

const KEY = 'editor';

export function noteMonacoUsed(): void {
  writeJson(findLocalStorage(), KEY, addressOfMonaco());
}

export function wasMonacoUsed(): boolean {
  const address = addressOfMonaco();
  return address !== undefined && readJson(findLocalStorage(), KEY) === address;
}

/** Each build has its own. */
function addressOfMonaco(): string | undefined {
  const links = [...document.querySelectorAll('link[data-editor=first]')];
  return links.length === 0 ? undefined : links.map((link) => link.getAttribute('href')).join(' ');
}
