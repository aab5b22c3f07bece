/** What could stand at a place of a text: the range that it would take, and the candidates, best first. */
export interface Completion {
  /** offsets in the text */
  readonly from: number;
  readonly to: number;
  readonly items: readonly CompletionItem[];
}

export type CompletionKind =
  | 'command'
  | 'flag'
  | 'value'
  | 'image'
  | 'container'
  | 'volume'
  | 'network'
  | 'file'
  | 'folder'
  | 'program'
  | 'instruction'
  | 'stage'
  | 'variable';

export interface CompletionItem {
  /** takes the place of the range */
  readonly text: string;
  readonly kind: CompletionKind;
  /** what a list shows in place of `text`: `-f, --force`, two spellings of one thing */
  readonly shown?: string;
  /** docker's own words, or facts that are no words: `alpine:3.13`, `exited` */
  readonly detail?: string;
  /** more of the same word may follow: a folder, `box:` */
  readonly isOpen?: boolean;
  /** key of the help that the page has for it: `image ls`, `run --rm` */
  readonly help?: string;
}

export const NO_COMPLETION: Completion = { from: 0, to: 0, items: [] };
/** More than fits on a screen. */
export const MAX_ITEMS = 200;

export function startingWith(items: readonly CompletionItem[], prefix: string): CompletionItem[] {
  return items.filter(({ text }) => text.startsWith(prefix)).slice(0, MAX_ITEMS);
}
