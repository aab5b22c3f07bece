import { getDescriptor } from '../kernel/descriptors.ts';
import { complain, LineReader } from '../kernel/io.ts';
import type { Sys } from '../kernel/system.ts';
import type { Call } from './applet.ts';

/** `-i` of busybox: the question on stderr, and what begins with `y` is a yes (libbb/ask_confirmation.c). */
export function* confirms(call: Call, question: string): Sys<boolean> {
  yield* complain(call.self, `${call.name}: ${question}? `);
  const answer = yield* new LineReader(getDescriptor(call.self, 0)).next(call.self);
  return /^[ \t]*y/i.test(answer?.text ?? '');
}
