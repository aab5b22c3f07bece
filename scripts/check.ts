/**
 * `npm test`: everything, what finds a mistake cheapest first, two steps beside each other. One line for each step as it ends, the output of
 * those that failed, and as the last line `N passed, N failed`. `npm test -- lint unit` runs only these steps.
 *
 * What needs a real Docker runs where it is named (`npm run test:docker`) and in continuous integration: there a machine that cannot run
 * it says why, and it counts as skipped.
 */
import { spawn } from 'node:child_process';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { ContentError, type ContentProblem, formatProblem } from '../src/curriculum/content-error.ts';
import { exerciseProblems } from '../src/curriculum/exercises.ts';
import { lessonProblems } from '../src/curriculum/lessons.ts';
import { LOCALES } from '../src/i18n/index.ts';
import { DIRECTIONS, IMAGES_CHECKED } from '../tests/docker/image-list.ts';
import { findObstacle } from '../tests/docker/requirements.ts';
import { OUT as OUT_OF_PICTURES, WORD } from '../tests/pictures/kept-pictures.ts';
import { SECOND_TRIES } from '../tests/second-tries.ts';
import { getBrowser } from './browser.mjs';
import { checkAstroImports } from './checks/astro-imports.ts';
import { checkFileLength } from './checks/file-length.ts';
import { checkImports } from './checks/imports.ts';
import { runSideBySide, type Task } from './checks/side-by-side.ts';

const ROOT = resolve(import.meta.dirname, '..');
const OUT = join(ROOT, '.cache/test');

interface Outcome {
  readonly passed: number;
  readonly failed: number;
  readonly skipped?: number;
  /** printed where something failed */
  readonly output: string;
  /** printed in any case */
  readonly note?: string;
}
interface Step extends Omit<Task, 'run'> {
  /** looks at the finished site */
  readonly needsBuild?: true;
  /** Of a step that not every machine can run: why this one cannot, as a sentence. */
  readonly obstacle?: () => string | undefined;
  run(): Promise<Outcome>;
}

const bin = (name: string) => join(ROOT, 'node_modules/.bin', name);

/** As they are begun, two at once: first what is done soonest, then the longest, so that both cores have work until the browser needs both. */
const STEPS: readonly Step[] = [
  { name: 'lint', run: () => runTool(bin('biome'), ['ci', '--max-diagnostics=60', '--colors=off']) },
  { name: 'imports', run: () => listed(checkImports(ROOT)) },
  { name: 'astro-imports', run: () => listed(checkAstroImports(ROOT)) },
  { name: 'file-length', run: () => listed(checkFileLength(ROOT)) },
  { name: 'types-engine', run: checkEngineTypes },
  { name: 'types', run: () => checkTypes('tsconfig.json') },
  { name: 'unit', run: () => runVitest('unit', ['unit', 'mocked', 'truth', 'fuzz']) },
  { name: 'types-astro', run: checkAstroTypes },
  { name: 'docker', obstacle: findObstacle, run: runDockerTests },
  // both write .astro/
  { name: 'build', after: ['types-astro'], run: buildSite },
  { name: 'content', run: checkContent },
  { name: 'contract', run: () => runVitest('contract', ['contract']) },
  { name: 'bundle', after: ['build'], needsBuild: true, run: () => runVitest('bundle', ['bundle']) },
  { name: 'browser', isAlone: true, needsBuild: true, run: runBrowserTests },
];
const BESIDE_EACH_OTHER = Math.min(2, availableParallelism());

