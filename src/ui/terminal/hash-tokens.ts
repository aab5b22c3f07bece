/**
 * Finds the digests in a line of output, so that they get the colour of what they are a digest of. Of a long one, its first 12 digits
 * carry the colour: the ones by which docker and the picture name it.
 */

export interface Token {
  readonly kind: 'text' | 'digest' | 'container' | 'rest';
  readonly text: string;
  /** of a digest: the 12 digits that stand for these bytes everywhere on the page */
  readonly key: string;
}

export interface KnownHashes {
  /** see `Snapshot.names` */
  readonly names: Readonly<Record<string, string>>;
  readonly containerIds: readonly string[];
}

/** Where no machine is at hand: a digest stands for itself. */
export const NOTHING_KNOWN: KnownHashes = { names: {}, containerIds: [] };

/** 12 to 64 hex digits as a word; a bare run of decimal digits is a number or a date. */
const HASH = /(?<![0-9a-zA-Z])(sha256:)?([0-9a-f]{12})([0-9a-f]{52})?(?![0-9a-zA-Z])/g;

export function findHashTokens(line: string, known: KnownHashes): Token[] {
  const tokens: Token[] = [];
  const add = (kind: Token['kind'], text: string, key = ''): void => {
    if (text !== '') tokens.push({ kind, text, key });
  };
  let at = 0;
  for (const match of line.matchAll(HASH)) {
    const [whole, algorithm = '', short = '', rest = ''] = match;
    const name = Object.hasOwn(known.names, short) ? known.names[short] : undefined;
    if (/^\d+$/.test(short) && algorithm === '' && name === undefined) continue;
    const isContainer = known.containerIds.some((id) => id.startsWith(short));
    add('text', line.slice(at, match.index) + algorithm);
    add(isContainer ? 'container' : 'digest', short, name ?? short);
    add('rest', rest);
    at = match.index + whole.length;
  }
  add('text', line.slice(at));
  return tokens;
}
