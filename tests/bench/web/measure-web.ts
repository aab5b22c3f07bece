/** All measurements of a run, in turns: every page once, then every page again, so that a busy minute disturbs all alike. */
import type { Browser } from 'playwright-core';
import type { Audit, RunLighthouse } from './lighthouse.ts';
import type { Sites } from './sites.ts';
import {
  type Answered,
  codeMirrorSteps,
  commandSteps,
  docusaurusSteps,
  monacoCoreSteps,
  monacoSteps,
  type Steps,
  warmMonacoSteps,
} from './steps.ts';
import { type Fetched, type Load, loadPage, openPage, visit } from './visit.ts';

export const READ = ['home', 'lesson', 'plain', 'starlight'] as const;
export const USED = ['home.command', 'lesson.command', 'lesson.monaco', 'codemirror', 'docusaurus', 'monaco'] as const;
export const AUDITED = ['home', 'lesson', 'class', 'starlight'] as const;
export type ReadPage = (typeof READ)[number];
export type UsedPage = (typeof USED)[number];
export type AuditedPage = (typeof AUDITED)[number];

export interface Taken<T> {
  readonly result: T;
  /** share of the machine, 0 to 1 */
  readonly others: number;
}
export interface Used extends Answered {
  readonly fetched: readonly Fetched[];
}
export interface WebMeasurements {
  readonly loads: Readonly<Record<ReadPage, readonly Taken<Load>[]>>;
  readonly uses: Readonly<Record<UsedPage, readonly Taken<Used>[]>>;
  readonly warm: readonly Taken<Answered>[];
  readonly audits: Readonly<Record<AuditedPage, readonly Audit[]>>;
}

export interface WebOptions {
  readonly runs: number;
  readonly lighthouseRuns: number;
  /** Read or used alone, by name; everything where it is left out. */
  readonly only?: ReadonlySet<string>;
  say(text: string): void;
}

export async function measureWeb(
  browser: Browser,
  sites: Sites,
  audit: RunLighthouse,
  { runs, lighthouseRuns, only, say }: WebOptions,
): Promise<WebMeasurements> {
  const loads = emptyLists<ReadPage, Taken<Load>>(READ);
  const uses = emptyLists<UsedPage, Taken<Used>>(USED);
  const audits = emptyLists<AuditedPage, Audit>(AUDITED);
  const warm: Taken<Answered>[] = [];
  const isWanted = (name: string): boolean => only?.has(name) ?? true;
  for (let run = 1; run <= runs; run += 1) {
    for (const name of READ.filter(isWanted)) {
      say(`${run}/${runs} reading ${name}`);
      loads[name].push(await loadPage(browser, sites[name]));
    }
    for (const name of USED.filter(isWanted)) {
      say(`${run}/${runs} using ${name}`);
      uses[name].push(await use(browser, stepsOf(name), addressOf(sites, name)));
    }
    if (!isWanted('warm')) continue;
    say(`${run}/${runs} using lesson.monaco with a warm cache`);
    warm.push(await useTwice(browser, sites.lesson));
  }
  for (let run = 1; run <= lighthouseRuns; run += 1) {
    for (const name of AUDITED) {
      say(`${run}/${lighthouseRuns} Lighthouse ${name}`);
      audits[name].push(await audit(sites[name]));
    }
  }
  return { loads, uses, warm, audits };
}

function use(browser: Browser, steps: Steps, url: string): Promise<Taken<Used>> {
  return visit(browser, async ({ page, fetched, settle }) => {
    const answered = await steps(page, url);
    await settle();
    return { ...answered, fetched: [...fetched] };
  });
}

function useTwice(browser: Browser, url: string): Promise<Taken<Answered>> {
  return visit(browser, async ({ page, settle }) => {
    await monacoSteps(page, url);
    await settle();
    const context = page.context();
    await page.close();
    return warmMonacoSteps(await openPage(context), url);
  });
}

function stepsOf(name: UsedPage): Steps {
  switch (name) {
    case 'home.command':
    case 'lesson.command':
      return commandSteps;
    case 'lesson.monaco':
      return monacoSteps;
    case 'codemirror':
      return codeMirrorSteps;
    case 'docusaurus':
      return docusaurusSteps;
    case 'monaco':
      return monacoCoreSteps;
  }
}

function addressOf(sites: Sites, name: UsedPage): string {
  switch (name) {
    case 'home.command':
      return sites.home;
    case 'lesson.command':
    case 'lesson.monaco':
      return sites.lesson;
    default:
      return sites[name];
  }
}

function emptyLists<K extends string, T>(names: readonly K[]): Record<K, T[]> {
  return Object.fromEntries(names.map((name): [K, T[]] => [name, []])) as Record<K, T[]>;
}
