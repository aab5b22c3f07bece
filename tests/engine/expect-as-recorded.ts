/**
 * For tests: every hostile archive by one way into the engine, beside what a real Docker 20.10 made of it. Where the engine differs and we know
 * it, hostile-gaps.json says why; a gap that has closed fails, so that it is taken out.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { casesOf, ENTRY_POINTS, type EntryPoint, type Outcome } from './hostile-cases.ts';
import { playCase } from './hostile-lab.ts';

const read = (name: string) => JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8'));
const RECORDED: Readonly<Record<string, Readonly<Record<string, Outcome>>>> = read('hostile-recorded.json');
/** Patterns of ways in and of cases. */
const GAPS: readonly { readonly ways: string; readonly cases: readonly string[]; readonly why: string }[] =
  read('hostile-gaps.json');

function isGap(way: string, hostile: string): boolean {
  return GAPS.some(({ ways, cases }) => new RegExp(`^(?:${ways})$`).test(way) && cases.includes(hostile));
}

export function testAsRecorded(entryPoints: readonly string[]): void {
  describe.each(ENTRY_POINTS.filter(({ name }) => entryPoints.includes(name)))('$name', (entryPoint) => {
    const { name } = entryPoint;
    test.each(casesOf(entryPoint))('$name', async ({ name: hostile, bytes }) => {
      const outcome = compared(entryPoint, await playCase(entryPoint, bytes));
      const recorded = RECORDED[name]?.[hostile];
      if (recorded === undefined) throw new Error('not recorded');
      if (!isGap(name, hostile)) expect(outcome).toEqual(compared(entryPoint, recorded));
      else expect(outcome).not.toEqual(compared(entryPoint, recorded));
    });
  });
}

/** What a build prints on its way is told by other recordings; here it counts whether it is refused, and what is made. */
function compared({ isBuild }: EntryPoint, { status, said, files }: Outcome): object {
  const made = files === undefined ? {} : { files };
  return isBuild === true ? { isRefused: status !== 0, ...made } : { status, said, ...made };
}
