import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { watchLine } from './quiet-line.ts';

/** A page that is one link, or nothing that can be asked for anything. */
class FakeElement extends EventTarget {
  isLink = true;
  closest(): FakeElement | null {
    return this.isLink ? this : null;
  }
}
let page: FakeElement;
let observed: (list: { getEntriesByType(): readonly object[] }) => void;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'performance'] });
  page = new FakeElement();
  vi.stubGlobal('Element', FakeElement);
  vi.stubGlobal('document', page);
  vi.stubGlobal(
    'PerformanceObserver',
    class {
      constructor(run: typeof observed) {
        observed = run;
      }
      observe(): void {}
    },
  );
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** @returns whether it is quiet by now */
function ask(isFree: () => Promise<boolean> = async () => true, onTouch = (): void => undefined): () => boolean {
  let isQuiet = false;
  void watchLine(isFree, onTouch)
    .untilQuiet()
    .then(() => {
      isQuiet = true;
    });
  return () => isQuiet;
}
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

test('a touch of what may ask for something puts it off, and is told', async () => {
  const onTouch = vi.fn();
  const isQuiet = ask(undefined, onTouch);
  await pass(2500);
  page.dispatchEvent(new Event('keydown'));
  expect(onTouch).toHaveBeenCalledTimes(1);
  await pass(2500);
  expect(isQuiet()).toBe(false);
  await pass(1000);
  expect(isQuiet()).toBe(true);
});

test('a finger that only scrolls does not', async () => {
  page.isLink = false;
  const isQuiet = ask();
  await pass(2500);
  page.dispatchEvent(new Event('pointerdown'));
  await pass(500);
  expect(isQuiet()).toBe(true);
});

test('what arrives puts it off, a connection of a class that ends does not', async () => {
  const isQuiet = ask();
  await pass(2500);
  const arrived = (name: string) => observed({ getEntriesByType: () => [{ name, startTime: performance.now(), duration: 0 }] });
  arrived('https://here/api/classes/1/events');
  await pass(500);
  expect(isQuiet()).toBe(true);
  const again = ask();
  await pass(2500);
  arrived('https://here/_astro/monaco.js');
  await pass(1000);
  expect(again()).toBe(false);
});

test('a command that takes long has the line for as long as it takes', async () => {
  let isFree = false;
  const isQuiet = ask(async () => isFree);
  await pass(60_000);
  expect(isQuiet()).toBe(false);
  isFree = true;
  await pass(500);
  expect(isQuiet()).toBe(true);
});
