/** One measured number: beside its reference, which the same run measured, and beside what it is to reach. */

export type Target = { readonly atLeast: number } | { readonly atMost: number };

export interface Figure {
  /** `file-commands`, `undo.memory`: begins with the name of the file that measures it */
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** the same unit; what one would do, or use, instead */
  readonly reference: { readonly name: string; readonly value: number };
  /** absent where the number is only to be known */
  readonly target?: Target;
}

/** What every file of `figures/` exports as `measure`. One process of its own runs it, with `gc` at hand (`usedMemory`). */
export type Measure = () => Promise<readonly Figure[]>;

export function isMet({ value, target }: Figure): boolean | undefined {
  if (target === undefined) return undefined;
  return 'atLeast' in target ? value >= target.atLeast : value <= target.atMost;
}

/** One line of JSON; `ratio` is the value divided by its reference. */
export function formatLine(figure: Figure): string {
  const { name, value, unit, reference, target } = figure;
  const rounded = { name: reference.name, value: round(reference.value) };
  const ratio = round(value / reference.value);
  return JSON.stringify({ name, value: round(value), unit, reference: rounded, ratio, target, met: isMet(figure) });
}

const HEAD = ['figure', 'value', 'unit', 'target', 'met', 'reference', 'value', 'ratio'] as const;
const RIGHT: ReadonlySet<number> = new Set([1, 3, 6, 7]);

export function formatTable(figures: readonly Figure[]): string {
  const rows = [HEAD, ...figures.map(rowOf)];
  const widths = HEAD.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => (RIGHT.has(column) ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function rowOf(figure: Figure): string[] {
  const { name, value, unit, reference, target } = figure;
  const met = isMet(figure);
  return [
    name,
    show(value),
    unit,
    target === undefined ? '' : 'atLeast' in target ? `>= ${show(target.atLeast)}` : `<= ${show(target.atMost)}`,
    met === undefined ? '' : met ? 'yes' : 'NO',
    reference.name,
    show(reference.value),
    show(value / reference.value),
  ];
}

function show(value: number): string {
  return round(value).toLocaleString('en-US', { maximumFractionDigits: 20 });
}

/** Three significant digits, and never fewer than the whole number. */
function round(value: number): number {
  return Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3));
}
