/**
 * The prompt before its island is awake: a line that needs no files runs at once, on the engine that the island will go on with, and is
 * shown as the island will show it, so that nothing moves and nothing is read aloud twice when it wakes (docs/decisions/0020).
 */
import { type BegunRun, type BegunSession, beginSession } from '../lab/begin-session.ts';
import { createLabClient, type WorkerLike } from '../lab/lab-client.ts';
import type { Row } from '../lab/output-rows.ts';
import { findHashTokens, type KnownHashes } from '../terminal/hash-tokens.ts';
import { EMPTY_ROW, rowClass, tokenClass } from '../terminal/row-look.ts';
import type { FirstSession } from './first-session.ts';

export interface FirstConsole {
  readonly begun: BegunSession;
  run(line: string): void;
}

/** @param island with the terminal, as the page was built with it */
export function openFirstConsole(island: Element, { words, ...beginning }: FirstSession, spawn: () => WorkerLike): FirstConsole {
  const begun = beginSession(createLabClient({ spawn }), beginning);
  begun.open();
  return {
    begun,
    run(line) {
      const run = begun.run(line);
      if (run === undefined) return;
      const log = island.querySelector('.terminal-log');
      const entry = element('div', 'entry', command(line));
      log?.append(entry);
      run.onChange = createPainter(entry, run, begun, words);
      scrollToEnd(entry);
    },
  };
}

/** Leaves alone what stands there already: a screen reader reads whatever is new. */
function createPainter(entry: Element, run: BegunRun, begun: BegunSession, words: FirstSession['words']): () => void {
  const painted: { readonly row: Row; readonly element: Element }[] = [];
  return () => {
    for (const [index, row] of run.rows.entries()) {
      const before = painted[index];
      if (before?.row === row) continue;
      const now = output(row, begun);
      if (before === undefined) entry.append(now);
      else before.element.replaceWith(now);
      painted[index] = { row, element: now };
    }
    const status = run.ended?.status ?? 0;
    if (status !== 0) entry.append(element('div', 'row remark', words.status.replace('{status}', String(status))));
    scrollToEnd(entry);
  };
}

function scrollToEnd(entry: Element): void {
  const box = entry.closest('.terminal');
  if (box !== null) box.scrollTop = box.scrollHeight;
}

function command(line: string): Element {
  const sign = element('span', 'prompt', '$ ');
  sign.ariaHidden = 'true';
  return element('div', 'row command', sign, line);
}

function output(row: Row, { snapshot }: BegunSession): Element {
  const { names = {}, view } = snapshot ?? {};
  const known: KnownHashes = { names, containerIds: view?.containers.map(({ id }) => id) ?? [] };
  const tokens = findHashTokens(row.text, known).map((token) => {
    const look = tokenClass(token);
    if (look === undefined) return token.text;
    const span = element('span', look, token.text);
    if (token.kind !== 'rest') span.dataset['hash'] = token.key;
    return span;
  });
  return element('div', rowClass(row), ...(row.text === '' ? [EMPTY_ROW] : tokens));
}

function element(name: string, look: string, ...children: (string | Node)[]): HTMLElement {
  const made = document.createElement(name);
  made.className = look;
  made.append(...children);
  return made;
}
