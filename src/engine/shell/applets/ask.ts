import { getDescriptor } from '../kernel/descriptors.ts';
import { complain, LineReader } from '../kernel/io.ts';
import type { Process, Sys } from '../kernel/system.ts';
import type { Call } from './applet.ts';

/** A program that asks again goes on behind the line that it had read. */
const readers = new WeakMap<Process, LineReader>();

/** `-i` of busybox: the question on stderr, and what begins with `y` is a yes (libbb/ask_confirmation.c). */
export function* confirms(call: Call, question: string): Sys<boolean> {
  const { self } = call;
  yield* complain(self, `${call.name}: ${question}? `);
  const reader = readers.get(self) ?? new LineReader(getDescriptor(self, 0));
  readers.set(self, reader);
  const answer = yield* reader.next(self);
  return /^[ \t]*y/i.test(answer?.text ?? '');
}
