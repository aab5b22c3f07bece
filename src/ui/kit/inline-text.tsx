/**
 * The sentences of exercises are data, with the three marks that a sentence needs: `code`, **strong** and _emphasis_. Nothing in
 * them becomes HTML.
 *
 *   text = { "`" code "`" | "**" text "**" | "_" words "_" | character }
 */
import type { ComponentChild } from 'preact';
import { findHashTokens, NOTHING_KNOWN } from '../terminal/hash-tokens.ts';
import { tokenClass } from '../terminal/row-look.ts';

const MARKS = /(`+)(.+?)\1|\*\*(.+?)\*\*|(?<![\w])_(.+?)_(?![\w])/gs;

export function inlineText(text: string): ComponentChild[] {
  const parts: ComponentChild[] = [];
  let at = 0;
  for (const match of text.matchAll(MARKS)) {
    const [whole, , code, strong, emphasis] = match;
    if (match.index > at) parts.push(text.slice(at, match.index));
    if (code !== undefined) parts.push(<Code text={code.trim()} />);
    else if (strong !== undefined) parts.push(<strong>{inlineText(strong)}</strong>);
    else parts.push(<em>{inlineText(emphasis ?? '')}</em>);
    at = match.index + whole.length;
  }
  if (at < text.length) parts.push(text.slice(at));
  return parts;
}

export function InlineText({ text }: { readonly text: string }) {
  return <>{inlineText(text)}</>;
}

/**
 * No line breaks after the hyphen of an option: `-f` stays whole. A digest has its colour, as everywhere, and lights with the same bytes on the
 * page's machine.
 */
export function Code({ text }: { readonly text: string }) {
  return (
    <code>
      {text
        .split(/( )/)
        .map((word) => (word.includes('-') && word.length < 24 ? <span class="whole">{word}</span> : coloured(word)))}
    </code>
  );
}

function coloured(word: string): ComponentChild[] {
  return findHashTokens(word, NOTHING_KNOWN).map((token) =>
    token.kind === 'digest' ? (
      <span class={tokenClass(token)} data-hash={token.key}>
        {token.text}
      </span>
    ) : (
      token.text
    ),
  );
}

/** Paragraphs are parted by an empty line. One between two lines of three backticks is code or output, and keeps its lines. */
export function Paragraphs({ text }: { readonly text: string }) {
  return <>{text.split(/\n\s*\n/).map(paragraph)}</>;
}

const BLOCK = /^```\n(.*)\n```$/s;

function paragraph(text: string) {
  const block = BLOCK.exec(text.trim())?.[1];
  if (block === undefined) return <p key={text}>{inlineText(text.replace(/\n/g, ' '))}</p>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: wide output scrolls by itself, and the keyboard must be able to
    <pre key={text} class={block.includes('\n') ? undefined : 'one-line'} tabIndex={0}>
      <code>{block}</code>
    </pre>
  );
}
