/** An excerpt as Pagefind gives it: escaped HTML whose only elements are `<mark>`. It becomes text, never markup. */
export interface Marked {
  readonly text: string;
  readonly isHit: boolean;
}

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['&lt;', '<'],
  ['&gt;', '>'],
  ['&quot;', '"'],
  ['&#39;', "'"],
  ['&#x27;', "'"],
  ['&amp;', '&'],
]);

/** `a <mark>layer</mark> &lt;b&gt;` is `a `, `layer` (hit), ` <b>`. */
export function parseExcerpt(html: string): readonly Marked[] {
  return html
    .split(/(<mark>.*?<\/mark>)/s)
    .filter((part) => part !== '')
    .map((part) => ({ text: decode(part.replaceAll(/<\/?mark>/g, '')), isHit: part.startsWith('<mark>') }));
}

function decode(text: string): string {
  return text.replaceAll(/&(lt|gt|quot|amp|#39|#x27);/g, (entity) => ENTITIES.get(entity) ?? entity);
}
