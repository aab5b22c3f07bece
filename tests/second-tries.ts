/** A reporter that writes down which tests passed only when they were tried again: `npm test` says so, and somebody should look why. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Reporter, TestCase } from 'vitest/node';

/** One name a line; absent where all passed at once. */
export const SECOND_TRIES = join(resolve(import.meta.dirname, '..'), '.cache/test/second-tries.txt');

// biome-ignore lint/style/noDefaultExport: Vitest finds a reporter by its file's default export
export default class SecondTries implements Reporter {
  readonly #names: string[] = [];

  onTestRunStart(): void {
    rmSync(SECOND_TRIES, { force: true });
  }

  onTestCaseResult(test: TestCase): void {
    if (test.diagnostic()?.flaky === true) this.#names.push(`${test.module.relativeModuleId} > ${test.fullName}`);
  }

  onTestRunEnd(): void {
    if (this.#names.length === 0) return;
    mkdirSync(dirname(SECOND_TRIES), { recursive: true });
    writeFileSync(SECOND_TRIES, `${this.#names.join('\n')}\n`);
  }
}
