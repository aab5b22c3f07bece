/** From the pieces of an expanded word to its fields: field splitting by `$IFS`. */
import type { Piece } from './pattern.ts';

export type Fragment =
  /** `isSplit`: it came out of an expansion that was not quoted, so it is split at `$IFS` */
  | { readonly kind: 'text'; readonly text: string; readonly isQuoted: boolean; readonly isSplit: boolean }
  /** between the parameters of `"$@"` */
  | { readonly kind: 'break' };

export const DEFAULT_IFS = ' \t\n';

export function quoted(text: string): Fragment {
  return { kind: 'text', text, isQuoted: true, isSplit: false };
}

type Field = readonly Piece[];

class Splitter {
  private readonly fields: Field[] = [];
  private current: Piece[] | undefined;
  private last: 'none' | 'space' | 'mark' = 'none';
  private readonly ifs: string;

  constructor(ifs: string) {
    this.ifs = ifs;
  }

  add(fragment: Fragment): void {
    if (fragment.kind === 'break') this.end();
    else if (fragment.isSplit && this.ifs !== '') this.split(fragment.text);
    else if (fragment.isQuoted || fragment.text !== '') this.append(fragment.text, fragment.isQuoted);
  }

  finish(): readonly Field[] {
    this.end();
    return this.fields;
  }

  private append(text: string, isQuoted: boolean): void {
    this.current ??= [];
    this.current.push({ text, isQuoted });
    this.last = 'none';
  }

  private end(): void {
    if (this.current !== undefined) this.fields.push(this.current);
    this.current = undefined;
  }

  private split(text: string): void {
    let start = 0;
    for (let at = 0; at <= text.length; at++) {
      const char = text[at];
      if (char !== undefined && !this.ifs.includes(char)) continue;
      if (at > start) this.append(text.slice(start, at), false);
      start = at + 1;
      if (char !== undefined) this.delimit(char);
    }
  }

  /** Blanks of `$IFS` end a field; each other character of it ends one even where that is empty. */
  private delimit(char: string): void {
    const isSpace = DEFAULT_IFS.includes(char);
    if (this.current !== undefined) {
      this.end();
      this.last = isSpace ? 'space' : 'mark';
    } else if (!isSpace) {
      if (this.last === 'space') this.last = 'mark';
      else {
        this.fields.push([]);
        this.last = 'mark';
      }
    }
  }
}

export function splitFields(fragments: readonly Fragment[], ifs: string): readonly Field[] {
  const splitter = new Splitter(ifs);
  for (const fragment of fragments) splitter.add(fragment);
  return splitter.finish();
}

/** All fragments as one field, as in an assignment: what `"$@"` holds is joined by blanks. */
export function joinFragments(fragments: readonly Fragment[]): readonly Piece[] {
  return fragments.map((fragment) =>
    fragment.kind === 'break' ? { text: ' ', isQuoted: true } : { text: fragment.text, isQuoted: fragment.isQuoted },
  );
}

export function textOf(pieces: readonly Piece[]): string {
  let text = '';
  for (const piece of pieces) text += piece.text;
  return text;
}
