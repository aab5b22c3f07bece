/**
 * What a word processor, a chat or a phone's keyboard makes of quotes and hyphens: `“alpine:3.13”`, `—name`. A shell takes them for letters,
 * and what is said of them then looks right to whoever reads it: `invalid reference format`.
 */
import { problem } from './check-words.ts';
import type { Diagnosis } from './diagnosis.ts';
import type { CommandWords } from './read-commands.ts';

/** Where a quote opens or closes: in the middle of a word it is an apostrophe, and as good as any letter. */
const QUOTE = /^[‘’‚“”„]|(?<==)[‘’‚“”„]|[‘’‚“”„]$/g;
/** Only before a word: elsewhere a dash is a dash. Two hyphens become one long dash, one becomes a short one, but not in every program. */
const DASH = /^(?:—|–(?=rm$|\w{3}))(?=\w)/;
const SHORT_DASH = /^–(?=\w)/;

/** One for the whole command, because quotes come in pairs. What stands between straight quotes is text, and right. */
export function checkSigns({ words }: CommandWords, text: string): Diagnosis[] {
  const odd = words.filter(({ start, end }) => isOdd(text.slice(start, end)));
  const [first] = odd;
  const last = odd.at(-1);
  if (first === undefined || last === undefined) return [];
  const place = { start: first.start, end: last.end };
  const raw = text.slice(first.start, first.end);
  const at = [...raw].findIndex((letter) => !straighten(raw).includes(letter));
  const meant = straighten(text.slice(place.start, place.end));
  const facts = { sign: raw[at] ?? '', plain: at === 0 ? (/^(?:--?|['"])/.exec(meant)?.[0] ?? '') : straightQuote(raw[at] ?? '') };
  const found = problem('typographic-sign', place, facts, [{ kind: 'replace', from: place.start, to: place.end, text: meant }]);
  return [words[0]?.text === 'docker' ? found : { ...found, severity: 'warning' }];
}

function isOdd(raw: string): boolean {
  return !/['"]/.test(raw) && straighten(raw) !== raw;
}

function straighten(raw: string): string {
  return raw
    .split(/(\s+)/)
    .map((word) => word.replace(DASH, '--').replace(SHORT_DASH, '-').replace(QUOTE, straightQuote))
    .join('');
}

function straightQuote(sign: string): string {
  return '‘’‚'.includes(sign) ? "'" : '"';
}
