/** The prompt of one machine: what is being typed, the history behind the arrow keys, and completion of words. */
import { type Signal, signal } from '@preact/signals';
import type { MachineView } from '../../engine/index.ts';

export interface PromptModel {
  readonly draft: Signal<string>;
  older(history: readonly string[]): void;
  newer(history: readonly string[]): void;
  /** The line leaves the prompt. */
  take(): string;
}

export function createPromptModel(begun = ''): PromptModel {
  const draft = signal(begun);
  /** how many lines back from the newest; 0 is the line being typed */
  let back = 0;
  let typed = '';

  function show(history: readonly string[]): void {
    draft.value = back === 0 ? typed : (history[history.length - back] ?? '');
  }
  return {
    draft,
    older(history) {
      if (back === 0) typed = draft.value;
      back = Math.min(back + 1, history.length);
      show(history);
    },
    newer(history) {
      if (back === 0) return;
      back -= 1;
      show(history);
    },
    take() {
      const line = draft.value;
      draft.value = '';
      back = 0;
      typed = '';
      return line;
    },
  };
}

const COMMANDS = [
  'build',
  'commit',
  'container',
  'cp',
  'create',
  'diff',
  'events',
  'exec',
  'export',
  'history',
  'image',
  'images',
  'import',
  'info',
  'inspect',
  'kill',
  'load',
  'logs',
  'ps',
  'pull',
  'push',
  'rename',
  'restart',
  'rm',
  'rmi',
  'run',
  'save',
  'start',
  'stop',
  'system',
  'tag',
  'version',
  'volume',
  'wait',
];

/**
 * Completes the last word: the docker command after `docker`, otherwise names of images and containers.
 * @returns the line, as far as all candidates agree, and the candidates where there are several
 */
export function completeLine(line: string, view: MachineView): { readonly line: string; readonly candidates: readonly string[] } {
  const words = line.split(' ');
  const word = words.at(-1) ?? '';
  const pool = words.length === 1 ? ['docker'] : words.length === 2 && words[0] === 'docker' ? COMMANDS : names(view);
  const candidates = [...new Set(pool.filter((name) => name.startsWith(word)))].sort();
  const first = candidates[0];
  if (first === undefined) return { line, candidates: [] };
  const shared = candidates.reduce((prefix, name) => commonPrefix(prefix, name), first);
  const completed = candidates.length === 1 ? `${first} ` : shared;
  return { line: line.slice(0, line.length - word.length) + completed, candidates: candidates.length === 1 ? [] : candidates };
}

function names(view: MachineView): string[] {
  return [
    ...view.containers.map(({ name }) => name),
    ...view.images.flatMap(({ tags, id }) => (tags.length === 0 ? [id.replace('sha256:', '').slice(0, 12)] : tags)),
  ];
}

function commonPrefix(a: string, b: string): string {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length += 1;
  return a.slice(0, length);
}
