/** Patterns with `\1`: tried one way after the other, with every try counted. */
import { type Charge, holds, type Match, type Regex, setTest } from './matching.ts';
import type { RegexNode } from './parse-regex.ts';

type Groups = readonly (readonly [number, number] | undefined)[];
type Then = (at: number, groups: Groups) => Match | undefined;

export function matchByBacktracking(regex: Regex, text: string, from: number, charge: Charge): Match | undefined {
  let work = 0;
  const fold = (piece: string) => (regex.ignoreCase ? piece.toLowerCase() : piece);
  const attempt = (node: RegexNode, at: number, groups: Groups, then: Then): Match | undefined => {
    work += 1;
    if (work > 100) {
      charge(1);
      work = 0;
    }
    switch (node.kind) {
      case 'char':
      case 'any':
      case 'set': {
        const code = text.codePointAt(at);
        if (code === undefined) return undefined;
        const folded = fold(String.fromCodePoint(code)).codePointAt(0) ?? code;
        const passes = node.kind === 'any' || (node.kind === 'char' ? node.code === folded : setTest(node)(folded));
        return passes ? then(at + (code > 0xffff ? 2 : 1), groups) : undefined;
      }
      case 'assert':
        return holds(node.what, text, at) ? then(at, groups) : undefined;
      case 'group':
        return attempt(node.inner, at, groups, (end, inner) => then(end, withGroup(inner, node.index, [at, end])));
      case 'sequence':
        return sequence(node.items, 0, at, groups, then);
      case 'choice': {
        for (const item of node.items) {
          const found = attempt(item, at, groups, then);
          if (found !== undefined) return found;
        }
        return undefined;
      }
      case 'repeat':
        return repeat(node, 0, at, groups, then);
      case 'backref': {
        const group = groups[node.index];
        if (group === undefined) return undefined;
        const wanted = text.slice(group[0], group[1]);
        return fold(text.slice(at, at + wanted.length)) === fold(wanted) ? then(at + wanted.length, groups) : undefined;
      }
    }
  };
  const sequence = (items: readonly RegexNode[], index: number, at: number, groups: Groups, then: Then): Match | undefined => {
    const item = items[index];
    return item === undefined
      ? then(at, groups)
      : attempt(item, at, groups, (end, inner) => sequence(items, index + 1, end, inner, then));
  };
  const repeat = (
    node: Extract<RegexNode, { kind: 'repeat' }>,
    count: number,
    at: number,
    groups: Groups,
    then: Then,
  ): Match | undefined => {
    if (count < node.max) {
      const more = attempt(node.inner, at, groups, (end, inner) =>
        end === at && count >= node.min ? undefined : repeat(node, count + 1, end, inner, then),
      );
      if (more !== undefined) return more;
    }
    return count >= node.min ? then(at, groups) : undefined;
  };
  for (let start = from; start <= text.length; start++) {
    const found = attempt(regex.node, start, [], (end, groups) => ({
      start,
      end,
      groups: Array.from({ length: regex.groupCount + 1 }, (_, index) => (index === 0 ? ([start, end] as const) : groups[index])),
    }));
    if (found !== undefined) return found;
  }
  return undefined;
}

function withGroup(groups: Groups, index: number, span: readonly [number, number]): Groups {
  const next = [...groups];
  next[index] = span;
  return next;
}
