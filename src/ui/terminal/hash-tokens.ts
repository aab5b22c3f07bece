/** Finds the digests in a line of output, so that they get the colour of what they are a digest of. */

export interface Token {
  readonly kind: 'text' | 'digest' | 'container';
  readonly text: string;
  /** of a digest: the 12 digits that stand for these bytes everywhere on the page */
  readonly key: string;
}

export interface KnownHashes {
  /** see `Snapshot.names` */
  readonly names: Readonly<Record<string, string>>;
  readonly containerIds: readonly string[];
}

/** 12 to 64 hex digits as a word; a bare run of decimal digits is a number or a date. */
const HASH = /(?<![0-9a-zA-Z])(?:sha256:)?([0-9a-f]{64}|[0-9a-f]{12})(?![0-9a-zA-Z])/g;

export function findHashTokens(line: string, known: KnownHashes): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  for (const match of line.matchAll(HASH)) {
    const short = (match[1] ?? '').slice(0, 12);
    const isNumber = /^\d+$/.test(short) && !match[0].startsWith('sha256:') && !(short in known.names);
    if (isNumber) continue;
    if (match.index > at) tokens.push({ kind: 'text', text: line.slice(at, match.index), key: '' });
    const isContainer = known.containerIds.some((id) => id.startsWith(short));
    const key = Object.hasOwn(known.names, short) ? (known.names[short] ?? short) : short;
    tokens.push({ kind: isContainer ? 'container' : 'digest', text: match[0], key });
    at = match.index + match[0].length;
  }
  if (at < line.length) tokens.push({ kind: 'text', text: line.slice(at), key: '' });
  return tokens;
}
