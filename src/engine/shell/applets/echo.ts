import { print } from '../kernel/io.ts';
import type { Sys } from '../kernel/system.ts';
import type { Call } from './applet.ts';
import { readEscape } from './escapes.ts';

/** `-n`, `-e`, `-E` count as options only where every letter is one of them. */
export function* echo(call: Call): Sys<number> {
  const args = [...call.args];
  let newline = true;
  let escapes = false;
  while (/^-[neE]+$/.test(args[0] ?? '')) {
    for (const letter of args.shift()?.slice(1) ?? '') {
      if (letter === 'n') newline = false;
      else escapes = letter === 'e';
    }
  }
  const text = args.join(' ');
  const { out, stops } = escapes ? unescape(text) : { out: text, stops: false };
  yield* print(call.self, out + (newline && !stops ? '\n' : ''));
  return 0;
}

/** `\c` ends the output. */
function unescape(text: string): { readonly out: string; readonly stops: boolean } {
  let out = '';
  for (let at = 0; at < text.length; ) {
    if (text[at] !== '\\') {
      out += text[at];
      at += 1;
      continue;
    }
    const escape = readEscape(text, at + 1, 'echo');
    if (escape === 'stop') return { out, stops: true };
    out += escape.text;
    at = escape.end;
  }
  return { out, stops: false };
}
