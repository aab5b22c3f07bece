/**
 * `npm run bench:web`: our pages beside the peers', in the same run, in Chromium slowed down as a cheap phone on slow 4G. Prints one line
 * of JSON for each figure and a table of all. `-- --runs 3 --lighthouse 1`; `--only home.command,docusaurus` measures no others; all raw values are left in `.cache/bench/web.json`.
 *
 * Exit status 1 where something could not be measured; a missed target is only said, as it depends on the machine.
 */
import { writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { getBrowser } from '../../../scripts/browser.mjs';
import { formatLine, formatTable, isMet } from '../figure.ts';
import { loadLighthouse } from './lighthouse.ts';
import { measureWeb, READ, USED, type WebMeasurements } from './measure-web.ts';
import { buildPeers } from './peers.ts';
import { serveSites } from './sites.ts';
import { median, otherShares, webFigures } from './web-figures.ts';

const RAW = resolve(import.meta.dirname, '../../../.cache/bench/web.json');
const ARGS = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'];

const NAMES: readonly string[] = [...READ, ...USED, 'warm'];

const say = (text: string): void => {
  process.stderr.write(`${text}\n`);
};

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { runs: { type: 'string', default: '3' }, lighthouse: { type: 'string', default: '1' }, only: { type: 'string' } },
  });
  const [runs, lighthouseRuns] = [count('runs', values.runs, 1), count('lighthouse', values.lighthouse, 0)];
  const executablePath = getBrowser(say, true);
  const only = values.only?.split(',');
  const unknown = only?.filter((name) => !NAMES.includes(name)) ?? [];
  if (unknown.length > 0) throw new Error(`--only knows ${NAMES.join(', ')}, not ${unknown.join(', ')}`);
  const peers = buildPeers(say);
  const sites = await serveSites(peers);
  const browser = await chromium.launch({ executablePath, headless: true, args: ARGS });
  try {
    const audit = await loadLighthouse(peers.lighthouseFrom, executablePath);
    const measured = await measureWeb(browser, sites, audit, {
      runs,
      lighthouseRuns,
      say,
      ...(only === undefined ? {} : { only: new Set(only) }),
    });
    writeFileSync(RAW, JSON.stringify(measured));
    report(measured, browser.version());
  } finally {
    await browser.close();
    await sites.close();
  }
}

function report(measured: WebMeasurements, version: string): void {
  // without the page or its peer there is nothing to say
  const figures = webFigures(measured).filter(({ value, reference }) => !Number.isNaN(value + reference.value));
  const shares = otherShares(measured);
  const missed = figures.filter((figure) => isMet(figure) === false).length;
  const percent = (share: number): string => `${Math.round(share * 100)} %`;
  process.stdout.write(figures.map((figure) => `${formatLine(figure)}\n`).join(''));
  process.stdout.write(`\n${formatTable(figures)}\n\n`);
  process.stdout.write(
    `Chromium ${version}, ${cpus().length} cores, load ${(loadavg()[0] ?? 0).toFixed(1)}, others had ${percent(median(shares))} of them (at most ${percent(Math.max(...shares))}); ${missed} missed\n`,
  );
  for (const [page, audits] of Object.entries(measured.audits)) {
    for (const complaint of new Set(audits.flatMap(({ complaints }) => complaints))) {
      process.stdout.write(`Lighthouse, ${page}: ${complaint}\n`);
    }
  }
}

function count(name: string, text: string, least: number): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < least) throw new Error(`--${name} takes a whole number from ${least}, not ${text}`);
  return value;
}

try {
  await main();
} catch (error) {
  say(`camadas: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
}
