/**
 * The shop's own images, which lessons take apart: `loja/site` keeps three versions of a page and a draft that was deleted,
 * `loja/api:1.0` a secret that was deleted, and `loja/api:1.1` never had it.
 */
import { zeros } from '../../src/engine/bytes/content.ts';
import type { Bases } from './bases.ts';
import { copied, type LabImage, type LabStep, later, PATH, ran, setting } from './lab-image.ts';
import { file, folder, layer, whiteout } from './layer-files.ts';
import { NODE_CONFIG } from './stacks.ts';

const SEPTEMBER_2021 = '2021-09-01T12:00:00.271828183Z';

export function makeShop(bases: Bases, node: readonly LabStep[]): LabImage[] {
  return [makeSite(bases.alpine313), makeApi(node, '1.0'), makeApi(node, '1.1')];
}

function makeSite(base: readonly LabStep[]): LabImage {
  const at = (seconds: number) => later(SEPTEMBER_2021, seconds);
  const page = (version: string) => file('/srv/index.html', `<h1>Loja ${version}</h1>\n`);
  const first = [page('v1'), file('/srv/rascunho.txt', 'preco secreto: 10\n'), file('/srv/logo.png', zeros(1_900_000))];
  const steps = [
    ...base,
    copied(at(0), 'COPY dir:{hash} in /srv/', layer(at(0), first)),
    ran(at(2), './preparar.sh', layer(at(2), [file('/etc/motd', 'Bem-vindo a loja\n'), page('v2')])),
    ran(at(4), './limpar.sh', layer(at(4), [whiteout('/srv/rascunho.txt')])),
    copied(at(5), 'COPY dir:{hash} in /', layer(at(5), [file('/etc/loja.conf', 'tema=escuro\n'), page('v3')])),
    setting(at(6), 'CMD ["cat" "/srv/index.html"]'),
  ];
  return { repository: 'loja/site', tags: ['1.0'], steps, config: { Env: [PATH], Cmd: ['cat', '/srv/index.html'] } };
}

/** Both versions are the same objects as far as they have the same layers. */
const INSTALLED = [
  setting(later(SEPTEMBER_2021, 60), 'WORKDIR /app'),
  copied(
    later(SEPTEMBER_2021, 61),
    'COPY file:{hash} in ./',
    layer(later(SEPTEMBER_2021, 61), [folder('/app'), file('/app/package.json', '{"name":"api","version":"1.0.0"}\n')]),
  ),
  ran(
    later(SEPTEMBER_2021, 70),
    'npm ci --omit=dev && npm cache clean --force',
    layer(later(SEPTEMBER_2021, 70), [folder('/app'), file('/app/node_modules/modules.bin', zeros(25_000_000))]),
  ),
];

function makeApi(node: readonly LabStep[], version: '1.0' | '1.1'): LabImage {
  const at = (seconds: number) => later(SEPTEMBER_2021, (version === '1.0' ? 80 : 10_800) + seconds);
  const leaks = version === '1.0';
  const code = [file('/app/server.js', `console.log("api ${version}")\n`), file('/app/README.md', 'api\n')];
  const secret = leaks ? [file('/app/.env', 'TOKEN=pix-9f2c71\n')] : [];
  const steps = [
    ...node,
    ...INSTALLED,
    copied(at(0), 'COPY dir:{hash} in ./', layer(at(0), [...code, ...secret])),
    ...(leaks ? [ran(at(1), 'rm .env', layer(at(1), [whiteout('/app/.env')]))] : []),
    setting(at(2), 'CMD ["node" "server.js"]'),
  ];
  return {
    repository: 'loja/api',
    tags: [version],
    steps,
    config: { ...NODE_CONFIG, WorkingDir: '/app', Cmd: ['node', 'server.js'] },
  };
}
