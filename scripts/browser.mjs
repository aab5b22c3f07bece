/**
 * Finds a browser for the tests, or gets one where that is possible without asking (Debian and Ubuntu as root). It never gives up
 * silently: a test run without a browser is a failed run.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import process from 'node:process';

const SHELL = 'chromium-headless-shell';
/** The shell without windows first: it takes a third less of the processor for the same tests. */
const NAMES = [SHELL, 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge', 'msedge'];
const ELSEWHERE = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/**
 * @param {(text: string) => void} say
 * @param {boolean} isWhole rather one with windows, as learners have: the shell calls no idle callback in half of its pages
 * @returns {string} path of a Chromium that was started once to see that it runs
 */
export function getBrowser(say, isWhole = false) {
  for (const variable of ['CHROME_PATH', 'CHROME_BIN']) {
    const given = process.env[variable];
    if (!given) continue;
    if (isUsable(given)) return given;
    throw new Error(`${variable} is ${given}, which does not start`);
  }
  const found = findBrowser(isWhole);
  if (found) return found;
  if (isDebianRoot()) {
    say('Fetching Chromium (apt-get)…');
    try {
      execFileSync('apt-get', ['update', '-q'], { stdio: 'pipe' });
      installWithApt(isKnownToApt('chromium-headless-shell') ? 'chromium-headless-shell' : 'chromium');
    } catch (error) {
      throw new Error(`apt-get could not install chromium: ${String(error.stderr || error.message).trim()}`);
    }
    const installed = findBrowser(isWhole);
    if (installed) return installed;
  }
  throw new Error(
    'no browser for the tests: install Chromium or Chrome (Debian, Ubuntu: apt-get install chromium), or set CHROME_PATH',
  );
}

/** @param {string} name */
function installWithApt(name) {
  execFileSync('apt-get', ['install', '-q', '-y', '--no-install-recommends', '-o', 'DPkg::Lock::Timeout=120', name], {
    stdio: 'pipe',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
}

/** @param {string} name */
function isKnownToApt(name) {
  return spawnSync('apt-cache', ['show', name], { stdio: 'ignore' }).status === 0;
}

/** @param {boolean} isWhole */
function findBrowser(isWhole) {
  const names = isWhole ? [...NAMES.filter((name) => name !== SHELL), SHELL] : NAMES;
  const folders = (process.env.PATH ?? '').split(delimiter);
  const candidates = [...names.flatMap((name) => folders.map((folder) => join(folder, name))), ...ELSEWHERE];
  return candidates.find((path) => existsSync(path) && isUsable(path));
}

function isUsable(path) {
  try {
    accessSync(path, constants.X_OK);
    return spawnSync(path, ['--version', '--no-sandbox'], { stdio: 'ignore', timeout: 20_000 }).status === 0;
  } catch {
    return false;
  }
}

function isDebianRoot() {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return false;
  return /^ID(_LIKE)?=.*\b(debian|ubuntu)\b/m.test(readFileSync('/etc/os-release', 'utf8'));
}
