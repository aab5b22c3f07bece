/**
 * Where no image can be pulled: one that is like `node:24-bookworm-slim` in what our Dockerfile needs of it. Debian by debootstrap, this
 * Node and this machine's npm, a user `node`, and the certificates of this machine, by which npm finds its registry.
 */
import { execFileSync } from 'node:child_process';
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const CERTIFICATES = '/etc/ssl/certs/ca-certificates.crt';
const PATH = 'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** @param tag under which the daemon of DOCKER_HOST has it afterwards */
export function makeBaseImage(tag: string, env: NodeJS.ProcessEnv): void {
  const folder = mkdtempSync(join(tmpdir(), 'camadas-base-'));
  const root = join(folder, 'root');
  const at = (path: string) => join(root, path);
  try {
    execFileSync('debootstrap', ['--variant=minbase', 'bookworm', root, 'http://deb.debian.org/debian'], { stdio: 'ignore' });
    cpSync(process.execPath, at('usr/local/bin/node'));
    mkdirSync(at('usr/local/lib/node_modules'), { recursive: true });
    cpSync(npmFolder(), at('usr/local/lib/node_modules/npm'), { recursive: true });
    symlinkSync('../lib/node_modules/npm/bin/npm-cli.js', at('usr/local/bin/npm'));
    appendFileSync(at('etc/passwd'), 'node:x:1000:1000::/home/node:/bin/bash\n');
    appendFileSync(at('etc/group'), 'node:x:1000:\n');
    mkdirSync(at('home/node'));
    mkdirSync(dirname(at(CERTIFICATES)), { recursive: true });
    cpSync(CERTIFICATES, at(CERTIFICATES));
    for (const left of ['var/cache/apt', 'var/lib/apt/lists']) rmSync(at(left), { recursive: true, force: true });
    const changes = ['--change', `ENV ${PATH}`, '--change', `ENV NODE_EXTRA_CA_CERTS=${CERTIFICATES}`];
    execFileSync('sh', ['-c', 'tar -C "$1" -c . | docker import "$2" "$3" "$4" "$5" - "$6"', 'sh', root, ...changes, tag], {
      env,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** of the npm that PATH finds, without what stands in node_modules/.bin */
function npmFolder(): string {
  const npm = execFileSync('sh', ['-c', 'command -v npm'], {
    encoding: 'utf8',
    env: { PATH: '/usr/local/bin:/usr/bin:/bin' },
  }).trim();
  return dirname(dirname(realpathSync(npm)));
}
