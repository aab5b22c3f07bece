/** The figures at the head of an X-ray, and the rows of hashes below it. */
import type { ComponentChildren } from 'preact';
import { CopyButton } from '../kit/copy-button.tsx';
import { hueClass, shortDigest } from '../kit/hue.ts';
import type { Say } from '../kit/say.ts';

export interface FigureProps {
  readonly term: string;
  readonly children: ComponentChildren;
  readonly note?: string | undefined;
}

export function Figure({ term, children, note }: FigureProps) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>
        {children}
        {note !== undefined && <small>{note}</small>}
      </dd>
    </div>
  );
}

/** @param hue of the bytes it stands for; its own where that is left out */
export function DigestRow({
  term,
  digest,
  hue = digest,
  say,
  note,
}: {
  readonly term: string;
  readonly digest: string;
  readonly hue?: string;
  readonly say: Say;
  readonly note?: string;
}) {
  return (
    <div class="digest-row">
      <dt>{term}</dt>
      <dd>
        <code class={`hash ${hueClass(hue)}`} data-hash={shortDigest(hue)}>
          {digest}
        </code>
        <CopyButton text={digest} label={say('xray.copy', { what: term })} done={say('xray.copied')} />
        {note !== undefined && <small>{note}</small>}
      </dd>
    </div>
  );
}

/** Bytes; absent where nobody knows. */
export function packedWords(size: number | undefined, say: Say): string {
  return size === undefined ? say('xray.size.unknown') : say.bytes(size);
}