function runTool(command: string, args: readonly string[]): Promise<Outcome> {
  return new Promise((resolveRun) => {
    const env = { ...process.env, ASTRO_TELEMETRY_DISABLED: '1', FORCE_COLOR: undefined, NO_COLOR: '1' };
    const child = spawn(command, args, { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'], shell: process.platform === 'win32' });
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.on('error', (error) => resolveRun({ passed: 0, failed: 1, output: error.message }));
    child.on('close', (code) => {
      const output = Buffer.concat(chunks).toString('utf8').trim();
      resolveRun(code === 0 ? { passed: 1, failed: 0, output } : { passed: 0, failed: 1, output });
    });
  });
}

/** One checker: four are done sooner on a machine with nothing else to do, and cost twice the processor's time. */
function checkTypes(config: string): Promise<Outcome> {
  return runTool(bin('tsc'), ['-p', config, '--noEmit', '--checkers', '1']);
}

/** With a configuration of its own, that knows neither the browser's names nor Node's. */
async function checkEngineTypes(): Promise<Outcome> {
  const types = await checkTypes('tsconfig.engine.json');
  return types.failed > 0 ? types : runTool(process.execPath, [join(ROOT, 'scripts/checks/lost-work.ts')]);
}

/** Only `.astro` files: what they import is for `types`, whose compiler takes a quarter of the time and cannot read them. */
function checkAstroTypes(): Promise<Outcome> {
  return runTool(bin('astro'), ['check', '--tsconfig', 'tsconfig.astro.json', '--minimumSeverity', 'error']);
}

async function listed(problems: Promise<readonly string[]>): Promise<Outcome> {
  const found = await problems;
  return found.length === 0 ? { passed: 1, failed: 0, output: '' } : { passed: 0, failed: 1, output: found.join('\n') };
}

interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly testResults: readonly { readonly status: string; readonly assertionResults: readonly unknown[] }[];
}

async function runVitest(name: string, projects: readonly string[]): Promise<Outcome> {
  const report = join(OUT, `${name}.json`);
  await rm(report, { force: true });
  const args = [
    'run',
    '--reporter=minimal',
    '--reporter=json',
    `--reporter=${join(ROOT, 'tests/second-tries.ts')}`,
    `--outputFile.json=${report}`,
    ...projects.map((project) => `--project=${project}`),
  ];
  const { failed: broken, output } = await runTool(bin('vitest'), args);
  const counted = await readFile(report, 'utf8')
    .then((text): VitestReport => JSON.parse(text))
    .catch(() => undefined);
  if (counted === undefined) return { passed: 0, failed: 1, output };
  const unloaded = counted.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0).length;
  const failed = counted.numFailedTests + unloaded;
  const skipped = counted.numPendingTests + counted.numTodoTests;
  return { passed: counted.numPassedTests, failed: failed === 0 ? broken : failed, skipped, output };
}

let isBuildBroken = false;
const NOT_RUN: Outcome = { passed: 0, failed: 1, output: 'not run: there is no finished site to look at' };

async function buildSite(): Promise<Outcome> {
  const outcome = await runTool(process.execPath, [join(ROOT, 'scripts/build.ts')]);
  isBuildBroken = outcome.failed > 0;
  return outcome;
}

async function runBrowserTests(): Promise<Outcome> {
  try {
    process.env['CHROME_PATH'] = getBrowser((text) => process.stdout.write(`${text}\n`));
  } catch (error) {
    return { passed: 0, failed: 1, output: error instanceof Error ? error.message : String(error) };
  }
  const word = join(OUT_OF_PICTURES, WORD);
  await rm(word, { force: true });
  const outcome = await runVitest('browser', ['browser', 'pictures']);
  const pictures = await readFile(word, 'utf8').catch(() => '');
  const tries = await readFile(SECOND_TRIES, 'utf8').catch(() => '');
  const again = tries.trimEnd().split('\n');
  const notes = [
    pictures.trimEnd(),
    ...again.filter((name) => name !== '').map((name) => `passed only when tried again, look why: ${name}`),
  ];
  return { ...outcome, note: notes.filter((note) => note !== '').join('\n') };
}

/**
 * Where a file is not whole, every test that reads it would say so: the list is given once, and nothing is played. A new exercise begins with
 * many such gaps.
 */
async function checkContent(): Promise<Outcome> {
  const problems = await listContentProblems();
  if (problems.length === 0) return runVitest('content', ['content']);
  const output = problems.map(formatProblem).join('\n\n');
  const next = 'Texts are compared and answers played as soon as no file has such a gap.';
  return { passed: 0, failed: problems.length, output: `${output}\n\n${next}` };
}

