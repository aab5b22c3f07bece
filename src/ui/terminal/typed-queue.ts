/**
 * What was sent from the prompt and waits for its turn, as in a terminal where one types ahead: each line goes where the prompt then is, in
 * the learner's shell or inside of a container that a line before it opened. A line leaves at once, so none runs twice.
 */
import { type ReadonlySignal, signal } from '@preact/signals';
import type { SessionModel } from '../lab/session.model.ts';
import { shownLine } from '../lab/visit.ts';

export interface TypedQueue {
  /** what has not begun, the next first */
  readonly waiting: ReadonlySignal<readonly string[]>;
  /** One line or several. Resolves when nothing waits any more. */
  send(text: string): Promise<void>;
  /** Nothing of it will run. @returns what it was */
  takeBack(): string;
}

/** @param giveBack what the shell wants another line for */
export function createTypedQueue(
  session: Pick<SessionModel, 'visit' | 'split' | 'run' | 'type'>,
  giveBack: (text: string) => void,
): TypedQueue {
  const waiting = signal<readonly string[]>([]);
  let going: Promise<void> | undefined;
  /** grows when all is taken back */
  let round = 0;

  async function goOn(): Promise<void> {
    while (waiting.peek().length > 0) await (session.visit.peek() === undefined ? runNext() : typeNext());
  }

  async function typeNext(): Promise<void> {
    const [next = '', ...others] = waiting.peek();
    const end = next.indexOf('\n');
    waiting.value = end < 0 ? others : [next.slice(end + 1), ...others];
    await session.type(end < 0 ? next : next.slice(0, end));
  }

  async function runNext(): Promise<void> {
    const mine = round;
    const text = waiting.peek()[0] ?? '';
    const { lines, isComplete } = text.trim() === '' ? { lines: [], isComplete: true } : await session.split(text);
    if (mine !== round) return;
    const [, ...others] = waiting.peek();
    if (!isComplete) {
      const [more, ...rest] = others;
      waiting.value = more === undefined ? [] : [`${text}\n${more}`, ...rest];
      if (more === undefined) giveBack(`${text}\n`);
      return;
    }
    const [piece = '', ...left] = lines;
    const line = shownLine(piece);
    // lines for a terminal in a container wait until it is open: where it does not open, they are the shell's
    const inside = line === piece ? [] : piece.slice(piece.indexOf('\n') + 1).split('\n');
    waiting.value = [...inside, ...left, ...others];
    if (line !== '') await session.run(line);
  }

  return {
    waiting,
    send(text) {
      waiting.value = [...waiting.peek(), text];
      going ??= goOn().finally(() => {
        going = undefined;
      });
      return going;
    },
    takeBack() {
      round += 1;
      const text = waiting.peek().join('\n');
      waiting.value = [];
      return text;
    },
  };
}
