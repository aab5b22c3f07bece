/** Words of ENV, LABEL and ARG: split at blanks, quotes and escapes kept (moby/buildkit parseWords), and plain splitting at blanks. */
import { isSpace } from './space.ts';
import type { Part } from './split-instruction.ts';

/** Quotes keep blanks together and stay in the word; the escape token protects the character after it (not in single quotes). */
export function splitQuotedWords(text: string, escapeToken: string): Part[] {
  const words: Part[] = [];
  let at = 0;
  while (at < text.length) {
    if (isSpace(text.charAt(at))) {
      at++;
      continue;
    }
    const start = at;
    const { word, end } = readWord(text, at, escapeToken);
    if (word !== '') words.push({ text: word, start, end });
    at = end;
  }
  return words;
}

function readWord(text: string, from: number, escapeToken: string): { word: string; end: number } {
  let word = '';
  let quote = '';
  let at = from;
  for (; at < text.length; at++) {
    const char = text.charAt(at);
    if (quote === '' && isSpace(char)) break;
    if (char === escapeToken && quote !== "'") {
      if (at + 1 < text.length) word += char + text.charAt(++at);
      continue;
    }
    if (quote === '' && (char === "'" || char === '"')) quote = char;
    else if (char === quote) quote = '';
    word += char;
  }
  return { word, end: Math.min(at, text.length) };
}

/** FROM, EXPOSE, and COPY, ADD, VOLUME without JSON: quotes mean nothing here. */
export function splitAtBlanks(text: string): Part[] {
  return [...text.matchAll(/[^\t\v\f\r ]+/g)].map((match) => ({
    text: match[0],
    start: match.index,
    end: match.index + match[0].length,
  }));
}
