/** Lighthouse's four marks for a page, mobile preset, each run in a browser of its own. It comes with the peers, as only this needs it. */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

export const MARKS = ['performance', 'accessibility', 'best-practices', 'seo'] as const;
export type Mark = (typeof MARKS)[number];

/** 0 to 100 each */
export interface Audit {
  readonly marks: Readonly<Record<Mark, number>>;
  /** what cost something, performance aside */
  readonly complaints: readonly string[];
}

interface Result {
  readonly categories: Readonly<Record<Mark, { score: number | null; auditRefs: readonly { id: string; weight: number }[] }>>;
  readonly audits: Readonly<Record<string, { score: number | null }>>;
}
interface Lighthouse {
  default(url: string, flags: object): Promise<{ lhr: Result } | undefined>;
}
interface Launcher {
  launch(options: object): Promise<{ port: number; kill(): void }>;
}

export type RunLighthouse = (url: string) => Promise<Audit>;

/** @param from a file beside whose `node_modules` it is installed */
export async function loadLighthouse(from: string, chromePath: string): Promise<RunLighthouse> {
  const require = createRequire(from);
  const folder = dirname(require.resolve('lighthouse/package.json'));
  const { default: lighthouse }: Lighthouse = await import(pathToFileURL(join(folder, 'core/index.js')).href);
  const { launch }: Launcher = await import(pathToFileURL(require.resolve('chrome-launcher')).href);
  const chromeFlags = ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-background-networking'];
  return async (url) => {
    const chrome = await launch({ chromePath, chromeFlags, logLevel: 'silent' });
    try {
      const report = await lighthouse(url, { port: chrome.port, output: 'json', logLevel: 'silent' });
      if (report === undefined) throw new Error(`Lighthouse said nothing about ${url}`);
      return auditOf(report.lhr);
    } finally {
      chrome.kill();
    }
  };
}

function auditOf({ categories, audits }: Result): Audit {
  const marks = Object.fromEntries(MARKS.map((mark) => [mark, Math.round((categories[mark].score ?? 0) * 100)])) as Record<
    Mark,
    number
  >;
  const complaints = MARKS.filter((mark) => mark !== 'performance').flatMap((mark) =>
    categories[mark].auditRefs
      .filter(({ id, weight }) => weight > 0 && (audits[id]?.score ?? 1) < 1)
      .map(({ id }) => `${mark}: ${id}`),
  );
  return { marks, complaints };
}
