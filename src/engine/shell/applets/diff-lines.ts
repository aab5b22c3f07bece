/** The difference of two texts by lines (E. Myers, "An O(ND) Difference Algorithm", 1986) and its two forms. */

export interface Edit {
  readonly kind: 'same' | 'delete' | 'insert';
  /** with the newline, if it has one */
  readonly text: string;
}

/** Beyond this many differing lines everything is shown as replaced. */
const MAX_EDITS = 4000;

export function editsOf(before: string, after: string, keyOf: (line: string) => string, charge: () => void): readonly Edit[] {
  const a = splitLines(before);
  const b = splitLines(after);
  const keysA = a.map(keyOf);
  const keysB = b.map(keyOf);
  let start = 0;
  while (start < a.length && start < b.length && keysA[start] === keysB[start]) start += 1;
  let end = 0;
  while (end < a.length - start && end < b.length - start && keysA[a.length - 1 - end] === keysB[b.length - 1 - end]) end += 1;
  const middle = shortestPath(keysA.slice(start, a.length - end), keysB.slice(start, b.length - end), charge);
  const edits: Edit[] = a.slice(0, start).map((text) => ({ kind: 'same', text }));
  let x = start;
  let y = start;
  for (const kind of middle) {
    if (kind === 'same') {
      edits.push({ kind, text: a[x] ?? '' });
      x += 1;
      y += 1;
    } else if (kind === 'delete') edits.push({ kind, text: a[x++] ?? '' });
    else edits.push({ kind, text: b[y++] ?? '' });
  }
  edits.push(...a.slice(a.length - end).map((text) => ({ kind: 'same', text }) as const));
  return edits;
}

function splitLines(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

function shortestPath(a: readonly string[], b: readonly string[], charge: () => void): readonly Edit['kind'][] {
  const max = a.length + b.length;
  const reached: Map<number, number>[] = [];
  let frontier = new Map([[1, 0]]);
  for (let d = 0; d <= max; d++) {
    charge();
    if (d > MAX_EDITS) break;
    const next = new Map(frontier);
    for (let k = -d; k <= d; k += 2) {
      const down = k === -d || (k !== d && (frontier.get(k - 1) ?? -1) < (frontier.get(k + 1) ?? -1));
      let x = down ? (frontier.get(k + 1) ?? 0) : (frontier.get(k - 1) ?? 0) + 1;
      let y = x - k;
      while (x < a.length && y < b.length && a[x] === b[y]) {
        x += 1;
        y += 1;
      }
      next.set(k, x);
      if (x >= a.length && y >= b.length) {
        reached.push(frontier);
        return walkBack(reached, a.length, b.length);
      }
    }
    reached.push(frontier);
    frontier = next;
  }
  return [...a.map(() => 'delete' as const), ...b.map(() => 'insert' as const)];
}

function walkBack(reached: readonly ReadonlyMap<number, number>[], endX: number, endY: number): readonly Edit['kind'][] {
  const kinds: Edit['kind'][] = [];
  let x = endX;
  let y = endY;
  for (let d = reached.length - 1; d >= 0; d--) {
    const frontier = reached[d] ?? new Map();
    const k = x - y;
    const down = k === -d || (k !== d && (frontier.get(k - 1) ?? -1) < (frontier.get(k + 1) ?? -1));
    const previousK = down ? k + 1 : k - 1;
    const previousX = frontier.get(previousK) ?? 0;
    const previousY = previousX - previousK;
    while (x > previousX && y > previousY) {
      kinds.push('same');
      x -= 1;
      y -= 1;
    }
    if (d > 0) kinds.push(down ? 'insert' : 'delete');
    x = previousX;
    y = previousY;
  }
  return groupDeletions(kinds.reverse());
}

/** In a run of changes the deleted lines stand before the new ones. */
function groupDeletions(kinds: readonly Edit['kind'][]): readonly Edit['kind'][] {
  const out: Edit['kind'][] = [];
  let inserts = 0;
  for (const kind of kinds) {
    if (kind === 'insert') inserts += 1;
    else if (kind === 'delete') out.push(kind);
    else {
      for (; inserts > 0; inserts--) out.push('insert');
      out.push(kind);
    }
  }
  for (; inserts > 0; inserts--) out.push('insert');
  return out;
}

interface Hunk {
  /** index of the first and behind the last edit */
  readonly from: number;
  readonly to: number;
}

function withEnd(prefix: string, text: string): string {
  return text.endsWith('\n') ? prefix + text : `${prefix}${text}\n\\ No newline at end of file\n`;
}

/** `2c2`, `1a2,3`, `4d3` */
export function normalDiff(edits: readonly Edit[]): string {
  let out = '';
  let oldLine = 0;
  let newLine = 0;
  for (let at = 0; at < edits.length; ) {
    if (edits[at]?.kind === 'same') {
      oldLine += 1;
      newLine += 1;
      at += 1;
      continue;
    }
    let end = at;
    while (end < edits.length && edits[end]?.kind !== 'same') end += 1;
    const run = edits.slice(at, end);
    const deleted = run.filter(({ kind }) => kind === 'delete');
    const inserted = run.filter(({ kind }) => kind === 'insert');
    const range = (line: number, count: number) => (count <= 1 ? String(line + count) : `${line + 1},${line + count}`);
    const letter = deleted.length === 0 ? 'a' : inserted.length === 0 ? 'd' : 'c';
    out += `${range(oldLine, deleted.length)}${letter}${range(newLine, inserted.length)}\n`;
    out += deleted.map(({ text }) => withEnd('< ', text)).join('');
    if (letter === 'c') out += '---\n';
    out += inserted.map(({ text }) => withEnd('> ', text)).join('');
    oldLine += deleted.length;
    newLine += inserted.length;
    at = end;
  }
  return out;
}

export function unifiedDiff(edits: readonly Edit[], context: number): string {
  let out = '';
  for (const { from, to } of hunksOf(edits, context)) {
    const before = edits.slice(0, from);
    const oldStart = before.filter(({ kind }) => kind !== 'insert').length;
    const newStart = before.filter(({ kind }) => kind !== 'delete').length;
    const hunk = edits.slice(from, to);
    const oldCount = hunk.filter(({ kind }) => kind !== 'insert').length;
    const newCount = hunk.filter(({ kind }) => kind !== 'delete').length;
    const range = (start: number, count: number) => `${count === 0 ? start : start + 1}${count === 1 ? '' : `,${count}`}`;
    out += `@@ -${range(oldStart, oldCount)} +${range(newStart, newCount)} @@\n`;
    out += hunk.map(({ kind, text }) => withEnd(kind === 'same' ? ' ' : kind === 'delete' ? '-' : '+', text)).join('');
  }
  return out;
}

function hunksOf(edits: readonly Edit[], context: number): readonly Hunk[] {
  const hunks: Hunk[] = [];
  for (const [at, { kind }] of edits.entries()) {
    if (kind === 'same') continue;
    const from = Math.max(0, at - context);
    const to = Math.min(edits.length, at + context + 1);
    const last = hunks.at(-1);
    if (last !== undefined && from <= last.to) hunks[hunks.length - 1] = { from: last.from, to };
    else hunks.push({ from, to });
  }
  return hunks;
}
