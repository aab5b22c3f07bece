/** What both ways of matching share: a compiled pattern, a match, and what holds between two characters. */
import { CLASSES } from '../lang/pattern.ts';
import type { Assertion, RegexNode, SetNode } from './parse-regex.ts';

export type Span = readonly [start: number, end: number];

export interface Match {
  readonly start: number;
  readonly end: number;
  /** group 0 is the whole match */
  readonly groups: readonly (Span | undefined)[];
}

/** Told of work done, so that it can be counted and stopped. */
export type Charge = (cost: number) => void;

export type Instruction =
  | { readonly op: 'char'; readonly code: number }
  | { readonly op: 'any' }
  | { readonly op: 'set'; readonly test: (code: number) => boolean }
  | { readonly op: 'split'; readonly first: number; readonly second: number }
  | { readonly op: 'jump'; readonly to: number }
  | { readonly op: 'save'; readonly slot: number }
  | { readonly op: 'assert'; readonly what: Assertion }
  | { readonly op: 'match' };

export interface Regex {
  readonly node: RegexNode;
  readonly program: readonly Instruction[];
  readonly groupCount: number;
  readonly ignoreCase: boolean;
  readonly hasBackref: boolean;
  /** every match begins with this text; '' where nothing is known */
  readonly prefix: string;
  /** the pattern is that text and nothing else */
  readonly isLiteral: boolean;
}

function wordAt(text: string, at: number): boolean {
  const char = text[at];
  return char !== undefined && /[\p{L}\p{N}_]/u.test(char);
}

export function holds(what: Assertion, text: string, at: number): boolean {
  switch (what) {
    case 'start':
      return at === 0;
    case 'end':
      return at === text.length;
    case 'wordStart':
      return !wordAt(text, at - 1) && wordAt(text, at);
    case 'wordEnd':
      return wordAt(text, at - 1) && !wordAt(text, at);
    case 'boundary':
      return wordAt(text, at - 1) !== wordAt(text, at);
    case 'notBoundary':
      return wordAt(text, at - 1) === wordAt(text, at);
  }
}

export function setTest(node: SetNode): (code: number) => boolean {
  return (code) => {
    const isIn =
      node.ranges.some(([low, high]) => code >= low && code <= high) ||
      node.classes.some((name) => CLASSES.get(name)?.test(String.fromCodePoint(code)) === true);
    return isIn !== node.isNegated;
  };
}
