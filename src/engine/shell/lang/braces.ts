/** Brace expansion (bash only): `a{b,c}` and `{1..3}`, done on the text of a word before anything else. */

const MAX_WORDS = 20_000;

/** The words that a word's source text stands for; quotes are left in place. */
export function expandBraces(text: string): readonly string[] {
  const found = findBraces(text);
  if (found === undefined) return [text];
  const { start, end, items } = found;
  const before = text.slice(0, start);
  const tails = expandBraces(text.slice(end + 1));
  const middles = items.flatMap((item) => expandBraces(item));
  const words: string[] = [];
  for (const middle of middles) {
    for (const tail of tails) {
      if (words.length >= MAX_WORDS) return words;
      words.push(before + middle + tail);
    }
  }
  return words;
}

interface Braces {
  readonly start: number;
  readonly end: number;
  readonly items: readonly string[];
}

/** The first brace that is one: it has a comma at its own level, or is a sequence. */
function findBraces(text: string): Braces | undefined {
  for (let at = 0; at < text.length; at = skipOne(text, at)) {
    if (text[at] !== '{' || text[at - 1] === '$') continue;
    const braces = parseBraces(text, at);
    if (braces !== undefined) return braces;
  }
  return undefined;
}

function parseBraces(text: string, start: number): Braces | undefined {
  const items: string[] = [];
  let depth = 0;
  let itemStart = start + 1;
  for (let at = start + 1; at < text.length; at = skipOne(text, at)) {
    const char = text[at];
    if (char === '{') depth += 1;
    else if (char === ',' && depth === 0) {
      items.push(text.slice(itemStart, at));
      itemStart = at + 1;
    } else if (char === '}') {
      if (depth > 0) depth -= 1;
      else if (items.length > 0) return { start, end: at, items: [...items, text.slice(itemStart, at)] };
      else {
        const sequence = parseSequence(text.slice(start + 1, at));
        return sequence === undefined ? undefined : { start, end: at, items: sequence };
      }
    }
  }
  return undefined;
}

/** The next place that is not inside quotes or an expansion. */
function skipOne(text: string, at: number): number {
  const char = text[at];
  if (char === '\\') return at + 2;
  if (char === "'") return skipTo(text, at + 1, "'");
  if (char === '"') return skipTo(text, at + 1, '"');
  if (char === '`') return skipTo(text, at + 1, '`');
  if (char === '$' && (text[at + 1] === '{' || text[at + 1] === '(')) return skipNested(text, at + 1);
  return at + 1;
}

function skipTo(text: string, from: number, quote: string): number {
  for (let at = from; at < text.length; at++) {
    if (text[at] === '\\' && quote !== "'") at += 1;
    else if (text[at] === quote) return at + 1;
  }
  return text.length;
}

function skipNested(text: string, from: number): number {
  const open = text[from] ?? '';
  const close = open === '{' ? '}' : ')';
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === "'" || text[at] === '"') at = skipTo(text, at + 1, text[at] ?? '') - 1;
    else if (text[at] === open) depth += 1;
    else if (text[at] === close) {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return text.length;
}

function parseSequence(text: string): readonly string[] | undefined {
  const numbers = /^(-?\d{1,15})\.\.(-?\d{1,15})(?:\.\.(-?\d{1,15}))?$/.exec(text);
  if (numbers !== null) return numberSequence(numbers[1] ?? '', numbers[2] ?? '', Number(numbers[3] ?? 1));
  const letters = /^([A-Za-z])\.\.([A-Za-z])(?:\.\.(-?\d{1,15}))?$/.exec(text);
  if (letters === null) return undefined;
  const codes = range((letters[1] ?? '').charCodeAt(0), (letters[2] ?? '').charCodeAt(0), Number(letters[3] ?? 1));
  return codes.map((code) => String.fromCharCode(code));
}

function numberSequence(first: string, last: string, step: number): readonly string[] {
  const isPadded = /^-?0\d/.test(first) || /^-?0\d/.test(last);
  const width = isPadded ? Math.max(first.length, last.length) : 0;
  return range(Number(first), Number(last), step).map((number) => {
    const digits = String(Math.abs(number));
    return number < 0 ? `-${digits.padStart(width - 1, '0')}` : digits.padStart(width, '0');
  });
}

function range(first: number, last: number, step: number): readonly number[] {
  const size = Math.max(1, Math.abs(step));
  const count = Math.min(MAX_WORDS, Math.floor(Math.abs(last - first) / size) + 1);
  return Array.from({ length: count }, (_, i) => first + (first <= last ? i : -i) * size);
}