async function listContentProblems(): Promise<ContentProblem[]> {
  try {
    return [...lessonProblems(), ...(await exerciseProblems(LOCALES))];
  } catch (error) {
    // an exercise.ts that cannot be loaded: the tests say where
    if (error instanceof ContentError) return [...error.problems];
    return [];
  }
}

/** The task of these tests: so many images each way, and which. */
const LEAST_IMAGES = 20;

async function runDockerTests(): Promise<Outcome> {
  const outcome = await runVitest('docker', ['docker']);
  const rows = (await readFile(join(ROOT, IMAGES_CHECKED), 'utf8').catch(() => '')).trimEnd().split('\n');
  const list = rows.map((row) => row.split('\t')).filter((row) => row.length > 1);
  const problems = DIRECTIONS.flatMap((direction) => {
    const count = new Set(list.filter(([first]) => first === direction).map(([, , , id]) => id)).size;
    return count >= LEAST_IMAGES ? [] : [`only ${count} images ${direction}`];
  });
  const shown = list.map(([direction, way, image, id = '']) => `  ${direction}: ${way}: ${image} ${id.slice(7, 19)}`).join('\n');
  if (outcome.failed > 0 || problems.length === 0) return { ...outcome, note: shown };
  return { ...outcome, failed: problems.length, output: `${outcome.output}\n${problems.join('\n')}`, note: shown };
}

function runsUnnamed(step: Step): boolean {
  return step.obstacle === undefined || process.env['CI'] === 'true';
}

async function runStep(step: Step, isNamed: boolean): Promise<Outcome> {
  const obstacle = step.obstacle?.();
  if (obstacle !== undefined) {
    return { passed: 0, failed: isNamed ? 1 : 0, skipped: isNamed ? 0 : 1, output: `it cannot run here: ${obstacle}` };
  }
  return step.needsBuild && isBuildBroken ? NOT_RUN : step.run();
}

async function main(only: readonly string[]): Promise<void> {
  const names = STEPS.map((step) => step.name);
  const unknown = only.filter((name) => !names.includes(name));
  if (unknown.length > 0) throw new Error(`no step ${unknown.join(', ')}; there are: ${names.join(', ')}`);
  await mkdir(OUT, { recursive: true });
  const total = { passed: 0, failed: 0, skipped: 0 };
  const failedSteps: string[] = [];
  const steps = STEPS.filter((step) => (only.length === 0 ? runsUnnamed(step) : only.includes(step.name)));
  const tasks = steps.map((step) => ({
    ...step,
    async run() {
      const started = performance.now();
      const outcome = await runStep(step, only.includes(step.name));
      total.passed += outcome.passed;
      total.failed += outcome.failed;
      total.skipped += outcome.skipped ?? 0;
      if (outcome.failed > 0) failedSteps.push(step.name);
      process.stdout.write(formatStep(step.name, outcome, performance.now() - started));
    },
  }));
  await runSideBySide(tasks, BESIDE_EACH_OTHER);
  if (failedSteps.length > 0)
    process.stdout.write(`failed: ${failedSteps.join(', ')} (again alone: npm test -- ${failedSteps.join(' ')})\n`);
  if (total.skipped > 0) process.stdout.write(`${total.skipped} skipped\n`);
  process.stdout.write(`${total.passed} passed, ${total.failed} failed\n`);
  process.exitCode = total.failed === 0 ? 0 : 1;
}

function formatStep(name: string, { passed, failed, skipped = 0, output, note = '' }: Outcome, elapsed: number): string {
  if (passed + failed === 0 && skipped > 0) return `SKIPPED ${name}: ${output}\n`;
  const counts = passed + failed > 1 ? `  ${passed} passed${failed > 0 ? `, ${failed} failed` : ''}` : '';
  const line = `${failed === 0 ? 'ok    ' : 'FAILED'} ${name.padEnd(14)}${(elapsed / 1000).toFixed(1).padStart(6)} s${counts}\n`;
  const more = note === '' ? '' : `${note}\n`;
  return failed === 0 ? `${line}${more}` : `${line}${more}${output}\n\n`;
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`camadas: ${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 2;
}
