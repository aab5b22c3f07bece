/**
 * For tests: the ways by which a stranger's archive comes in, the same for a real Docker and for the engine. What the real one said and made
 * is recorded in hostile-recorded.json by record-hostile.ts.
 */
import { createHash } from 'node:crypto';
import { contentOf } from '../../src/engine/bytes/content.ts';
import { tarEntry } from '../../src/engine/tar/entry.ts';
import { writeTar } from '../../src/engine/tar/write-tar.ts';
import { HOSTILE_IMAGES } from './hostile-images.ts';
import { HOSTILE_TARS, type HostileTar } from './hostile-tars.ts';
import { bytesOf } from './tar-blocks.ts';

export interface EntryPoint {
  readonly name: string;
  readonly env?: Readonly<Record<string, string>>;
  /** in the folder where the command runs */
  files(hostile: Uint8Array): Readonly<Record<string, Uint8Array | string>>;
  /** before; not recorded */
  readonly setup?: string;
  readonly command: string;
  readonly isBuild?: true;
  /** A container whose files tell what was made; one is created of `hostile:1` where it is called `list`. */
  readonly container: 'list' | 'box' | undefined;
  /** instead of the hostile tars */
  readonly cases?: readonly HostileTar[];
  /** of those, the ones that count */
  readonly shown: RegExp;
}

/** What a case came to. */
export interface Outcome {
  readonly status: number;
  readonly said: string;
  /** lines of `listTar`; left out where there is no such image */
  readonly files?: readonly string[];
}

const tarOf = (files: Readonly<Record<string, Uint8Array | string>>): Uint8Array =>
  bytesOf(writeTar(Object.entries(files).map(([name, content]) => tarEntry({ name, content: contentOf(content) }))));

/** Something to stand on, with something to escape to: `docker import` makes `base:1` of it. */
export const BASE = bytesOf(
  writeTar([
    tarEntry({ name: 'etc/', type: 'dir' }),
    tarEntry({ name: 'etc/passwd', content: contentOf('root:x:0:0::/:/bin/sh\n') }),
    tarEntry({ name: 'srv/', type: 'dir' }),
    tarEntry({ name: 'tmp/', type: 'dir', mode: 0o1777 }),
  ]),
);

function imageOf(layer: Uint8Array): Record<string, Uint8Array | string> {
  const diffId = `sha256:${createHash('sha256').update(layer).digest('hex')}`;
  const rootfs = { type: 'layers', diff_ids: [diffId] };
  return {
    'c.json': JSON.stringify({ architecture: 'amd64', os: 'linux', config: { Cmd: ['x'] }, rootfs }),
    'l.tar': layer,
    'manifest.json': JSON.stringify([{ Config: 'c.json', RepoTags: ['hostile:1'], Layers: ['l.tar'] }]),
  };
}

/** The hostile entries first; where theirs ends early, what follows is never read. */
function inFrontOf(hostile: Uint8Array, rest: Uint8Array): Uint8Array {
  const end =
    hostile.length >= 1024 && hostile.subarray(-1024).every((byte) => byte === 0) ? hostile.length - 1024 : hostile.length;
  return Buffer.concat([hostile.subarray(0, end), rest]);
}

const BUILDERS = [
  { builder: 'classic', env: { DOCKER_BUILDKIT: '0' } },
  { builder: 'BuildKit', env: { DOCKER_BUILDKIT: '1' } },
];
const BUILD = 'docker build -q --network none -t hostile:1';
const IMPORT_BASE = 'docker import base.tar base:1';

