/**
 * Monaco's first part, run a piece at a time, with turns for keys and frames between: together they are a second of a slow machine. Where an
 * earlier visit left it in the browser's cache, it is run before anybody asks for it, and an editor that nobody sees is made and thrown away:
 * the first one costs five times what the second does (docs/decisions/0019).
 */
type MonacoEditor = typeof import('./monaco-editor.ts');

/** Milliseconds after which it goes on even if the page is never idle, as in windows that draw nothing. */
const LATEST_MS = 2000;

let isWanted = false;
let isReady = false;

export async function loadMonaco(): Promise<MonacoEditor> {
  isWanted = true;
  if (!isReady) {
    await import('./monaco-model.ts');
    await turn();
    await import('./monaco-view.ts');
    await turn();
  }
  return import('./monaco-editor.ts');
}

/** Between all that it does the page is idle once more; it ends where an editor is asked for. */
export async function runMonacoAhead(): Promise<void> {
  const pieces: readonly (() => Promise<unknown>)[] = [
    () => import('./monaco-model.ts'),
    () => import('./monaco-view.ts'),
    () => import('./monaco-editor.ts'),
    // without the features: an editor that is made when they are there makes them at once
    async () => (await import('./monaco-editor.ts')).rehearse(rest),
  ];
  for (const piece of pieces) {
    if (!(await rest())) return;
    await piece();
  }
  isReady = true;
}

/** @returns whether nobody has asked for an editor meanwhile */
async function rest(): Promise<boolean> {
  await new Promise<void>((resolve) => {
    if (globalThis.requestIdleCallback === undefined) setTimeout(resolve);
    else requestIdleCallback(() => resolve(), { timeout: LATEST_MS });
  });
  return !isWanted;
}

/** What waits for it goes on before the islands that nobody has touched, where the browser can tell. */
function turn(): Promise<void> {
  const { scheduler } = globalThis as { readonly scheduler?: { yield?(): Promise<void> } };
  return scheduler?.yield?.() ?? new Promise((resolve) => setTimeout(resolve));
}
