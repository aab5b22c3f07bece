import { defineConfig } from 'vitest/config';

/** As many as a small machine has cores: a third is little faster, and made one test in a hundred and forty wait too long. */
const BROWSERS = 2;
const MOCKED = 'src/**/*.mocked.test.ts';

/**
 * Most files share one realm per worker: with hundreds of small files, loading the engine anew for each takes longer than the tests. What
 * replaces modules (`vi.mock`) would replace them for its neighbours: its name ends in `.mocked.test.ts`.
 *
 * `unit`, `truth` and `content` need nothing; `bundle` and `browser` look at the finished build in dist/ (`npm run build`), `docker` at a real
 * Docker of its own (`npm run test:docker`).
 */
export default defineConfig({
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['src/**/*.test.{ts,tsx}', 'tests/scripts/**/*.test.ts'],
          exclude: [MOCKED],
          testTimeout: 30_000,
          isolate: false,
        },
      },
      {
        extends: true,
        test: { name: 'mocked', include: [MOCKED] },
      },
      { extends: true, test: { name: 'truth', include: ['tests/truth/**/*.test.ts'], testTimeout: 120_000, isolate: false } },
      {
        extends: true,
        test: { name: 'content', include: ['tests/content/**/*.test.ts'], testTimeout: 60_000, maxWorkers: 2, isolate: false },
      },
      {
        extends: true,
        test: {
          name: 'contract',
          include: ['tests/contract/**/*.test.ts', 'tests/class/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      { extends: true, test: { name: 'fuzz', include: ['tests/fuzz/**/*.test.ts'], testTimeout: 60_000 } },
      { extends: true, test: { name: 'bundle', include: ['tests/bundle/**/*.test.ts'], testTimeout: 60_000 } },
      {
        extends: true,
        test: {
          name: 'docker',
          include: ['tests/docker/**/*.test.ts'],
          globalSetup: ['tests/docker.setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          fileParallelism: false,
          maxConcurrency: 3,
        },
      },
      {
        extends: true,
        test: {
          name: 'pictures',
          include: ['tests/pictures/**/*.test.ts'],
          globalSetup: ['tests/site.setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          // as `browser`, beside which it runs
          maxWorkers: BROWSERS,
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['tests/e2e/**/*.test.ts', 'tests/a11y/**/*.test.ts'],
          // One of 130 that fails once must not throw away a whole run; it is named (`tests/second-tries.ts`), and is a defect of the page or of the test.
          retry: process.env['CI'] === 'true' ? 1 : 0,
          globalSetup: ['tests/site.setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          maxWorkers: BROWSERS,
        },
      },
    ],
  },
});
