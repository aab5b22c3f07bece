/** Small machines for tests and for the lab page: written by hand, so their digests are digits only in form. */
import type { MachineView } from '../../engine/index.ts';

type Layer = MachineView['layers'][number];
type Image = MachineView['images'][number];
type Container = MachineView['containers'][number];

const hex = (start: string): string => `sha256:${start.padEnd(64, '0')}`;

function layer(start: string, createdBy: string, size: number, parent?: string, holders: Partial<Layer> = {}): Layer {
  const base = {
    chainId: hex(start),
    diffId: hex(start),
    createdBy,
    size,
    imageIds: ['x'],
    containerIds: [],
    cached: false,
    ...holders,
  };
  return parent === undefined ? base : { ...base, parent: hex(parent) };
}
function image(start: string, tags: readonly string[], top: string, rest: Partial<Image> = {}): Image {
  return {
    id: hex(start),
    tags,
    digests: [],
    top: hex(top),
    size: 0,
    created: 0,
    dangling: tags.length === 0,
    intermediate: false,
    ...rest,
  };
}
function container(start: string, name: string, base: string, rest: Partial<Container> = {}): Container {
  const id = start.padEnd(64, '1');
  return {
    id,
    name,
    status: 'exited',
    imageId: hex('aa'),
    imageName: 'alpine:3.13',
    base: hex(base),
    writableSize: 0,
    changes: [],
    changeCount: 0,
    ...rest,
  };
}
function view(layers: readonly Layer[], images: readonly Image[], containers: readonly Container[]): MachineView {
  const bytes = layers.reduce((sum, { size }) => sum + size, 0);
  return {
    now: 0,
    layers,
    images,
    containers,
    totals: { images: images.length, containers: containers.length, layers: layers.length, bytes },
  };
}

const NOTE = { changes: [{ kind: 'A', path: '/nota.txt' }], changeCount: 1, writableSize: 3 } as const;
const alpine = layer('540db60ca938', 'ADD rootfs.tar.gz /', 5_610_000);
const node = [
  layer('8f0e21c4a7d3', 'RUN addgroup -g 1000 node', 104_000_000, '540db60ca938'),
  layer('c13d7f6be90a', 'RUN apk add yarn', 7_600_000, '8f0e21c4a7d3'),
  layer('0b7c11d2aa31', 'COPY docker-entrypoint.sh /', 388, 'c13d7f6be90a'),
];

export const EMPTY_VIEW = view([], [], []);
/** one image, one stopped container on it */
export const SIMPLE_VIEW = view(
  [alpine],
  [image('a1', ['alpine:3.13'], '540db60ca938')],
  [container('c5e003f8a699', 'velho', '540db60ca938')],
);
/** after `rmi -f`: only the container holds the layer */
export const KEPT_VIEW = view(
  [{ ...alpine, createdBy: '', imageIds: [], containerIds: ['c5e003f8a699'.padEnd(64, '1')] }],
  [],
  [container('c5e003f8a699', 'guarda', '540db60ca938', NOTE)],
);
/** two images on one base, another one apart, a running and a stopped container */
export const SHARED_VIEW = view(
  [
    alpine,
    ...node,
    layer('77ab51c0ffee', 'COPY app /app', 1_200_000, '540db60ca938'),
    layer('e07ee1baac5f', 'COPY hello /', 13_256),
  ],
  [
    image('a1', ['alpine:3.13'], '540db60ca938'),
    image('a2', ['node:alpine3.13', 'node:16-alpine3.13'], '0b7c11d2aa31'),
    image('a3', [], '77ab51c0ffee'),
    image('a4', ['hello-world:latest'], 'e07ee1baac5f'),
  ],
  [
    container('c5e003f8a699', 'vivo', '540db60ca938', { ...NOTE, status: 'running' }),
    container('d11103f8a699', 'com-um-nome-bem-comprido', '0b7c11d2aa31', {
      changes: [
        { kind: 'C', path: '/etc' },
        { kind: 'A', path: '/etc/motd' },
        { kind: 'D', path: '/usr/share/doc/a-very-long-path/readme' },
        { kind: 'A', path: '/tmp/x' },
      ],
      changeCount: 9,
    }),
  ],
);
/** deeper than the picture is high */
export const DEEP_VIEW = view(
  [
    layer('10db60ca9380', 'ADD rootfs.tar.gz /', 5_610_000),
    ...Array.from({ length: 11 }, (_, index) =>
      layer(
        `${index + 11}db60ca9380`.slice(0, 12),
        `RUN step number ${index + 1} of the build`,
        1000 * (index + 1),
        `${index + 10}db60ca9380`.slice(0, 12),
      ),
    ),
  ],
  [image('a1', ['loja/api:1.0'], '21db60ca9380')],
  [],
);

/** Spread over all first digits, from which a layer has its colour. */
const hex12 = (n: number): string => {
  const digits = (n * 2_654_435_761).toString(16).padStart(12, '0').slice(-12);
  return [...digits].reverse().join('');
};

interface Family {
  readonly name: string;
  /** layers of its own, on those of what it stands on */
  readonly depth: number;
  readonly on?: string;
}
const FAMILIES: readonly Family[] = [
  ...['alpine:3.13', 'debian:12', 'ubuntu:22.04', 'busybox:1.36'].map((name) => ({ name, depth: 1 })),
  { name: 'node:16-alpine3.13', depth: 3, on: 'alpine:3.13' },
  { name: 'python:3.9-alpine', depth: 4, on: 'alpine:3.13' },
  { name: 'nginx:1.20-alpine', depth: 5, on: 'alpine:3.13' },
  { name: 'golang:1.21', depth: 5, on: 'debian:12' },
  { name: 'openjdk:17', depth: 4, on: 'debian:12' },
  ...[
    'node:16-alpine3.13',
    'node:16-alpine3.13',
    'node:16-alpine3.13',
    'python:3.9-alpine',
    'python:3.9-alpine',
    'nginx:1.20-alpine',
  ].map((on, index) => ({ name: `loja/web-${index}:1.0`, depth: 5, on })),
  ...['golang:1.21', 'golang:1.21', 'openjdk:17', 'ubuntu:22.04', 'ubuntu:22.04'].map((on, index) => ({
    name: `registry.example/equipe/servico-${index}:2.1`,
    depth: 5,
    on,
  })),
];

/** Twenty images and eighty layers, four containers: what a disk looks like after some months. */
function scaleView(families: readonly Family[] = FAMILIES): MachineView {
  const layers: Layer[] = [];
  const tops = new Map<string, string>();
  const images = families.map(({ name, depth, on }, index) => {
    let parent = on === undefined ? undefined : tops.get(on);
    for (let step = 0; step < depth; step += 1) {
      const start = hex12(index * 16 + step + 1);
      layers.push(layer(start, `RUN step ${step + 1} of ${name}`, 1000 * (step + 1) * (index + 1), parent));
      parent = start;
    }
    tops.set(name, parent ?? '');
    return image(hex12(index + 5000), [name], parent ?? '');
  });
  const containers = ['alpine:3.13', 'loja/web-0:1.0', 'loja/web-3:1.0', 'ubuntu:22.04'].map((on, index) =>
    container(hex12(index + 9000), `caixa-${index}`, tops.get(on) ?? '', index % 2 === 0 ? { ...NOTE, status: 'running' } : {}),
  );
  return view(layers, images, containers);
}
export const SCALE_VIEW = scaleView();
/** the same disk one image later: built on node, beside others */
export const SCALE_NEXT_VIEW = scaleView([...FAMILIES, { name: 'loja/web-9:1.0', depth: 2, on: 'node:16-alpine3.13' }]);
