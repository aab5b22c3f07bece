/**
 * `npm run bench`: measures every figure of `figures/`, prints one line of JSON for each as it comes, then a table of all.
 * `npm run bench -- undo commands` only those whose file's name begins so.
 *
 * Exit status 1 where a file could not be measured; a target that is missed is only said, as it depends on the machine.
 */
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { basename, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { type Figure, formatLine, formatTable, isMet } from './figure.ts';

const FIGURES = join(import.meta.dirname, 'figures');

function chooseFiles(wanted: readonly string[]): string[] {
  const files = readdirSync(FIGURES)
    .filter((name) => name.endsWith('.ts'))
    .sort();
  const unknown = wanted.filter((name) => !files.some((file) => file.startsWith(name)));
  if (unknown.length > 0) {
    throw new Error(`no figure ${unknown.join(', ')}; there are: ${files.map((file) => basename(file, '.ts')).join(', ')}`);
  }
  return wanted.length === 0 ? files : files.filter((file) => wanted.some((name) => file.startsWith(name)));
}

/** @throws Error where the process does not end well */
async function measureFile(file: string): Promise<Figure[]> {
  const args = ['--disable-warning=ExperimentalWarning', join(import.meta.dirname, 'measure-file.ts'), join(FIGURES, file)];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  const out = await text(child.stdout);
  const status = await ended;
  if (status !== 0) throw new Error(`${file} ended with status ${status}`);
  return out
    .split('\n')
    .filter((line) => line !== '')
    .map((line): Figure => JSON.parse(line));
}

async function main(wanted: readonly string[]): Promise<void> {
  const figures: Figure[] = [];
  const broken: string[] = [];
  for (const file of chooseFiles(wanted)) {
    try {
      const measured = await measureFile(file);
      figures.push(...measured);
      process.stdout.write(measured.map((figure) => `${formatLine(figure)}\n`).join(''));
    } catch (error) {
      broken.push(error instanceof Error ? error.message : String(error));
    }
  }
  const [load = 0] = loadavg();
  const missed = figures.filter((figure) => isMet(figure) === false).length;
  process.stdout.write(`\n${formatTable(figures)}\n\n`);
  process.stdout.write(`Node ${process.version}, ${cpus().length} cores, load ${load.toFixed(1)}; ${missed} missed\n`);
  for (const problem of broken) process.stderr.write(`camadas: ${problem}\n`);
  if (broken.length > 0) process.exitCode = 1;
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`camadas: ${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 2;
}
