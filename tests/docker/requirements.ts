/** What these tests need of the machine: they run a real Docker, so root on a Debian whose docker.io is 20.10. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Program to Debian package. */
const PROGRAMS: Readonly<Record<string, string>> = {
  dockerd: 'docker.io',
  docker: 'docker.io',
  skopeo: 'skopeo',
  umoci: 'umoci',
  buildah: 'buildah',
  'docker-registry': 'docker-registry',
  zstd: 'zstd',
};
export const DOCKER_SERIES = '20.10.';
/** `docker20` is where another one took its name. */
const CLIENTS = ['docker', 'docker20'];
const CAP_SYS_ADMIN = 21n;

/** Why this machine cannot run them, as a sentence; undefined where it can. */
export function findObstacle(): string | undefined {
  if (process.platform !== 'linux') return `a real dockerd runs on Linux only, this is ${process.platform}`;
  if (!/^ID(_LIKE)?="?[^"\n]*\bdebian\b/m.test(readText('/etc/os-release')))
    return 'the tools are installed from Debian, and this is none';
  if (process.getuid?.() !== 0) return 'dockerd needs root';
  const capabilities = /^CapEff:\s*([0-9a-f]+)/m.exec(readText('/proc/self/status'))?.[1] ?? '0';
  if (((BigInt(`0x${capabilities}`) >> CAP_SYS_ADMIN) & 1n) === 0n)
    return 'root may not mount here (no CAP_SYS_ADMIN), so dockerd cannot run';
  return findOtherDocker();
}

function findOtherDocker(): string | undefined {
  const wanted = `they compare with docker ${DOCKER_SERIES}x, which is Debian 12's`;
  if (!isInstalled('dockerd')) return /^VERSION_CODENAME=bookworm$/m.test(readText('/etc/os-release')) ? undefined : wanted;
  const version = versionOf('dockerd');
  return version.startsWith(DOCKER_SERIES) ? undefined : `${wanted}, and dockerd is ${version}`;
}

/** @throws Error where Debian does not hand them out */
export function installPrograms(say: (text: string) => void): void {
  const missing = Object.keys(PROGRAMS).filter((program) => !isInstalled(program));
  const packages = [...new Set(missing.map((program) => PROGRAMS[program] ?? program))];
  if (packages.length === 0) return;
  say(`Installing ${packages.join(', ')} from Debian…`);
  try {
    apt(['update']);
    apt(['install', '-y', '--no-install-recommends', ...packages]);
  } catch (error) {
    throw new Error(`The tests with a real Docker need ${packages.join(', ')} and could not install them.\n${error}`);
  }
}

function isInstalled(program: string): boolean {
  return spawnSync('sh', ['-c', 'command -v "$0"', program]).status === 0;
}

function apt(args: readonly string[]): void {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const run = spawnSync('apt-get', ['-qq', '-o', 'DPkg::Lock::Timeout=120', ...args], {
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  if (run.status !== 0) throw new Error(`apt-get ${args.join(' ')}:\n${run.stdout}${run.stderr}${run.error?.message ?? ''}`);
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/** The client of docker.io: newer ones cannot build with BuildKit by themselves. It need not be the first on the PATH. */
export function findClient(): string {
  const programs = (process.env['PATH'] ?? '').split(delimiter).flatMap((folder) => CLIENTS.map((name) => join(folder, name)));
  const found = programs.filter(isInstalled).map((program) => ({ program, version: versionOf(program) }));
  const client = found.find(({ version }) => version.startsWith(DOCKER_SERIES));
  if (client === undefined) {
    const others = found.map(({ program, version }) => `${program} is ${version}`).join(', ');
    throw new Error(`no docker ${DOCKER_SERIES}x client: ${others || 'there is none'}`);
  }
  return client.program;
}

/** @throws Error where the program does not say it */
export function versionOf(program: string): string {
  const { stdout } = spawnSync(program, ['--version'], { encoding: 'utf8' });
  const version = /\d+\.\d+[\w.+-]*/.exec(stdout ?? '')?.[0];
  if (version === undefined) throw new Error(`${program} --version does not tell a version`);
  return version;
}
