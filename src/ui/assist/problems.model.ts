/** What is wrong with a text while it is being written: asked for when the keys rest, and answers to an older text are dropped. */
import { effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { Diagnosis, Fix } from '../../engine/index.ts';
import type { HelpWords } from './help-words.ts';
import type { WritingHelp } from './writing-help.ts';

export interface ShownProblem {
  /** offsets in the text */
  readonly from: number;
  readonly to: number;
  /** from 1 */
  readonly line: number;
  readonly severity: Diagnosis['severity'];
  readonly message: string;
  readonly fixes: readonly ShownFix[];
}
export interface ShownFix extends Fix {
  readonly title: string;
}

export interface Problems {
  readonly shown: ReadonlySignal<readonly ShownProblem[]>;
  /** From the first touch on. */
  start(): void;
  /** Nobody writes any more: what was passed over as unfinished is looked at. */
  leave(): void;
  /** It was handed in as it stands, wherever the caret is: nothing in it is unfinished. */
  finish(): void;
  dispose(): void;
}

export interface ProblemsOptions {
  readonly text: Signal<string>;
  readonly help: Pick<WritingHelp, 'diagnose'>;
  loadWords(): Promise<HelpWords>;
  /** where the text is being written; undefined where nobody is */
  caret(): number | undefined;
  readonly pause?: number;
}

const PAUSE_MS = 500;

export function createProblems({ text, help, loadWords, caret, pause = PAUSE_MS }: ProblemsOptions): Problems {
  const shown = signal<readonly ShownProblem[]>([]);
  const isStarted = signal(false);
  const leaves = signal(0);
  let asked = 0;
  let wasWriting = false;

  async function look(now: string, mine: number, place = caret()): Promise<void> {
    try {
      wasWriting = place !== undefined;
      const [found, words] = await Promise.all([help.diagnose(now, place), loadWords()]);
      if (mine === asked && found !== undefined) shown.value = found.map((one) => show(one, now, words));
    } catch {
      // without the words, or without the engine, nothing is said
    }
  }
  const stop = effect(() => {
    const now = text.value;
    leaves.value;
    if (!isStarted.value) return undefined;
    const mine = ++asked;
    // what was said about other words is no longer true of these
    const timer = setTimeout(() => void look(now, mine), pause);
    return () => clearTimeout(timer);
  });
  return {
    shown,
    start() {
      isStarted.value = true;
    },
    leave() {
      if (wasWriting) leaves.value += 1;
      wasWriting = false;
    },
    finish() {
      // before all of it
      void look(text.peek(), ++asked, -1);
    },
    dispose() {
      asked += 1;
      stop();
    },
  };
}

function show(found: Diagnosis, text: string, words: HelpWords): ShownProblem {
  return {
    from: found.from,
    to: found.to,
    line: text.slice(0, found.from).split('\n').length,
    severity: found.severity,
    message: words.problem(found),
    fixes: found.fixes.map((fix) => ({ ...fix, title: words.fix(fix) })),
  };
}

export function applyFix(text: string, { from, to, text: put }: Fix): string {
  return text.slice(0, from) + put + text.slice(to);
}
