/** One record of Go's `encoding/csv`: how `--mount` and `--secret` values are split. */

export type CsvRecord =
  | { readonly fields: readonly string[] }
  | { readonly fault: 'bareQuote' | 'extraneousQuote'; readonly column: number };

export function parseCsvRecord(text: string): CsvRecord {
  const fields: string[] = [];
  let at = 0;
  for (;;) {
    if (text[at] !== '"') {
      const comma = text.indexOf(',', at);
      const end = comma < 0 ? text.length : comma;
      const field = text.slice(at, end);
      if (field.includes('"')) return { fault: 'bareQuote', column: at + field.indexOf('"') + 1 };
      fields.push(field);
      at = end;
    } else {
      const quoted = /^"((?:[^"]|"")*)"/.exec(text.slice(at));
      if (quoted === null) return { fault: 'extraneousQuote', column: text.length + 1 };
      const end = at + quoted[0].length;
      if (end < text.length && text[end] !== ',') return { fault: 'extraneousQuote', column: end };
      fields.push((quoted[1] ?? '').replaceAll('""', '"'));
      at = end;
    }
    if (at >= text.length) return { fields };
    at++;
  }
}
