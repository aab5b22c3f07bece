/** Measured inside of a page of the lab, each on one that is fresh: what opening an archive takes, and what the browser itself takes. */
import type { Page } from 'playwright-core';

/** From byte to byte. */
export interface Slice {
  readonly start: number;
  readonly end: number;
}

/** Milliseconds that the page takes to open an archive. @throws Error where it is refused */
export async function openOn(page: Page, path: string): Promise<number> {
  const place = page.locator('#archive-lab');
  await page.setInputFiles('[name=archive]', path);
  await page.locator('[data-status]').waitFor();
  if ((await place.getAttribute('data-status')) !== '0') throw new Error(await page.locator('output').innerText());
  return Number(await place.getAttribute('data-milliseconds'));
}

/** A file input that does nothing. */
async function choose(page: Page, path: string): Promise<void> {
  await page.evaluate(() => {
    const input = document.createElement('input');
    Object.assign(input, { type: 'file', id: 'measured' });
    document.body.append(input);
  });
  await page.setInputFiles('#measured', path);
}

/** Milliseconds of `crypto.subtle.digest` over the file, which lies in memory. */
export async function webCryptoTime(page: Page, path: string): Promise<number> {
  await choose(page, path);
  return page.evaluate(async () => {
    const [file] = document.querySelector<HTMLInputElement>('#measured')?.files ?? [];
    const bytes = (await file?.arrayBuffer()) ?? new ArrayBuffer(0);
    const begun = performance.now();
    await crypto.subtle.digest('SHA-256', bytes);
    return performance.now() - begun;
  });
}

/** Milliseconds of `DecompressionStream` over parts of the file, what comes out thrown away. */
export async function decompressionTime(page: Page, path: string, slices: readonly Slice[]): Promise<number> {
  await choose(page, path);
  return page.evaluate(async (all) => {
    const [file] = document.querySelector<HTMLInputElement>('#measured')?.files ?? [];
    const begun = performance.now();
    for (const { start, end } of all) {
      const reader = file?.slice(start, end).stream().pipeThrough(new DecompressionStream('gzip')).getReader();
      for (let part = await reader?.read(); part?.done === false; part = await reader?.read());
    }
    return performance.now() - begun;
  }, slices);
}

export interface HashTimes {
  readonly worker: number;
  readonly webCrypto: number;
}

/** Milliseconds for `size` bytes in parts through the worker that hashes, and at once through WebCrypto. */
export async function hashTimes(page: Page, workerPath: string, size: number): Promise<HashTimes> {
  return page.evaluate(
    async ({ path, bytes }) => {
      const worker = new Worker(path, { type: 'module' });
      const free = [0, 1, 2].map(() => new ArrayBuffer(1 << 20));
      let resume = (): void => undefined;
      let finish = (): void => undefined;
      worker.onmessage = ({ data }) => {
        if (data.kind === 'free') free.push(data.memory);
        else finish();
        resume();
      };
      const hashWith = async (id: number, length: number): Promise<number> => {
        const begun = performance.now();
        for (let at = 0; at < length; at += 1 << 20) {
          while (free.length === 0) {
            await new Promise<void>((done) => {
              resume = done;
            });
          }
          const memory = free.pop() ?? new ArrayBuffer(1 << 20);
          worker.postMessage({ kind: 'part', id, memory, length: Math.min(1 << 20, length - at) }, [memory]);
        }
        await new Promise<void>((done) => {
          finish = done;
          worker.postMessage({ kind: 'end', id });
        });
        return performance.now() - begun;
      };
      await hashWith(1, 16 << 20);
      const inWorker = await hashWith(2, bytes);
      worker.terminate();
      const whole = new Uint8Array(bytes);
      whole.fill(1);
      const begun = performance.now();
      await crypto.subtle.digest('SHA-256', whole);
      return { worker: inWorker, webCrypto: performance.now() - begun };
    },
    { path: workerPath, bytes: size },
  );
}
