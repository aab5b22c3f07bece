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
