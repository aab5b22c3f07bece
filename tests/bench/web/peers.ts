/**
 * The pages that ours are measured against. They come from npm in the versions that `peers/NAME/package.json` pins, what those need as it
 * was on a fixed day, and are built once into `.cache/bench/peers/`; a change to their sources builds them anew.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { makeArticle, markdownArticle, plainPage } from './article.ts';

const SOURCES = join(import.meta.dirname, 'peers');
const CACHE = resolve(import.meta.dirname, '../../../.cache/bench/peers');
/** so that nothing newer comes with the pinned packages */
const AS_OF = '2026-11-25';
const STAMP = '.built';

export interface Peers {
  /** folder of the finished pages */
  readonly plain: string;
  readonly starlight: string;
  readonly docusaurus: string;
  readonly codemirror: string;
  readonly monaco: string;
  /** a file beside whose `node_modules` Lighthouse is found */
  readonly lighthouseFrom: string;
}

type Package = 'starlight' | 'docusaurus' | 'editors';

const BUILDS: Readonly<Record<Package, readonly string[]>> = {
  starlight: ['node_modules/astro/bin/astro.mjs', 'build'],
  docusaurus: ['node_modules/@docusaurus/core/bin/docusaurus.mjs', 'build'],
  editors: ['build.mjs'],
};

/** @throws Error that says what is missing: the registry, or what npm or a build said */
export function buildPeers(say: (text: string) => void): Peers {
  const folder = (name: Package): string => buildPackage(name, say);
  const [starlight, docusaurus, editors] = [folder('starlight'), folder('docusaurus'), folder('editors')];
  const plain = join(CACHE, 'plain');
  mkdirSync(plain, { recursive: true });
  writeFileSync(join(plain, 'index.html'), plainPage(makeArticle()));
  return {
    plain,
    starlight: join(starlight, 'dist'),
    docusaurus: join(docusaurus, 'build'),
    codemirror: join(editors, 'dist/codemirror'),
    monaco: join(editors, 'dist/monaco'),
    lighthouseFrom: join(editors, 'package.json'),
  };
}

function buildPackage(name: Package, say: (text: string) => void): string {
  const folder = join(CACHE, name);
  const source = join(SOURCES, name);
  const stamp = fingerprint(source);
  const built = join(folder, STAMP);
  if (existsSync(built) && readFileSync(built, 'utf8') === stamp) return folder;
  rmSync(built, { force: true });
  cpSync(source, folder, { recursive: true });
  if (name === 'starlight') {
    const docs = join(folder, 'src/content/docs');
    mkdirSync(docs, { recursive: true });
    writeFileSync(join(docs, 'article.mdx'), markdownArticle(makeArticle()));
  }
  say(`Fetching and building the peer ${name} (once)…`);
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const install = ['install', `--before=${AS_OF}`, '--no-audit', '--no-fund', '--loglevel=error'];
  run(npm, install, folder, `npm could not install the peer ${name}; is its registry to be reached?`);
  run(process.execPath, BUILDS[name], folder, `the peer ${name} could not be built`);
  writeFileSync(built, stamp);
  return folder;
}

function run(command: string, args: readonly string[], cwd: string, problem: string): void {
  try {
    const env = { ...process.env, ASTRO_TELEMETRY_DISABLED: '1', DOCUSAURUS_IGNORE_SSG_WARNINGS: 'true', CI: '1' };
    execFileSync(command, args, { cwd, env, stdio: 'pipe', maxBuffer: 1 << 26, shell: command.endsWith('.cmd') });
  } catch (error) {
    const { stderr, stdout, message } = error as { stderr?: Buffer; stdout?: Buffer; message: string };
    const said = `${stderr ?? ''}`.trim() || `${stdout ?? ''}`.trim() || message;
    throw new Error(`${problem}\n${said.slice(0, 2000)}`);
  }
}

function fingerprint(source: string): string {
  const hash = createHash('sha256')
    .update(AS_OF)
    .update(readFileSync(join(import.meta.dirname, 'article.ts')));
  for (const entry of readdirSync(source, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    hash.update(relative(source, path)).update(readFileSync(path));
  }
  return hash.digest('hex');
}