export const ENTRY_POINTS: readonly EntryPoint[] = [
  {
    name: 'import',
    files: (hostile) => ({ 'in.tar': hostile }),
    command: 'docker import in.tar hostile:1',
    container: 'list',
    shown: /./,
  },
  {
    name: 'load, as a layer',
    files: (hostile) => ({ 'in.tar': tarOf(imageOf(hostile)) }),
    command: 'docker load -i in.tar',
    container: 'list',
    shown: /./,
  },
  {
    name: 'load, as the archive',
    files: (hostile) => ({ 'in.tar': inFrontOf(hostile, tarOf(imageOf(new Uint8Array(1024)))) }),
    command: 'docker load -i in.tar',
    container: 'list',
    shown: /./,
  },
  {
    name: 'load, as images',
    files: (hostile) => ({ 'in.tar': hostile }),
    command: 'docker load -i in.tar',
    container: 'list',
    cases: HOSTILE_IMAGES,
    shown: /./,
  },
  {
    name: 'cp',
    files: (hostile) => ({ 'in.tar': hostile, 'base.tar': BASE }),
    setup: `${IMPORT_BASE} && docker create --network none --hostname h --name box base:1 x`,
    command: 'docker cp - box:/srv < in.tar',
    container: 'box',
    shown: / (?:srv|tmp|etc\/passwd)/,
  },
  ...BUILDERS.map(({ builder, env }) => ({
    name: `ADD, ${builder}`,
    env,
    files: (hostile: Uint8Array) => ({
      'in.tar': hostile,
      'base.tar': BASE,
      'c/Dockerfile': 'FROM base:1\nADD in.tar /srv/\n',
      'c/in.tar': hostile,
    }),
    isBuild: true as const,
    setup: IMPORT_BASE,
    command: `${BUILD} c`,
    container: 'list' as const,
    shown: / (?:srv|tmp|etc\/passwd)/,
  })),
  ...BUILDERS.map(({ builder, env }) => ({
    name: `build context, ${builder}`,
    env,
    files: (hostile: Uint8Array) => ({
      'in.tar': inFrontOf(hostile, tarOf({ Dockerfile: 'FROM base:1\nCOPY . /srv/\n' })),
      'base.tar': BASE,
    }),
    isBuild: true as const,
    setup: IMPORT_BASE,
    command: `${BUILD} - < in.tar`,
    container: 'list' as const,
    shown: / (?:srv|tmp|etc\/passwd)/,
  })),
];

export const LIST_CONTAINER = 'docker create --network none --hostname h --name list hostile:1 x';

/** `group: name` of each hostile tar. */
const HOSTILE_CASES: readonly HostileTar[] = Object.entries(HOSTILE_TARS).flatMap(([group, tars]) =>
  tars.map(({ name, bytes }) => ({ name: `${group}: ${name}`, bytes })),
);

export function casesOf({ cases = HOSTILE_CASES }: EntryPoint): readonly HostileTar[] {
  return cases;
}

/** What differs from one run to the next: IDs, and where things lie for a moment. */
export function withoutChance(said: string): string {
  return said
    .replaceAll(/sha256:[0-9a-f]{64}/g, 'sha256:…')
    .replaceAll(/docker-import-\d+/g, 'docker-import-…')
    .replaceAll(/docker-builder\d+/g, 'docker-builder…')
    .replaceAll(/buildkit-mount\d+/g, 'buildkit-mount…')
    .replaceAll(/\/[\w./-]*\/(?=overlay2\/)/g, '/var/lib/docker/')
    .replaceAll(/\/[\w./-]*\/(?=(?:tmp\/)?docker-(?:import|builder))/g, '/var/lib/docker/')
    .replaceAll(/overlay2\/[0-9a-z]{25,64}/g, 'overlay2/…')
    .replaceAll(/\b[0-9a-f]{64}\b/g, '…')
    .replaceAll(/\b[0-9a-f]{12}\b/g, '…')
    .replaceAll(/(\w|é|[\w/]+\/)\1{40,}/g, (run) => shortened(run))
    .trim();
}

/** What is long stands there as its length and a hash. */
function shortened(text: string): string {
  return `…${text.length} characters, ${createHash('sha256').update(text).digest('hex').slice(0, 16)}…`;
}

const MOST_LINES = 40;
const LONGEST_LINE = 300;

/** What every container has, whatever its image. */
const MOUNTED = / (?:dev|etc|proc|sys|\.dockerenv|etc\/(?:hosts|hostname|resolv\.conf|mtab)|dev\/\S+)(?: |$)/;

export function shownFiles(lines: readonly string[], { shown }: Pick<EntryPoint, 'shown'>): string[] {
  const all = lines.filter((line) => shown.test(line) && !MOUNTED.test(line));
  if (all.length > MOST_LINES) return [shortened(all.join('\n'))];
  return all.map((line) => (line.length > LONGEST_LINE ? shortened(line) : line));
}
