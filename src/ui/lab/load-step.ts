/** A file of the learner's as a step: it lies in the working folder, and `docker load` reads it. */
import type { NamedBlob, StepInput } from './protocol.ts';

/** @param name its own, perhaps with a path of the learner's real computer, which is left out */
export function loadStep(name: string, blob: Blob): StepInput & { readonly archive: NamedBlob } {
  const own = name.slice(name.lastIndexOf('/') + 1);
  return { line: `docker load -i ${quoteWord(own)}`, archive: { name: own, blob } };
}

/** One word of a shell, whatever is in it. */
function quoteWord(word: string): string {
  return /^[\w.+-]+$/.test(word) && !word.startsWith('-') ? word : `'./${word.replaceAll("'", `'\\''`)}'`;
}
