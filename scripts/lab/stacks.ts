/** Node, Python and nginx, each on one of the bases, and hello-world on none. */
import { AUGUST_2021, type Bases, JULY_2021 } from './bases.ts';
import { helloProgram } from './hello-program.ts';
import { copied, type LabConfig, type LabImage, type LabStep, later, PATH, ran, setting } from './lab-image.ts';
import { file, folder, layer, program, symlink } from './layer-files.ts';
import { readProgram } from './programs.ts';

const NODE_VERSION = '16.4.0';
const YARN_VERSION = '1.22.5';

/** What an image made from Node inherits. */
export const NODE_CONFIG: LabConfig = {
  Env: [PATH, `NODE_VERSION=${NODE_VERSION}`, `YARN_VERSION=${YARN_VERSION}`],
  Entrypoint: ['docker-entrypoint.sh'],
  Cmd: ['node'],
};

/** @param variant written into the image, so that two variants share nothing but their base */
export function nodeSteps(base: readonly LabStep[], at: string, variant: string): LabStep[] {
  const files = [
    program('/usr/local/bin/node', readProgram('node')),
    program('/usr/local/bin/npm', readProgram('npm')),
    folder('/home/node', { uid: 1000 }),
    file('/usr/local/lib/node_modules/variant', `${variant}\n`),
  ];
  const yarn = [file('/opt/yarn/variant', `${variant}\n`), symlink('/usr/local/bin/yarn', '/opt/yarn/yarn.js')];
  const entry = [program('/usr/local/bin/docker-entrypoint.sh', readProgram('node-entrypoint', 400))];
  return [
    ...base,
    setting(at, `ENV NODE_VERSION=${NODE_VERSION}`),
    ran(
      later(at, 30),
      'addgroup -g 1000 node && adduser -u 1000 -G node -s /bin/sh -D node && install-node "$NODE_VERSION"',
      layer(at, files, 100_000_000, '/usr/local/lib/libnode.so'),
    ),
    setting(later(at, 31), `ENV YARN_VERSION=${YARN_VERSION}`),
    ran(later(at, 38), 'install-yarn "$YARN_VERSION"', layer(later(at, 38), yarn, 7_400_000, '/opt/yarn/yarn.js')),
    copied(later(at, 39), 'COPY file:{hash} in /usr/local/bin/', layer(later(at, 39), entry)),
    setting(later(at, 39), 'ENTRYPOINT ["docker-entrypoint.sh"]'),
    setting(later(at, 40), 'CMD ["node"]'),
  ];
}

function pythonSteps(base: readonly LabStep[], at: string, variant: string): LabStep[] {
  const certificates = [file('/etc/ssl/variant', `${variant}\n`)];
  const python = [
    program('/usr/local/bin/python3', readProgram('python3')),
    symlink('/usr/local/bin/python', 'python3'),
    file('/usr/local/lib/python3.9/variant', `${variant}\n`),
  ];
  const pip = [
    program('/usr/local/bin/pip', readProgram('pip')),
    file('/usr/local/lib/python3.9/site-packages/variant', `${variant}\n`),
  ];
  return [
    ...base,
    setting(at, 'ENV LANG=C.UTF-8'),
    ran(later(at, 12), 'install-certificates', layer(at, certificates, 600_000, '/etc/ssl/certs/ca-certificates.crt')),
    setting(later(at, 13), 'ENV PYTHON_VERSION=3.9.6'),
    ran(
      later(at, 60),
      'build-python "$PYTHON_VERSION" && python3 --version',
      layer(later(at, 60), python, 30_000_000, '/usr/local/lib/libpython3.9.so.1.0'),
    ),
    ran(
      later(at, 70),
      'install-pip && pip --version',
      layer(later(at, 70), pip, 8_800_000, '/usr/local/lib/python3.9/site-packages/pip.bin'),
    ),
    setting(later(at, 71), 'CMD ["python3"]'),
  ];
}

function nginxSteps(base: readonly LabStep[], at: string): LabStep[] {
  const files = [
    program('/usr/sbin/nginx', readProgram('nginx')),
    file('/etc/nginx/nginx.conf', 'user nginx;\nworker_processes auto;\n'),
    file('/usr/share/nginx/html/index.html', '<h1>Welcome to nginx!</h1>\n'),
  ];
  const entry = [program('/docker-entrypoint.sh', readProgram('nginx-entrypoint', 1200))];
  const listen = [program('/docker-entrypoint.d/10-listen-on-ipv6-by-default.sh', readProgram('nginx-listen', 2000))];
  return [
    ...base,
    setting(at, 'ENV NGINX_VERSION=1.21.1'),
    ran(later(at, 20), 'install-nginx "$NGINX_VERSION"', layer(at, files, 17_000_000, '/usr/lib/nginx/modules/nginx-modules.so')),
    copied(later(at, 21), 'COPY file:{hash} in /', layer(later(at, 21), entry)),
    copied(later(at, 22), 'COPY file:{hash} in /docker-entrypoint.d', layer(later(at, 22), listen)),
    setting(later(at, 22), 'ENTRYPOINT ["/docker-entrypoint.sh"]'),
    setting(later(at, 23), 'EXPOSE 80'),
    setting(later(at, 24), 'STOPSIGNAL SIGQUIT'),
    setting(later(at, 25), 'CMD ["nginx" "-g" "daemon off;"]'),
  ];
}

const NGINX_CONFIG: LabConfig = {
  Env: [PATH, 'NGINX_VERSION=1.21.1'],
  Entrypoint: ['/docker-entrypoint.sh'],
  Cmd: ['nginx', '-g', 'daemon off;'],
  ExposedPorts: { '80/tcp': {} },
  StopSignal: 'SIGQUIT',
};
const PYTHON_CONFIG: LabConfig = { Env: [PATH, 'LANG=C.UTF-8', 'PYTHON_VERSION=3.9.6'], Cmd: ['python3'] };

/** @param node the Node that other images are made from, so that they share its layers */
export function makeStacks(bases: Bases, node: readonly LabStep[]): LabImage[] {
  const { alpine313, alpine314, debian11 } = bases;
  const evening = later(AUGUST_2021, 13_000);
  const named = (repository: string, tags: string[], steps: readonly LabStep[], config: LabConfig): LabImage => ({
    repository: `library/${repository}`,
    tags,
    steps,
    config,
  });
  return [
    named('node', ['alpine3.13', '16-alpine3.13'], node, NODE_CONFIG),
    named('node', ['alpine3.14'], nodeSteps(alpine314, evening, 'alpine3.14'), NODE_CONFIG),
    named('node', ['bullseye-slim', 'latest'], nodeSteps(debian11, later(JULY_2021, 7000), 'bullseye-slim'), NODE_CONFIG),
    named('python', ['alpine3.13'], pythonSteps(alpine313, later(JULY_2021, 3600), 'alpine3.13'), PYTHON_CONFIG),
    named('python', ['alpine3.14'], pythonSteps(alpine314, later(evening, 3600), 'alpine3.14'), PYTHON_CONFIG),
    named('python', ['slim-bullseye', 'latest'], pythonSteps(debian11, later(JULY_2021, 5000), 'slim-bullseye'), PYTHON_CONFIG),
    named('nginx', ['1.21-alpine'], nginxSteps(alpine314, later(evening, 7200)), NGINX_CONFIG),
    named('hello-world', ['latest'], helloSteps(), { Env: [PATH], Cmd: ['/hello'] }),
  ];
}

/** Not of the same second as another image: docker lists those in no fixed order. */
const HELLO_MADE = '2021-09-23T23:47:57.442225064Z';

function helloSteps(): LabStep[] {
  const hello = layer(HELLO_MADE, [program('/hello', helloProgram())]);
  return [copied(HELLO_MADE, 'COPY file:{hash} in /', hello), setting(later(HELLO_MADE, 1), 'CMD ["/hello"]')];
}
